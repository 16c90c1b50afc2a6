//! Names and notes of every shape.

use messages::{
    Request, Tone,
    proofread::{Check, Context, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, rich, rich_no_show, ways};

fn with_name(name: &str) -> Value {
    let mut facts = rich();
    facts["contacts"][0]["name"] = json!(name);
    facts
}

#[test]
fn names_are_written_as_they_are() {
    for name in [
        "Ada",
        "Björk Guðmundsdóttir",
        "María José Carreño Quiñones",
        "李小龍",
        "山田 花子",
        "محمد علي",
        "עידו לוי",
        "Анна Каренина",
        "นภา ใจดี",
        "Dr. Ada Okafor",
        "J. R. R. Tolkien",
        "O'Brien-Núñez",
        "de la Cruz",
    ] {
        let facts = read(&with_name(name));
        for tone in Tone::ALL {
            let body = render(&request(&facts, StepKind::ThankYou, tone)).unwrap().body.unwrap();
            let greeting = body.lines().next().unwrap();
            assert!(greeting.contains(name), "{greeting}");
        }
    }
}

#[test]
fn long_names_break_nothing_and_a_message_that_got_too_long_gives_way() {
    let long = "Wilhelmina Konstantinopolitanska ".repeat(6);
    let mut facts = with_name(&long);
    facts["application"]["position"]["title"] = json!("Principal Platform Engineer ".repeat(7));
    facts["application"]["company"]["name"] = json!("x".repeat(200));
    facts["interviews"][0]["talking_points"] = json!(["y ".repeat(500)]);
    facts["candidate"]["strengths"] = json!(["z ".repeat(500)]);
    let facts = read(&facts);
    for kind in StepKind::MESSAGES {
        for channel in ways(kind) {
            let message = render(&Request { channel, ..request(&facts, kind, Tone::Formal) }).unwrap();
            assert!(!message.to_text().contains("y y"), "a note of 500 words fits nowhere");
        }
    }
}

#[test]
fn a_note_that_is_too_long_is_named() {
    let mut facts = rich();
    facts["candidate"]["strengths"] = json!([format!("ten years of {}", "extraordinarily ".repeat(20))]);
    let facts = read(&facts);
    let message =
        render(&Request { channel: by(Channel::Linkedin), ..request(&facts, StepKind::ThankYou, Tone::Formal) })
            .unwrap();
    assert!(message.to_text().chars().count() <= 300 && !message.ready);
    assert!(message.missing.iter().any(|missing| missing.pointer == "/candidate/strengths"), "{message:#?}");
}

#[test]
fn a_title_that_is_too_long_is_named() {
    let mut facts = rich();
    facts["application"]["position"]["title"] = json!("Principal Platform Engineer for Everything ".repeat(4).trim());
    facts["contacts"][0]["name"] = json!("Wilhelmina ".repeat(7).trim());
    let facts = read(&facts);
    let message =
        render(&Request { channel: by(Channel::Linkedin), ..request(&facts, StepKind::CheckIn, Tone::Neutral) })
            .unwrap();
    assert!(message.to_text().chars().count() <= 300 && !message.ready, "{}", message.to_text());
    assert!(message.missing.iter().any(|missing| missing.pointer == "/application/position/title"), "{message:#?}");
}

#[test]
fn of_several_notes_a_short_message_takes_the_one_that_fits() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["the ".to_owned() + &"long ".repeat(60) + "story", "sharding"]);
    let facts = read(&facts);
    let message =
        render(&Request { channel: by(Channel::Linkedin), ..request(&facts, StepKind::ThankYou, Tone::Formal) })
            .unwrap();
    assert!(message.ready && message.to_text().contains("sharding"), "{}", message.to_text());
}

