//! What a letter has that no other message has, and what it hasn't.

use messages::{
    Element, Message, Request, Tone,
    proofread::{Check, Context, OtherApplication, Severity, Texts, proofread},
    render,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, rich};

/// The thank-you as a letter, of these facts.
fn letter<'f>(facts: &'f Facts, locale: &str) -> Message<'f> {
    let locale = Some(locale.parse().unwrap());
    render(&Request { channel: by(Channel::Letter), locale, ..request(facts, StepKind::ThankYou, Tone::Formal) })
        .unwrap()
}

/// The lines above the greeting.
fn head(message: &Message<'_>) -> Vec<String> {
    let body = message.body.as_deref().unwrap();
    body.lines().take_while(|line| !line.starts_with("Dear ")).map(str::to_owned).collect()
}

fn with(change: impl FnOnce(&mut Value)) -> Facts {
    let mut facts = rich();
    change(&mut facts);
    read(&facts)
}

#[test]
fn a_letter_begins_with_its_date_and_addresses() {
    let facts = with(|facts| {
        facts["contacts"][0]["family_name"] = json!("Okafor");
        facts["contacts"][0]["title"] = json!("Dr.");
    });
    let lines = |date: &'static str, name: &'static str| {
        [
            date,
            "",
            "Grace Lindqvist",
            "5 Elm Street",
            "Brooklyn, NY 11201",
            "+1 212 555 0100",
            "grace@example.com",
            "",
            name,
            "Hiring Manager",
            "Meridian Labs",
            "1 Main Street",
            "New York",
            "",
        ]
    };
    let (british, american) = (letter(&facts, "en-GB"), letter(&facts, "en-US"));
    assert_eq!(head(&british), lines("11 March 2026", "Dr Ada Okafor"));
    assert_eq!(head(&american), lines("March 11, 2026", "Dr. Ada Okafor"));
    assert!(american.body.as_deref().unwrap().contains("\n\nDear Dr. Okafor:\n\n"), "{american:#?}");
    assert!(british.body.as_deref().unwrap().contains("\n\nDear Dr Okafor,\n\n"), "{british:#?}");
    assert!(british.words < 90 && british.missing.is_empty(), "{british:#?}");
    assert_eq!(british.recipient.address, Some("1 Main Street\nNew York"));
    let greeting = british.elements.iter().find(|report| report.element == Element::Recipient).unwrap().span.unwrap();
    let body: Vec<char> = british.body.as_deref().unwrap().chars().collect();
    assert_eq!(body[greeting.start..greeting.end].iter().collect::<String>(), "Dear Dr Okafor,");
}

#[test]
fn its_date_is_the_candidates_and_that_of_sending() {
    let in_zone = |zone: &str, as_of: &str, send_at: Option<&str>| {
        let facts = with(|facts| {
            facts["as_of"] = json!(as_of);
            facts["candidate"]["time_zone"] = json!(zone);
        });
        let request = Request {
            channel: by(Channel::Letter),
            send_at: send_at.map(|at| at.parse().unwrap()),
            ..request(&facts, StepKind::ThankYou, Tone::Formal)
        };
        head(&render(&request).unwrap())[0].clone()
    };
    assert_eq!(in_zone("Asia/Tokyo", "2026-03-11T18:00:00Z", None), "12 March 2026");
    assert_eq!(in_zone("America/New_York", "2026-03-11T18:00:00Z", None), "11 March 2026");
    assert_eq!(in_zone("America/New_York", "2026-03-11T18:00:00Z", Some("2026-03-16T13:00:00Z")), "16 March 2026");
}

#[test]
fn the_date_of_a_steps_letter_is_that_of_its_best_time_or_now() {
    let facts = with(|facts| {
        facts["communications"] = json!([]);
        facts["application"]["competing_offers"] = json!([]);
    });
    let playbook = planning::Playbook::built_in("consensus").unwrap();
    for (as_of, expected) in [("2026-03-11T14:00:00Z", "24 March 2026"), ("2026-03-25T14:00:00Z", "25 March 2026")] {
        let plan = planning::plan(&facts, playbook, as_of.parse().unwrap());
        let step = plan.steps.iter().find(|step| step.kind == StepKind::CheckIn).unwrap();
        let message = render(&Request::for_step(&facts, &plan, step, by(Channel::Letter))).unwrap();
        assert_eq!(head(&message)[0], expected, "{}", step.ideal_at);
    }
}

