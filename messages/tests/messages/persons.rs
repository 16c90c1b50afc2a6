//! People of whom little is known, departments, nobility, and notes in other languages: in every language, what the
//! message says to them, what it asks for, and that it is free of warnings about itself.

use messages::{Message, Request, Tone, proofread::Severity, render};
use planning::{Facts, StepKind, UsableChannel, Via, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{by, read, request},
    languages::{findings, languages, set},
};

/// The facts of a language with these fields of the only contact.
fn facts_with(locale: &str, person: &Value) -> Value {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    let mut facts = set(&facts, false, locale);
    let mut contact = person.clone();
    contact["id"] = json!("ada");
    contact["email"] = json!("someone@example.com");
    facts["contacts"] = json!([contact]);
    facts
}

fn rendered(facts: &Facts, kind: StepKind, channel: UsableChannel, tone: Tone) -> Message<'_> {
    let request = Request { channel, locale: None, ..request(facts, kind, tone) };
    let message = render(&request).unwrap();
    let grave: Vec<_> = findings(&request, &message)
        .into_iter()
        .filter(|finding| finding.severity > Severity::Hint)
        .map(|finding| finding.text)
        .collect();
    assert_eq!(grave, Vec::<String>::new(), "{}", message.to_text());
    message
}

/// The first line of a formal e-mail, and the fields that the message asks for.
#[track_caller]
fn greeted(locale: &str, person: &Value) -> (String, Vec<String>) {
    let facts = read(&facts_with(locale, person));
    let message = rendered(&facts, StepKind::ThankYou, by(Channel::Email), Tone::Formal);
    let first = message.body.unwrap().lines().next().unwrap().to_owned();
    (first, message.missing.into_iter().map(|missing| missing.pointer).collect())
}

#[track_caller]
fn greets(locale: &str, person: &Value, greeting: &str, missing: &[&str]) {
    let (greeted, asked) = greeted(locale, person);
    assert_eq!((greeted.as_str(), asked), (greeting, missing.iter().map(|at| (*at).to_owned()).collect()), "{person}");
}

/// The whole text of a call to the switchboard, or of another message.
#[track_caller]
fn text(locale: &str, person: &Value, channel: UsableChannel, tone: Tone) -> String {
    let facts = read(&facts_with(locale, person));
    rendered(&facts, StepKind::CheckIn, channel, tone).to_text()
}

const SWITCHBOARD: UsableChannel = UsableChannel { channel: Channel::Phone, via: Via::Switchboard };

#[test]
fn a_family_name_alone_is_no_greeting() {
    for (locale, greeting) in [
        ("de", "Sehr geehrte Damen und Herren,"),
        ("fr", "Madame, Monsieur,"),
        ("es", "Estimado equipo de selección:"),
        ("nl", "Geachte heer of mevrouw,"),
    ] {
        greets(locale, &json!({ "family_name": "Meier" }), greeting, &["/contacts/0/address"]);
        greets(locale, &json!({ "name": "Meier", "family_name": "Meier", "address": "neutral" }), greeting, &[]);
    }
    for (locale, said) in [
        ("de", "mit Frau oder Herrn Meier verbinden"),
        ("fr", "me passer Madame ou Monsieur Meier"),
        ("es", "Podría ponerme con la Sra. o el Sr. Meier"),
        ("nl", "doorverbinden met de heer of mevrouw Meier"),
    ] {
        let call = text(locale, &json!({ "family_name": "Meier" }), SWITCHBOARD, Tone::Formal);
        assert!(call.contains(said), "{call}");
    }
}

#[test]
fn departments_and_mailboxes_are_nobody_to_greet_or_to_ask_for() {
    for (locale, greeting, asked) in [
        (
            "de",
            "Sehr geehrte Damen und Herren,",
            "Guten Tag, können Sie mich bitte mit der Personalabteilung verbinden?",
        ),
        ("fr", "Madame, Monsieur,", "pourriez-vous me passer les ressources humaines"),
        ("es", "Estimado equipo de selección:", "¿Podría ponerme con Recursos Humanos, por favor?"),
        ("nl", "Geachte heer of mevrouw,", "kunt u me doorverbinden met personeelszaken?"),
    ] {
        for name in [
            "Personalabteilung",
            "Ihr Karriere-Team",
            "Talent Acquisition",
            "Service des ressources humaines",
            "Departamento de Recursos Humanos",
            "HR-afdeling",
            "jobs@acme.example",
        ] {
            let person = json!({ "name": name });
            greets(locale, &person, greeting, &[]);
            let call = text(locale, &person, SWITCHBOARD, Tone::Neutral);
            let elsewhere = call.replace(asked, "");
            assert!(call.contains(asked) && !elsewhere.contains(name), "{call}");
            let letter = text(locale, &person, by(Channel::Letter), Tone::Neutral);
            assert_eq!(letter.contains(name), !name.contains('@'), "{letter}");
        }
    }
}