#[test]
fn notes_of_any_shape_leave_whole_sentences() {
    let notes = [
        "the move to event sourcing",
        "The move to event sourcing.",
        "Her team's migration to Postgres",
        "We talked about sharding. I liked it!",
        "What about weekends?",
        "- on-call\n- retros",
        "Kubernetes",
        "Acme Inc.",
        "I have run Kafka",
        "led a team of eight",
        "to lead",
        "💡",
        "{{ company }}",
        "{% if %}",
        "日本語のメモ。",
        "...",
        "?",
        "a",
        "it's \"quoted\"",
        "tabs\tand\nlines",
    ];
    for note in notes {
        for base in [rich(), rich_no_show()] {
            let mut facts = base;
            facts["interviews"][0]["talking_points"] = json!([note]);
            facts["interviews"][0]["points_to_clarify"] = json!([note, note]);
            facts["candidate"]["strengths"] = json!([note]);
            facts["candidate"]["goals"] = json!([note]);
            let facts = read(&facts);
            for kind in StepKind::MESSAGES {
                for channel in ways(kind) {
                    let message = render(&Request { channel, ..request(&facts, kind, Tone::Neutral) }).unwrap();
                    let text = message.to_text();
                    for trace in ["  ", " .", "?.", "!.", ",."] {
                        assert!(!text.contains(trace), "{trace:?} by {note:?} in {text}");
                    }
                    for report in message.elements.iter().filter(|report| report.present) {
                        let length = message.part(report.part).unwrap().chars().count();
                        assert!(report.span.unwrap().end <= length);
                    }
                }
            }
        }
    }
}

#[test]
fn parts_of_a_name_do_for_all_that_a_name_is_for() {
    let mut facts = rich();
    for (index, [given, family]) in [["Aiko", "Sato"], ["Ben", "Marsh"], ["Eva", "Sandoval"]].into_iter().enumerate() {
        let contact = facts["contacts"][index].as_object_mut().unwrap();
        contact.remove("name");
        contact.insert("given_name".to_owned(), json!(given));
        contact.insert("family_name".to_owned(), json!(family));
    }
    facts["interviews"][0]["talking_points"] = json!(["Aiko's plan for the data platform"]);
    let facts = read(&facts);
    for (kind, tone) in StepKind::MESSAGES.into_iter().flat_map(|kind| Tone::ALL.map(|tone| (kind, tone))) {
        for channel in ways(kind) {
            let request = Request { channel, pass_on_to: &["ben", "eva"], ..request(&facts, kind, tone) };
            let message = render(&request).unwrap();
            assert_eq!(message.recipient.name.as_deref(), Some("Aiko Sato"));
            let context = Context {
                facts: Some(&facts),
                kind: Some(kind),
                channel: Some(channel.channel),
                contact_id: Some("ada"),
                ..Context::default()
            };
            let findings = proofread(&message.texts(), &context);
            let wrong: Vec<_> = findings.iter().filter(|found| found.severity != Severity::Hint).collect();
            assert!(wrong.is_empty(), "{wrong:#?} in {}", message.to_text());
            assert!(!message.to_text().contains("Aiko's"), "{}", message.to_text());
            if kind == StepKind::ThankYou && channel.channel == Channel::Email {
                assert!(message.to_text().contains("Ben Marsh and Eva Sandoval"), "{}", message.to_text());
            }
        }
    }
    let texts = Texts { body: Some("Dear Sato Aiko,\n\nThank you.".to_owned()), ..Texts::default() };
    let context = Context { facts: Some(&facts), contact_id: Some("ada"), ..Context::default() };
    let swapped = proofread(&texts, &context).into_iter().find(|found| found.check == Check::WrongName).unwrap();
    assert_eq!(swapped.suggestions, ["Aiko Sato"]);
}

#[test]
fn a_family_name_alone_has_the_title_of_its_region() {
    for (locale, name) in [("en-GB", "Dr Sato"), ("en-US", "Dr. Sato")] {
        let mut facts = rich();
        facts["contacts"][0] =
            json!({ "id": "ada", "family_name": "Sato", "title": "Dr.", "email": "ada@example.com" });
        facts["application"]["locale"] = json!(locale);
        let facts = read(&facts);
        let message = render(&request(&facts, StepKind::ThankYou, Tone::Warm)).unwrap();
        assert_eq!(message.recipient.name.as_deref(), Some(name));
    }
}
