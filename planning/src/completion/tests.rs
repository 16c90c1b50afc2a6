use serde_json::{Value, json};

use super::*;

/// The steps that were completed, with their status before, or why there is none.
type Done = (Vec<(StepKind, Option<Status>)>, Option<NothingCompletedReason>);

/// The completion by the last of these communications.
fn done_by_last(communications: &Value, change: impl FnOnce(&mut Value)) -> Done {
    let mut facts = json!({
        "application": {
            "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"
        },
        "contacts": [{"id": "ada", "email": "ada@acme.example"}, {"id": "ben", "email": "ben@acme.example"}],
        "interviews": [{
            "id": "i", "starts_at": "2026-03-10T14:00:00-04:00", "ends_at": "2026-03-10T15:00:00-04:00",
            "interviewer_ids": ["ada", "ben"]
        }],
        "communications": communications
    });
    change(&mut facts);
    let facts: Facts = serde_json::from_value(facts).unwrap();
    assert!(facts.violations().is_empty());
    let last = facts.communications.len() - 1;
    let playbook = Playbook::built_in("consensus").unwrap();
    let Completion { steps, none_because } =
        completion(&facts, playbook, "2026-03-12T12:00:00-04:00".parse().unwrap(), last);
    (steps.into_iter().map(|step| (step.kind, step.former_status)).collect(), none_because)
}

fn thanks(at: &str, to: Option<&str>) -> Value {
    json!({"direction": "outbound", "channel": "email", "purpose": "thank_you", "at": at, "contact_id": to})
}

fn none(why: NothingCompletedReason) -> Done {
    (Vec::new(), Some(why))
}

const THANKED: &str = "2026-03-10T17:00:00-04:00";

#[test]
fn a_message_completes_the_step_of_its_purpose_and_contact() {
    let (steps, why) = done_by_last(&json!([thanks(THANKED, Some("ben"))]), |_| {});
    assert_eq!((steps.len(), steps[0].0, why), (1, StepKind::ThankYou, None));
    assert_ne!(steps[0].1, Some(Status::Done));
    let dismissed = |facts: &mut Value| {
        facts["overrides"] = json!([{"step_id": "i:thank_you:ben", "dismissed": true}]);
    };
    let (steps, _) = done_by_last(&json!([thanks(THANKED, Some("ben"))]), dismissed);
    assert_eq!(steps, [(StepKind::ThankYou, Some(Status::Dismissed))]);
    let check_in = json!({"direction": "outbound", "purpose": "check_in", "at": "2026-03-11T09:00:00-04:00"});
    let (steps, _) = done_by_last(&json!([check_in]), |_| {});
    assert_eq!(steps, [(StepKind::CheckIn, Some(Status::Upcoming))]);
}

#[test]
fn a_communication_that_completes_no_step_has_a_reason() {
    let to_ben = |at| json!([thanks(at, Some("ben"))]);
    assert_eq!(done_by_last(&to_ben("2026-03-10T09:00:00-04:00"), |_| {}), none(NothingCompletedReason::TooEarly));
    assert_eq!(done_by_last(&to_ben("2026-03-13T09:00:00-04:00"), |_| {}), none(NothingCompletedReason::NotYet));
    let twice = json!([thanks(THANKED, Some("ben")), thanks("2026-03-10T18:00:00-04:00", Some("ben"))]);
    assert_eq!(done_by_last(&twice, |_| {}), none(NothingCompletedReason::DoneBefore));
    let left = |facts: &mut Value| {
        facts["contacts"].as_array_mut().unwrap().push(json!({"id": "cleo", "email": "cleo@acme.example"}));
    };
    assert_eq!(done_by_last(&json!([thanks(THANKED, Some("cleo"))]), left), none(NothingCompletedReason::OtherContact));
    let inbound = json!({"direction": "inbound", "at": THANKED});
    assert_eq!(done_by_last(&json!([inbound]), |_| {}), none(NothingCompletedReason::Inbound));
    let bounced = |facts: &mut Value| facts["communications"][0]["bounced"] = json!(true);
    assert_eq!(done_by_last(&to_ben(THANKED), bounced), none(NothingCompletedReason::Bounced));
    let of = |purpose: &str| json!([{"direction": "outbound", "purpose": purpose, "at": THANKED}]);
    assert_eq!(done_by_last(&of("other"), |_| {}), none(NothingCompletedReason::OtherPurpose));
    assert_eq!(done_by_last(&of("offer_response"), |_| {}), none(NothingCompletedReason::NoSuchStep));
}

#[test]
fn after_an_outcome_anything_that_is_sent_completes_a_step() {
    let rejected = |facts: &mut Value| {
        facts["application"]["outcome"] = json!({"kind": "rejected", "at": "2026-03-11T09:00:00-04:00"});
    };
    let sent = json!({"direction": "outbound", "purpose": "other", "at": "2026-03-11T10:00:00-04:00"});
    let (steps, why) = done_by_last(&json!([sent.clone()]), rejected);
    assert_eq!((steps.len(), steps[0].0, why), (1, StepKind::RejectionThanks, None));
    assert_eq!(done_by_last(&json!([sent.clone(), sent]), rejected), none(NothingCompletedReason::OtherPurpose));
    let late = json!([thanks("2026-03-11T10:00:00-04:00", Some("ben"))]);
    let (steps, _) = done_by_last(&late, rejected);
    assert_eq!(steps[0].0, StepKind::RejectionThanks, "{steps:?}");
}
