//! Messages in situations of their own: another job taken, a successor, two interviews on one day, an assignment.

use messages::{
    Request, Tone,
    proofread::{Context, Severity, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{by, read, request, rich},
    moments::each,
};

/// The texts of an e-mail and of a call, in a neutral tone.
fn neutral(facts: &Value, kind: StepKind) -> Vec<String> {
    let facts = read(facts);
    let known = |channel: &Channel| kind.channels().contains(channel);
    let channels = [Channel::Email, Channel::Phone].into_iter().filter(known);
    let request = |channel| Request { channel: by(channel), ..request(&facts, kind, Tone::Neutral) };
    channels.map(|channel| render(&request(channel)).unwrap().to_text()).collect()
}

#[test]
fn a_candidate_with_another_job_declines_the_offer() {
    let mut facts = rich();
    facts["application"]["outcome"] =
        json!({ "kind": "offered", "at": "2026-03-25T15:00:00Z", "respond_by": "2026-03-31T15:00:00Z" });
    facts["application"]["accepted_elsewhere_at"] = json!("2026-03-24T15:00:00Z");
    each(&facts, StepKind::OfferThanks, &["accepted another position", "must decline"], &["answer by", "decision"]);
}

#[test]
fn without_a_conversation_nothing_is_to_be_recalled() {
    let point = |facts: &Value, kind| {
        let facts = read(facts);
        let message = render(&request(&facts, kind, Tone::Neutral)).unwrap();
        let found = message.missing.iter().find(|missing| missing.pointer.ends_with("talking_points"));
        found.map(|missing| missing.text.clone())
    };
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!([]);
    assert!(point(&facts, StepKind::RejectionThanks).is_some_and(|text| text.contains("talked about")));
    facts["interviews"][0]["kind"] = json!("assignment");
    assert!(point(&facts, StepKind::CheckIn).is_some_and(|text| text.contains("the assignment")));
    facts["interviews"][0]["status"] = json!("employer_no_show");
    assert_eq!(point(&facts, StepKind::CheckIn), None);
    facts["interviews"] = json!([]);
    assert_eq!(point(&facts, StepKind::RejectionThanks), None);
}

#[test]
fn a_successor_hears_that_somebody_else_was_asked() {
    for (channel, told) in [
        ("email", "On Tuesday, 24 March, I also wrote to Ben Marsh"),
        ("phone", "On Tuesday, 24 March, I also called Ben Marsh"),
    ] {
        let mut facts = rich();
        facts["communications"] = json!([
            { "direction": "outbound", "channel": channel, "purpose": "check_in", "at": "2026-03-24T15:00:00Z",
              "contact_id": "ben" },
        ]);
        for text in neutral(&facts, StepKind::FinalAttempt) {
            assert!(text.contains(told), "{text}");
        }
    }
}

#[test]
fn two_interviews_on_one_day() {
    let mut facts = rich();
    let earlier = json!({ "id": "i0", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
                          "status": "completed", "interviewer_ids": ["ada"] });
    facts["interviews"].as_array_mut().unwrap().push(earlier);
    let text = &neutral(&facts, StepKind::ThankYou)[0];
    assert!(text.contains("After our conversation that morning, it rounded out the picture."), "{text}");
    facts["interviews"][1]["starts_at"] = json!("2026-03-10T16:30:00Z");
    facts["interviews"][1]["ends_at"] = json!("2026-03-10T17:00:00Z");
    let text = &neutral(&facts, StepKind::ThankYou)[0];
    assert!(text.contains("conversation earlier that day"), "{text}");
}

#[test]
fn an_assignment_was_worked_on() {
    let mut facts = rich();
    facts["interviews"][0]["kind"] = json!("assignment");
    facts["interviews"][0]["talking_points"] = json!(["a booking API with idempotent retries"]);
    let text = &neutral(&facts, StepKind::StayInTouch)[0];
    assert!(text.contains("I enjoyed working on a booking API") && !text.contains("I heard about"), "{text}");
}

#[test]
fn a_title_stands_before_position_once() {
    for title in ["Nurse position", "Nurse (m/f/d)"] {
        let mut facts = rich();
        facts["application"]["position"]["title"] = json!(title);
        for text in neutral(&facts, StepKind::CheckIn) {
            assert!(text.contains("Nurse position") && !text.contains("position position") && !text.contains("m/f/d"));
        }
    }
}

#[test]
fn yes_is_an_answer() {
    let mut facts = rich();
    facts["communications"][1]["answer"] = json!("Yes.");
    for text in neutral(&facts, StepKind::Answer) {
        assert!(text.contains("Yes.") && !text.contains(": yes"), "{text}");
    }
}

#[test]
fn names_in_our_own_words_are_no_findings() {
    for (person, company) in [
        (json!({ "name": "João da Silva", "family_name": "da Silva", "address": "mr" }), "Acme"),
        (json!({ "name": "Karl von und zu Berg", "family_name": "von und zu Berg", "address": "mr" }), "Acme"),
        (json!({ "name": "Ada Okafor" }), "Wolf und Partner"),
    ] {
        let mut facts = rich();
        for (field, value) in person.as_object().unwrap() {
            facts["contacts"][0][field] = value.clone();
        }
        facts["application"]["company"]["name"] = json!(company);
        let facts = read(&facts);
        for kind in [StepKind::ThankYou, StepKind::CheckIn] {
            let request = request(&facts, kind, Tone::Formal);
            let texts = render(&request).unwrap().texts();
            let context = Context {
                facts: Some(&facts),
                kind: Some(kind),
                channel: Some(Channel::Email),
                contact_id: request.contact_id,
                interview_id: request.interview_id,
                ..Context::default()
            };
            let findings = proofread(&texts, &context);
            assert!(findings.iter().all(|finding| finding.severity == Severity::Hint), "{findings:?}");
        }
    }
}

#[test]
fn a_point_of_usual_words_is_from_the_interview() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["the second opening"]);
    let facts = read(&facts);
    let request = request(&facts, StepKind::CheckIn, Tone::Neutral);
    let texts = render(&request).unwrap().texts();
    let context = Context { facts: Some(&facts), kind: Some(StepKind::CheckIn), ..Context::default() };
    let findings = proofread(&texts, &context);
    assert!(findings.iter().all(|finding| !finding.text.contains("Nothing in it")), "{findings:?}");
}
