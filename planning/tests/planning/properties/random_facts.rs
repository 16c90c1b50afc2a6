//! Random facts: applications with contacts, interviews, communications and overrides.

use std::collections::HashSet;

use chrono::{DateTime, Days, TimeDelta, Utc};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};

const ZONES: [&str; 7] = [
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kuwait",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "UTC",
];
const CALENDARS: [&str; 5] = ["US", "DE-BY", "GB-ENG", "KW", "IL"];
const PLAYBOOKS: [&str; 6] =
    ["consensus", "delicate-balance", "dream-job", "four-channels", "should-you-call", "optimal-timeframe"];

/// The first moment of the random facts' time.
fn origin() -> DateTime<Utc> {
    "2026-03-02T00:00:00Z".parse().unwrap()
}

/// A moment in the ten weeks from there, on a grid that makes coincidences likely; at most once each, where `odd`
/// is the caller's own minute of the hour.
fn moment(slot: i64, odd: i64) -> String {
    (origin() + TimeDelta::minutes(slot * 30 + odd)).to_rfc3339()
}

fn day(offset: u64) -> String {
    (origin().date_naive() + Days::new(offset)).to_string()
}

fn flag() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.2)
}

prop_compose! {
    fn application()(
        zone in select(&ZONES[..]),
        calendar in option::of(select(&CALENDARS[..])),
        sector in select(&["startup", "government", "other"][..]),
        culture in select(&["informal", "neutral"][..]),
        seniority in select(&["entry", "mid", "senior", "executive"][..]),
        urgent in flag(),
        forbidden in vec(select(&["email", "phone", "linkedin", "letter"][..]), 0..2),
        applied in option::of(0_u64..30),
        closures in vec(0_u64..70, 0..4),
        main_phone in flag(),
        postal in flag(),
        outcome in option::weighted(0.3, (select(&["rejected", "offered", "accepted", "withdrawn"][..]), 0_i64..3360)),
    ) -> Value {
        json!({
            "company": {
                "name": "Acme", "sector": sector, "culture": culture,
                "main_phone": main_phone.then_some("+1 212 555 0199"),
                "postal_address": postal.then_some("1 Main Street"),
            },
            "position": { "title": "Analyst", "seniority": seniority },
            "urgent": urgent,
            "forbidden_channels": forbidden,
            "applied_on": applied.map(day),
            "time_zone": zone,
            "holiday_calendar": calendar,
            "closures": closures.into_iter().map(day).collect::<Vec<_>>(),
            "outcome": outcome.map(|(kind, slot)| json!({ "kind": kind, "at": moment(slot, 7) })),
        })
    }
}

prop_compose! {
    fn contact()(
        role in select(&["hiring_manager", "recruiter", "interviewer", "human_resources", "other"][..]),
        email in any::<bool>(),
        phone in any::<bool>(),
        connected in flag(),
    ) -> Value {
        json!({
            "role": role,
            "email": email.then_some("ada@example.com"),
            "phone": phone.then_some("+1 212 555 0100"),
            "linkedin_connected": connected,
        })
    }
}

prop_compose! {
    fn interview()(
        slot in 0_i64..2000,
        length in 1_i64..6,
        kind in select(&["screening", "technical", "final", "other"][..]),
        medium in select(&["phone", "video", "in_person"][..]),
        status in select(&["scheduled", "scheduled", "completed", "cancelled", "employer_no_show"][..]),
        interviewers in vec(0_usize..3, 0..3),
        strong in flag(),
        stated in option::weighted(0.3, 0_u64..60),
        respond in option::weighted(0.2, 1_i64..600),
    ) -> Value {
        let interviewers: HashSet<_> = interviewers.into_iter().map(|index| format!("c{index}")).collect();
        json!({
            "kind": kind, "medium": medium, "status": status,
            "starts_at": moment(slot, 0), "ends_at": moment(slot + length, 0),
            "interviewer_ids": interviewers,
            "rapport": if strong { "strong" } else { "unknown" },
            "decision_expected_on": stated.map(day),
            "respond_by": respond.map(|after| moment(slot + length + after, 0)),
        })
    }
}

prop_compose! {
    pub(super) fn communication()(
        inbound in prop::bool::weighted(0.3),
        channel in select(&["email", "phone", "linkedin", "letter", "other"][..]),
        purpose in select(&["thank_you", "check_in", "final_attempt", "other"][..]),
        slot in 0_i64..3360,
        contact in option::of(0_usize..3),
        stated in option::weighted(0.3, 0_u64..70),
        automatic in flag(),
        needs_answer in flag(),
    ) -> Value {
        json!({
            "direction": if inbound { "inbound" } else { "outbound" },
            "channel": channel, "purpose": purpose, "at": moment(slot, 11),
            "contact_id": contact.map(|index| format!("c{index}")),
            "decision_expected_on": stated.map(day),
            "automatic": automatic, "needs_answer": needs_answer,
        })
    }
}

prop_compose! {
    fn said()(
        id in select(&[
            "i0:follow_up:1", "i0:follow_up:2", "i1:follow_up:1", "i0:follow_up:1:r1", "i0:move_on", "i0:respond", "i0:thank_you:c0",
            "outcome:stay_in_touch",
        ][..]),
        dismissed in any::<bool>(),
        not_before in option::of(0_i64..3360),
    ) -> Value {
        json!({ "step_id": id, "dismissed": dismissed, "not_before": not_before.map(|slot| moment(slot, 17)) })
    }
}

fn numbered(items: Vec<Value>, prefix: &str) -> Vec<Value> {
    let number = |(index, mut item): (usize, Value)| {
        item["id"] = json!(format!("{prefix}{index}"));
        item
    };
    items.into_iter().enumerate().map(number).collect()
}

/// Nothing of what a communication says depends on its place, so no two happen at the same instant.
fn apart(items: Vec<Value>) -> Vec<Value> {
    let mut seen = HashSet::new();
    items.into_iter().filter(|item| seen.insert(item["at"].as_str().unwrap().to_owned())).collect()
}

prop_compose! {
    pub(super) fn document()(
        slot in 0_i64..5000,
        playbook in select(&PLAYBOOKS[..]),
        preferred in option::of(select(&["email", "phone"][..])),
        application in application(),
        contacts in vec(contact(), 3..4),
        interviews in vec(interview(), 0..4),
        communications in vec(communication(), 0..9),
        overrides in vec(said(), 0..2),
    ) -> Value {
        json!({
            "as_of": moment(slot, 13),
            "playbook": playbook,
            "candidate": { "preferred_channel": preferred },
            "application": application,
            "contacts": numbered(contacts, "c"),
            "interviews": numbered(interviews, "i"),
            "communications": apart(communications),
            "overrides": overrides,
        })
    }
}