#[test]
fn a_team_is_no_single_friend() {
    let person = json!({ "name": "HR-Team", "familiar": true });
    for (locale, plural, singular) in
        [("de", "Ihre", " deine "), ("fr", "vous", " tu "), ("es", "su", " tu "), ("nl", "uw", " je ")]
    {
        let mail = text(locale, &person, by(Channel::Email), Tone::Neutral);
        assert!(mail.contains(plural) && !mail.contains(singular), "{mail}");
    }
}

#[test]
fn a_given_name_stands_behind_no_form_of_address() {
    let anke = json!({ "given_name": "Anke", "address": "ms" });
    greets("de", &anke, "Guten Tag Anke,", &["/contacts/0/family_name"]);
    greets("nl", &anke, "Geachte Anke,", &["/contacts/0/family_name"]);
    greets("es", &anke, "Estimada Anke:", &["/contacts/0/family_name"]);
    greets("fr", &anke, "Madame,", &[]);
    for locale in ["de", "fr", "es", "nl"] {
        let letter = text(locale, &anke, by(Channel::Letter), Tone::Neutral);
        assert!(letter.contains("\nAnke\n"), "{letter}");
    }
}

#[test]
fn friends_without_a_known_given_name_are_asked_for_it() {
    let meier = json!({ "family_name": "Meijer", "address": "mr", "familiar": true });
    greets("de", &meier, "Hallo Herr Meijer,", &["/contacts/0/given_name"]);
    greets("nl", &meier, "Beste meneer Meijer,", &["/contacts/0/given_name"]);
    greets("fr", &meier, "Bonjour Monsieur Meijer,", &["/contacts/0/given_name"]);
    greets("es", &meier, "Estimado Sr. Meijer:", &["/contacts/0/given_name"]);
}

#[test]
fn forms_of_address_and_titles_within_a_name_are_not_said_twice() {
    let uwe = json!({ "name": "Herr Dr. Uwe Meier", "address": "mr" });
    let moreau = json!({ "name": "Mme Moreau" });
    let hart = json!({ "name": "Mevr. Ilse 't Hart" });
    let anna = json!({
        "name": "Mag. Anna Huber", "title": "Mag.", "given_name": "Anna", "family_name": "Huber", "address": "ms",
    });
    let doctor = json!({ "name": "Dr. Eva Meier", "title": "Dr.", "family_name": "Meier", "address": "ms" });
    greets("es", &uwe, "Estimado Dr. Uwe Meier:", &["/contacts/0/family_name"]);
    greets("de", &anna, "Sehr geehrte Frau Huber,", &[]);
    for (locale, person, line) in [
        ("de", &moreau, "Frau Moreau"),
        ("fr", &moreau, "Madame Moreau"),
        ("es", &moreau, "Sra. Moreau"),
        ("nl", &moreau, "Mevrouw Moreau"),
        ("nl", &hart, "Mevrouw Ilse 't Hart"),
        ("de", &anna, "Frau Mag. Anna Huber"),
        ("es", &anna, "Mag. Anna Huber"),
        ("de", &doctor, "Frau Dr. Eva Meier"),
        ("es", &doctor, "Dra. Eva Meier"),
        ("de", &uwe, "Herrn Dr. Uwe Meier"),
        ("fr", &uwe, "Docteur Uwe Meier"),
        ("nl", &uwe, "De heer dr. Uwe Meier"),
    ] {
        let letter = text(locale, person, by(Channel::Letter), Tone::Neutral);
        assert!(letter.contains(&format!("\n{line}\n")), "{locale} {line}: {letter}");
    }
}

