//! From a step of a plan.

use chrono::{DateTime, FixedOffset};
use messages::{Message, Request, render};
use planning::{
    Channels, Plan, State, Status, Step, StepKind, UsableChannel, Via,
    facts::{Channel, Facts},
};

use crate::facts::{by, read, rich};

fn at(time: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(time).unwrap()
}

fn step(facts: &Facts, kind: StepKind) -> Step<'_> {
    let time = at("2026-03-11T10:00:00-04:00");
    Step {
        id: "i1:some_step".to_owned(),
        kind,
        interview_id: Some(&facts.interviews[0].id),
        contact_id: Some(&facts.contacts[0].id),
        status: Status::Due,
        done_at: None,
        opens_at: time,
        ideal_at: time,
        closes_at: time,
        acceptable_until: None,
        channel: Channels { recommended: Some(by(Channel::Email)), alternatives: Vec::new() },
        pass_on_to: vec![&facts.contacts[1].id],
        reasons: Vec::new(),
        advice: Vec::new(),
    }
}

fn plan<'f>(facts: &'f Facts, steps: Vec<Step<'f>>) -> Plan<'f> {
    Plan {
        playbook: planning::PlaybookVersion { key: "consensus", version: 1 },
        as_of: at("2026-03-11T10:00:00-04:00"),
        time_zone: facts.application.time_zone,
        state: State::Active,
        anchor_interview_id: None,
        stated_date: None,
        next_step_id: None,
        steps,
        obligations: Vec::new(),
        warnings: Vec::new(),
    }
}

#[test]
fn a_step_brings_its_people_along() {
    let facts = read(&rich());
    let plan = plan(&facts, vec![step(&facts, StepKind::ThankYou)]);
    let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], by(Channel::Email))).unwrap();
    assert_eq!(message.recipient.name.as_deref(), Some("Ada Okafor"));
    assert_eq!(message.recipient.address, Some("ada@example.com"));
    assert!(message.to_text().contains("pass my thanks on to Ben Marsh"));
}

#[test]
fn a_check_in_carries_the_thanks_where_no_thank_you_does() {
    let facts = read(&rich());
    for (steps, again) in [
        (vec![step(&facts, StepKind::ThankYou), step(&facts, StepKind::CheckIn)], true),
        (vec![step(&facts, StepKind::CheckIn)], false),
    ] {
        let plan = plan(&facts, steps);
        let step = plan.steps.last().unwrap();
        let message = render(&Request::for_step(&facts, &plan, step, by(Channel::Email))).unwrap();
        assert_eq!(message.to_text().contains("Thank you again"), again, "{}", message.to_text());
        assert!(message.ready);
    }
}

#[test]
fn a_switchboard_is_asked_for_the_person_or_human_resources() {
    let facts = read(&rich());
    let plan = plan(&facts, vec![step(&facts, StepKind::CheckIn)]);
    let through = UsableChannel { channel: Channel::Phone, via: Via::Switchboard };
    let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], through)).unwrap();
    let opening = message.script.as_ref().unwrap().opening.split("\n\n").next().unwrap();
    assert!(opening.contains("Ada Okafor") && opening.contains("human resources"), "{opening}");
    assert_eq!(message.recipient.address, Some("+1 212 555 0000"));
}

#[test]
fn later_events_are_not_used() {
    let mut facts = rich();
    for (now, known) in [("2026-03-19T00:00:00Z", false), ("2026-03-21T00:00:00Z", true)] {
        facts["as_of"] = now.into();
        let facts = read(&facts);
        let plan = plan(&facts, vec![step(&facts, StepKind::Answer)]);
        let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], by(Channel::Email))).unwrap();
        assert_eq!(message.to_text().contains("20 March"), known, "{}", message.to_text());
    }
}

#[test]
fn days_are_the_employers() {
    let mut facts = rich();
    for (zone, day) in [("America/New_York", "Tuesday, 10 March"), ("Pacific/Auckland", "Wednesday, 11 March")] {
        facts["application"]["time_zone"] = zone.into();
        let facts = read(&facts);
        let plan = plan(&facts, vec![step(&facts, StepKind::ThankYou)]);
        let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], by(Channel::Email))).unwrap();
        assert!(message.to_text().contains(day), "{}", message.to_text());
    }
}

#[test]
fn the_schema_has_every_field() {
    let facts = read(&rich());
    let plan = plan(&facts, vec![step(&facts, StepKind::CheckIn)]);
    let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], by(Channel::Email))).unwrap();
    let json = serde_json::to_value(&message).unwrap();
    let schema = serde_json::to_value(<Message<'_> as utoipa::PartialSchema>::schema()).unwrap();
    let fields = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&json), fields(&schema["properties"]));
}

#[test]
fn a_message_reads_as_json() {
    let facts = read(&rich());
    let plan = plan(&facts, vec![step(&facts, StepKind::CheckIn)]);
    let message = render(&Request::for_step(&facts, &plan, &plan.steps[0], by(Channel::Phone))).unwrap();
    let json = serde_json::to_value(&message).unwrap();
    assert_eq!(json["kind"], "check_in");
    assert_eq!(json["tone"], "neutral");
    assert_eq!(json["locale"], "en");
    assert_eq!(json["body"], serde_json::Value::Null);
    assert_eq!(json["elements"][0]["element"], "recipient");
    assert_eq!(json["elements"][0]["part"], "script.opening");
    assert_eq!(json["elements"][0]["span"]["start"], 0);
}
