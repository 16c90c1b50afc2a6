//! What the service renders itself has nothing wrong with it.

use std::collections::BTreeSet;

use messages::{
    Request, Tone,
    proofread::{Check, Context, EarlierMessage, Finding, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Facts};
use serde_json::{Value, json};

use crate::facts::{read, request, rich, rich_no_show, ways};

/// What is found in what `request` renders.
fn findings(request: &Request<'_>) -> (Texts, Vec<Finding>) {
    let texts = render(request).unwrap().texts();
    let context = Context {
        facts: Some(request.facts),
        kind: Some(request.kind),
        channel: Some(request.channel.channel),
        interview_id: request.interview_id,
        contact_id: request.contact_id,
        ..Context::default()
    };
    let findings = proofread(&texts, &context);
    (texts, findings)
}

/// What is found in every kind by every channel in these tones, of what `counts`: in words, each once.
fn in_all(facts: &Value, no_show: &Value, tones: &[Tone], counts: impl Fn(&Finding) -> bool) -> BTreeSet<String> {
    let (facts, no_show) = (read(facts), read(no_show));
    let mut all = BTreeSet::new();
    for kind in StepKind::MESSAGES {
        let facts: &Facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
        for channel in ways(kind) {
            for &tone in tones {
                let request = Request { channel, ..request(facts, kind, tone) };
                let (texts, findings) = findings(&request);
                for finding in findings.iter().filter(|finding| counts(finding)) {
                    let part = texts.parts().find(|(part, _)| *part == finding.part).map_or("", |(_, text)| text);
                    let channel = channel.channel;
                    all.insert(format!(
                        "{kind:?} {channel:?} {tone:?} {:?}: {} in {part:?}",
                        finding.check, finding.text
                    ));
                }
            }
        }
    }
    all
}

/// Whether it is more than a hint.
fn is_grave(finding: &Finding) -> bool {
    finding.severity > Severity::Hint
}

#[test]
fn every_message_of_rich_facts_is_sound() {
    assert_eq!(in_all(&rich(), &rich_no_show(), &Tone::ALL, is_grave), BTreeSet::new());
}

#[test]
fn names_of_any_script_are_sound() {
    for (contact, candidate, company, title) in [
        ("Björk Guðmundsdóttir", "María José Carreño Quiñones", "Møller & Søn A/S", "Leiterin Qualitätssicherung"),
        ("山田 花子", "李小龍", "株式会社未来", "Backend Engineer"),
        ("Dr. Ada N. O'Brien-Núñez", "Will Rose", "Block", "Senior C++/.NET Engineer (m/f/d)"),
        ("Анна Каренина", "Jean-Luc d'Arcy", "Яндекс", "Site Reliability Engineer II"),
        ("May Grace", "Mark Bill", "Target", "Payroll & Benefits Specialist"),
    ] {
        let named = |mut facts: Value| {
            facts["contacts"][0]["name"] = json!(contact);
            facts["candidate"]["name"] = json!(candidate);
            facts["application"]["company"]["name"] = json!(company);
            facts["application"]["position"]["title"] = json!(title);
            facts
        };
        let found = in_all(&named(rich()), &named(rich_no_show()), &[Tone::Warm], is_grave);
        assert_eq!(found, BTreeSet::new());
    }
}

#[test]
fn of_sparse_facts_only_what_they_lack_is_found() {
    let mut facts = rich();
    facts["candidate"] = json!({});
    facts["contacts"][0]["name"] = Value::Null;
    facts["contacts"][0]["phone"] = Value::Null;
    facts["interviews"][0]["talking_points"] = json!([]);
    facts["interviews"][0]["points_to_clarify"] = json!([]);
    let mut no_show = facts.clone();
    no_show["interviews"][0]["status"] = json!("employer_no_show");
    let lacking = [Check::Greeting, Check::Generic, Check::SignOff, Check::ContactDetails, Check::Subject];
    let other = |finding: &Finding| is_grave(finding) || !lacking.contains(&finding.check);
    assert_eq!(in_all(&facts, &no_show, &Tone::ALL, other), BTreeSet::new());
}

#[test]
fn messages_that_are_rightly_similar_are_not_the_same() {
    let mut facts = rich();
    facts["interviews"][0]["interviewer_ids"] = json!(["ada", "ben"]);
    facts["interviews"][0]["talking_points"] = json!(["the move to event sourcing", "the on-call rotation"]);
    let facts = read(&facts);
    for tone in Tone::ALL {
        for (first, second) in [
            ((StepKind::CheckIn, "ada"), (StepKind::FinalAttempt, "ada")),
            ((StepKind::ThankYou, "ada"), (StepKind::CheckIn, "ada")),
            ((StepKind::ThankYou, "ada"), (StepKind::ThankYou, "ben")),
        ] {
            let rendered = |(kind, contact)| {
                render(&Request { contact_id: Some(contact), ..request(&facts, kind, tone) }).unwrap().texts()
            };
            let contact_id = Some(first.1.to_owned());
            let earlier = [EarlierMessage { contact_id, body: rendered(first).body.unwrap() }];
            let context = Context {
                facts: Some(&facts),
                contact_id: Some(second.1),
                earlier_messages: &earlier,
                ..Context::default()
            };
            let found = proofread(&rendered(second), &context);
            let same = found.iter().find(|finding| matches!(finding.check, Check::Repeated | Check::SameAsColleague));
            assert_eq!(same, None, "{tone:?} {first:?} {second:?}");
        }
    }
}