#[test]
fn names_on_the_telephone_are_inflected_and_have_their_article() {
    let suharto = json!({ "name": "Suharto", "family_name": "Suharto", "address": "mr", "phone": "+49 89 1" });
    let doctor = json!({ "family_name": "Meier", "title": "Dr.", "address": "ms", "phone": "+34 91 1" });
    for (locale, person, said) in [
        ("de", &suharto, "mit Herrn Suharto verbinden"),
        ("de", &json!({ "name": "Herr Dr. Uwe Meier" }), "mit Herrn Dr. Uwe Meier verbinden"),
        ("de", &json!({ "name": "Mme Moreau" }), "mit Frau Moreau verbinden"),
        ("es", &suharto, "ponerme con el Sr. Suharto"),
        ("es", &doctor, "ponerme con la Dra. Meier"),
        ("nl", &suharto, "doorverbinden met de heer Suharto"),
    ] {
        let call = text(locale, person, SWITCHBOARD, Tone::Formal);
        assert!(call.contains(said), "{call}");
    }
    for tone in [Tone::Formal, Tone::Neutral] {
        let call = |locale, person| text(locale, person, by(Channel::Phone), tone);
        assert!(call("de", &suharto).contains("spreche ich mit Herrn Suharto?"), "{}", call("de", &suharto));
        assert!(call("es", &suharto).contains("¿hablo con el Sr. Suharto?"), "{}", call("es", &suharto));
        assert!(call("es", &doctor).contains("¿hablo con la Dra. Meier?"), "{}", call("es", &doctor));
    }
}

#[test]
fn titles_of_nobility_stand_in_the_place_of_frau_and_herr() {
    let noble = |family: &str, address: &str| json!({ "given_name": "Kim", "family_name": family, "address": address });
    greets("de", &noble("Freifrau von Welser", "ms"), "Sehr geehrte Freifrau von Welser,", &[]);
    greets("de", &noble("Graf Lambsdorff", "mr"), "Sehr geehrter Graf Lambsdorff,", &[]);
    greets("de", &noble("Graf", "ms"), "Sehr geehrte Frau Graf,", &[]);
    greets("de", &noble("Baron Cohen", "mr"), "Sehr geehrter Herr Baron Cohen,", &[]);
}

#[test]
fn a_colleague_of_whom_nothing_is_known_is_asked_for() {
    for locale in ["de", "fr", "es", "nl"] {
        let anke = json!({ "given_name": "Anke", "family_name": "Meier", "title": "Dr.", "address": "ms" });
        let mut facts = facts_with(locale, &anke);
        facts["contacts"].as_array_mut().unwrap().push(json!({ "id": "kim", "name": "Kim Okafor" }));
        facts["interviews"][0]["interviewer_ids"] = json!(["ada", "kim"]);
        let points = facts["interviews"][0]["talking_points"][0].clone();
        facts["interviews"][0]["talking_points"] = json!([points, "Kafka, Rust"]);
        let facts = read(&facts);
        let message = rendered(&facts, StepKind::ThankYou, by(Channel::Email), Tone::Formal);
        let pointers: Vec<_> = message.missing.iter().map(|missing| &*missing.pointer).collect();
        assert_eq!(pointers, ["/contacts/1/address"], "{locale}: {:?}", message.missing);
    }
}

#[test]
fn notes_in_another_language_are_left_out_and_asked_for() {
    for locale in ["de", "fr", "es", "nl"] {
        let mut facts = facts_with(locale, &json!({ "name": "Ana Ruiz", "address": "neutral" }));
        facts["communications"][1]["answer"] =
            json!("I would be available from the first of May, because my notice period is three months.");
        facts["interviews"][0]["talking_points"] = json!(["We talked about the roadmap"]);
        facts["interviews"][0]["points_to_clarify"] = json!(["I forgot to say that I have a driving licence"]);
        facts["candidate"]["strengths"] = json!(["notice period of three months"]);
        facts["candidate"]["goals"] = json!([]);
        let facts = read(&facts);
        let missing = |kind| {
            let request = Request { locale: None, ..request(&facts, kind, Tone::Formal) };
            let message = render(&request).unwrap();
            let text = message.to_text();
            for note in ["available", "roadmap", "licence", "notice"] {
                assert!(!text.contains(note), "{text}");
            }
            let pointers = message.missing.iter().map(|missing| missing.pointer.clone()).collect::<Vec<_>>();
            (message.ready, pointers)
        };
        let (ready, thanks) = missing(StepKind::ThankYou);
        let notes = ["/interviews/0/talking_points/0", "/candidate/strengths/0", "/interviews/0/points_to_clarify/0"];
        assert!(!ready && notes.iter().all(|note| thanks.iter().any(|pointer| pointer == note)), "{thanks:?}");
        let (ready, answer) = missing(StepKind::Answer);
        assert!(!ready && answer.iter().any(|pointer| pointer == "/communications/1/answer"), "{answer:?}");
    }
}

