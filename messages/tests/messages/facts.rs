//! Facts to render from, and requests for them.

use messages::{Locale, Request, Tone};
use planning::{Facts, StepKind, UsableChannel, Via, facts::Channel};
use serde_json::{Value, json};

/// An application about which everything is known.
pub(crate) fn rich() -> Value {
    json!({
        "candidate": {
            "name": "Grace Lindqvist", "email": "grace@example.com", "phone": "+1 212 555 0100",
            "postal_address": "5 Elm Street\nBrooklyn, NY 11201",
            "linkedin_url": "https://www.linkedin.com/in/grace-lindqvist",
            "strengths": ["Ten years of building payment systems in Rust"],
            "goals": ["Lead a platform team"],
        },
        "application": {
            "company": {
                "name": "Meridian Labs", "main_phone": "+1 212 555 0000", "postal_address": "1 Main Street\nNew York",
            },
            "position": { "title": "Staff Engineer" },
            "time_zone": "America/New_York",
            "competing_offers": [{ "id": "o1", "at": "2026-03-23T14:00:00Z", "respond_by": "2026-03-27T21:00:00Z" }],
        },
        "contacts": [
            { "id": "ada", "name": "Ada Okafor", "role": "hiring_manager", "email": "ada@example.com",
              "phone": "+1 212 555 0001", "linkedin_connected": true },
            { "id": "ben", "name": "Ben Marsh", "email": "ben@example.com" },
            { "id": "eva", "name": "Eva Sandoval", "email": "eva@example.com" },
        ],
        "interviews": [{
            "id": "i1", "kind": "technical", "starts_at": "2026-03-10T18:00:00Z", "ends_at": "2026-03-10T19:00:00Z",
            "status": "completed", "interviewer_ids": ["ada"], "decision_expected_on": "2026-03-20",
            "respond_by": "2026-03-13T21:00:00Z",
            "talking_points": ["The move to event sourcing."],
            "points_to_clarify": ["I have also run Kafka in production"],
        }],
        "communications": [
            { "direction": "outbound", "channel": "email", "purpose": "check_in", "at": "2026-03-24T15:00:00Z" },
            { "direction": "inbound", "channel": "email", "at": "2026-03-20T15:00:00Z", "needs_answer": true,
              "answer": "Yes, I can move to New York by the end of May." },
        ],
    })
}

/// The same, and the employer answered the check-in.
pub(crate) fn rich_with_reply() -> Value {
    let mut facts = rich();
    let reply = json!({ "direction": "inbound", "channel": "email", "at": "2026-03-26T15:00:00Z" });
    facts["communications"].as_array_mut().unwrap().push(reply);
    facts
}

/// The same, but four people led the interview.
pub(crate) fn panel() -> Value {
    let mut facts = rich();
    let dan = json!({ "id": "dan", "name": "Dan Roe", "email": "dan@example.com" });
    facts["contacts"].as_array_mut().unwrap().push(dan);
    facts["interviews"][0]["interviewer_ids"] = json!(["ada", "ben", "eva", "dan"]);
    facts["interviews"][0]["talking_points"] = json!([
        "the move to event sourcing",
        "Eva's approach to code review",
        "the on-call rotation",
        "hiring in Lisbon",
    ]);
    facts["interviews"][0]["points_to_clarify"] = json!([
        "I have also run Kafka in production",
        "I can start in May",
        "fluent in Swedish",
        "my talks on incident reviews",
    ]);
    facts["candidate"]["strengths"] =
        json!(["Ten years of building payment systems in Rust", "Led a team of eight through a migration"]);
    facts
}

/// The same, as the planner reads it.
pub(crate) fn read(facts: &Value) -> Facts {
    serde_json::from_value(facts.clone()).unwrap()
}

/// The ways in which a message of `kind` can go out.
pub(crate) fn ways(kind: StepKind) -> Vec<UsableChannel> {
    let mut ways = Vec::new();
    for &channel in kind.channels() {
        ways.push(by(channel));
        if channel == Channel::Phone {
            ways.push(UsableChannel { channel, via: Via::Switchboard });
        }
    }
    ways
}

/// The same, but nobody came to the interview.
pub(crate) fn rich_no_show() -> Value {
    let mut facts = rich();
    facts["interviews"][0]["status"] = json!("employer_no_show");
    facts
}

/// An e-mail to the first contact about the first interview.
pub(crate) fn request(facts: &Facts, kind: StepKind, tone: Tone) -> Request<'_> {
    Request {
        facts,
        kind,
        interview_id: facts.interviews.first().map(|interview| &*interview.id),
        competing_offer_id: None,
        contact_id: facts.contacts.first().map(|contact| &*contact.id),
        pass_on_to: &[],
        channel: by(Channel::Email),
        attempt: 0,
        thank_you_planned: true,
        send_at: Some("2026-03-11T14:00:00Z".parse().unwrap()),
        tone: Some(tone),
        locale: Some(Locale::EN),
    }
}

/// A channel by details of the contact's own.
pub(crate) fn by(channel: Channel) -> UsableChannel {
    UsableChannel { channel, via: Via::Direct }
}