#[test]
fn unknown_facts_are_left_out() {
    let facts = with(|facts| {
        facts["candidate"] = json!({ "name": "Grace Lindqvist", "email": "grace@example.com" });
        facts["application"]["company"] = json!({ "name": "Meridian Labs" });
        facts["contacts"][0] = json!({ "id": "ada" });
    });
    let message = letter(&facts, "en");
    assert_eq!(head(&message), ["11 March 2026", "", "Grace Lindqvist", "grace@example.com", "", "Meridian Labs", ""]);
    for pointer in ["/candidate/postal_address", "/application/company/postal_address"] {
        assert!(message.missing.iter().any(|missing| missing.pointer == pointer), "{:#?}", message.missing);
    }
}

#[test]
fn an_agency_is_written_to_at_its_own_address() {
    let facts = with(|facts| {
        facts["contacts"][0]["role"] = json!("agency_recruiter");
        facts["contacts"][0]["postal_address"] = json!("  Talent Partners\n\n 9 Quay Road\t\nHull ");
    });
    let message = letter(&facts, "en");
    assert_eq!(head(&message)[8..], ["Ada Okafor", "Talent Partners", "9 Quay Road", "Hull", ""]);
    assert!(message.recipient.address.unwrap().starts_with("Talent Partners"));
}

#[test]
fn only_an_email_has_a_subject() {
    let facts = read(&rich());
    for kind in StepKind::MESSAGES {
        for &channel in kind.channels() {
            let message = render(&Request { channel: by(channel), ..request(&facts, kind, Tone::Neutral) }).unwrap();
            let email = channel == Channel::Email;
            assert_eq!(message.subject.is_some(), email);
            assert_eq!(message.elements.iter().any(|report| report.element == Element::Subject), email);
            assert_eq!(message.to_text().starts_with("Subject: "), email);
        }
    }
}

#[test]
fn proofreading_knows_what_stands_above_a_letter() {
    let facts = with(|facts| {
        facts["contacts"][0]["role"] = json!("recruiter");
        facts["candidate"]["postal_address"] = json!("Flat 4b, Żelazna 7\n00-841 WARSZAWA\nTel. 8)");
    });
    let others =
        [OtherApplication { company: "Globex".to_owned(), position: Some("Recruiter".to_owned()), people: vec![] }];
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Letter),
        contact_id: Some("ada"),
        other_applications: &others,
        ..Context::default()
    };
    let body = letter(&facts, "en-GB").body.unwrap();
    let grave = |body: String| {
        let findings = proofread(&Texts { body: Some(body), ..Texts::default() }, &context);
        let grave = findings.into_iter().filter(|finding| finding.severity > Severity::Hint);
        grave.map(|finding| finding.check).collect::<Vec<_>>()
    };
    assert_eq!(grave(body.clone()), []);
    assert_eq!(grave(body.replace("Meridian Labs\n1", "Globex\n1")), [Check::WrongCompany]);
    assert_eq!(grave(body.replace("Dear Ada", "Dear Eva")), [Check::WrongName]);
    assert_eq!(grave(body.replace("5 Elm Street", "x").replace("Żelazna 7", "[Street]")), [Check::Placeholder]);
}

#[test]
fn a_long_name_of_a_company_is_part_of_the_head() {
    for (locale, company) in [
        ("en", "German Centre for Air and Space Travel Ltd."),
        ("de", "Deutsches Zentrum für Luft- und Raumfahrt e. V."),
        ("de", "Ministerium für Wirtschaft, Verkehr, Landwirtschaft und Weinbau des Landes Rheinland-Pfalz"),
        ("fr", "Société nationale des chemins de fer et des transports de voyageurs S.A."),
        ("nl", "Nederlandse Vereniging voor Ruimtevaart en Sterrenkunde B.V."),
    ] {
        let facts = with(|facts| facts["application"]["company"]["name"] = json!(company));
        let message = letter(&facts, locale);
        let context = Context {
            facts: Some(&facts),
            kind: Some(StepKind::ThankYou),
            channel: Some(Channel::Letter),
            contact_id: Some("ada"),
            locale: Some(message.locale),
            ..Context::default()
        };
        let found = proofread(&message.texts(), &context);
        assert!(!found.iter().any(|found| found.severity > Severity::Hint), "{company}: {found:#?}");
    }
}