#[test]
fn a_title_with_a_mark_of_genders_is_the_one_of_its_subject() {
    for locale in ["de", "fr", "es", "nl"] {
        for mark in ["(m/w/d)", "(w/m/d)", "(m/w)", "(f/m/d)", "(all genders)", "(gn)", "(m/w/divers)"] {
            let mut facts = facts_with(locale, &json!({ "name": "Ana Ruiz", "address": "neutral" }));
            facts["application"]["position"]["title"] = json!(format!("Controller {mark}"));
            let facts = read(&facts);
            let message = rendered(&facts, StepKind::ThankYou, by(Channel::Email), Tone::Formal);
            assert!(!message.to_text().contains('('), "{}", message.to_text());
        }
    }
}

#[test]
fn what_the_candidate_does_is_a_sentence() {
    for (locale, note, sentence) in [
        ("de", "ich leite seit fünf Jahren ein Team", ". Ich leite seit fünf Jahren ein Team."),
        ("nl", "ik leid al vijf jaar een team", ". Ik leid al vijf jaar een team."),
    ] {
        for kind in [StepKind::ThankYou, StepKind::CheckIn, StepKind::Respond, StepKind::StayInTouch] {
            for channel in [Channel::Email, Channel::Linkedin] {
                for tone in Tone::ALL {
                    let mut facts = facts_with(locale, &json!({ "name": "Ana Ruiz", "address": "neutral" }));
                    facts["candidate"]["strengths"] = json!([note]);
                    let facts = read(&facts);
                    let text = rendered(&facts, kind, by(channel), tone).to_text();
                    let lower = text.to_lowercase();
                    assert!(!lower.contains(note) || text.contains(sentence), "{text}");
                }
            }
        }
    }
}

#[test]
fn plurals_and_voseo_agree_in_spanish() {
    for kind in [StepKind::ThankYou, StepKind::CheckIn, StepKind::Respond] {
        for channel in [Channel::Email, Channel::Linkedin, Channel::Phone] {
            for tone in Tone::ALL.into_iter().filter(|_| kind.channels().contains(&channel)) {
                let mut facts = facts_with("es", &json!({ "name": "Ana Ruiz", "address": "neutral" }));
                facts["interviews"][0]["talking_points"] = json!(["las guardias"]);
                let facts = read(&facts);
                let text = rendered(&facts, kind, by(channel), tone).to_text();
                for wrong in ["interesó las", "interesó mucho las", "interesó especialmente las"] {
                    assert!(!text.contains(wrong), "{text}");
                }
            }
        }
    }
    let ana = json!({ "given_name": "Ana", "family_name": "Ruiz", "familiar": true, "phone": "+54 11 1" });
    for kind in [StepKind::CheckIn, StepKind::Answer, StepKind::OfferThanks] {
        for channel in [Channel::Email, Channel::Phone] {
            let facts = read(&facts_with("es-AR", &ana));
            let text = rendered(&facts, kind, by(channel), Tone::Neutral).to_text();
            assert!(!text.contains("necesitas ") && !text.contains("Tienes"), "{text}");
        }
    }
}

#[test]
fn a_call_names_the_day_of_the_question() {
    for locale in ["de", "fr", "es", "nl"] {
        for (familiar, tone) in [false, true].into_iter().flat_map(|familiar| Tone::ALL.map(|tone| (familiar, tone))) {
            let person = json!({ "name": "Ana Ruiz", "address": "neutral", "familiar": familiar });
            let mut facts = facts_with(locale, &person);
            facts["communications"][1]["at"] = json!("2026-03-11T09:00:00Z");
            rendered(&read(&facts), StepKind::Answer, by(Channel::Phone), tone);
        }
    }
}
