//! The very instants at which a step's status changes.

use planning::{State, Status};
use serde_json::{Value, json};

use crate::support;

fn base() -> Value {
    support::simple(
        "America/New_York",
        "2026-03-10T14:00:00-04:00",
        "2026-03-10T15:00:00-04:00",
        "2026-03-10T20:00:00-04:00",
    )
}

/// The status of that step at each of these moments.
fn stands(document: &Value, id: &str, moments: &[(&str, Status)]) {
    for (moment, expected) in moments {
        let facts = support::facts(document);
        let plan = support::plan_at(&facts, moment.parse().unwrap());
        let step = plan.steps.iter().find(|step| step.id == id).unwrap();
        assert_eq!(step.status, *expected, "{id} at {moment}");
    }
}

#[test]
fn section_11_thanks_are_overdue_until_they_are_no_longer_acceptable() {
    stands(
        &base(),
        "i:thank_you:hm",
        &[
            ("2026-03-10T14:59:59-04:00", Status::Upcoming),
            ("2026-03-10T15:00:00-04:00", Status::Due),
            ("2026-03-11T15:00:00-04:00", Status::Due),
            ("2026-03-11T15:00:01-04:00", Status::Overdue),
            ("2026-03-13T17:00:00-04:00", Status::Overdue),
            ("2026-03-13T17:00:01-04:00", Status::Missed),
        ],
    );
    let mut without_grace = base();
    without_grace["playbook"] = json!("dream-job");
    stands(
        &without_grace,
        "i:thank_you:hm",
        &[("2026-03-11T15:00:00-04:00", Status::Due), ("2026-03-11T15:00:01-04:00", Status::Missed)],
    );
}

#[test]
fn section_5g_a_follow_up_is_missed_when_the_next_one_opens() {
    stands(
        &base(),
        "i:follow_up:1",
        &[
            ("2026-03-17T08:59:59-04:00", Status::Upcoming),
            ("2026-03-17T09:00:00-04:00", Status::Due),
            ("2026-03-20T17:00:00-04:00", Status::Due),
            ("2026-03-20T17:00:01-04:00", Status::Overdue),
            ("2026-03-24T08:59:59-04:00", Status::Overdue),
            ("2026-03-24T09:00:00-04:00", Status::Missed),
        ],
    );
    stands(
        &base(),
        "i:follow_up:2",
        &[("2026-03-31T17:00:00-04:00", Status::Due), ("2026-04-01T09:00:00-04:00", Status::Overdue)],
    );
    stands(&base(), "i:move_on", &[("2026-04-01T09:00:00-04:00", Status::Due), ("2030-01-01T00:00:00Z", Status::Due)]);
}

#[test]
fn section_5g_a_first_word_can_come_three_weeks_after_the_time_to_move_on() {
    let moments = [("2026-04-22T16:59:59-04:00", Status::Overdue), ("2026-04-22T17:00:00-04:00", Status::Missed)];
    stands(&base(), "i:follow_up:2", &moments);
    // Once something went out, the last follow-up is missed when it is time to move on.
    let mut document = base();
    document["communications"] =
        json!([{ "direction": "outbound", "purpose": "check_in", "at": "2026-03-17T10:00:00-04:00" }]);
    let moments = [("2026-04-01T08:59:59-04:00", Status::Overdue), ("2026-04-01T09:00:00-04:00", Status::Missed)];
    stands(&document, "i:follow_up:2", &moments);
    // A message fills it until then, and only until then.
    for (sent_at, status) in
        [("2026-04-22T16:59:59-04:00", Status::Done), ("2026-04-22T17:00:00-04:00", Status::Missed)]
    {
        document["communications"][0]["at"] = json!(sent_at);
        stands(&document, "i:follow_up:2", &[("2026-04-23T00:00:00-04:00", status)]);
    }
}

#[test]
fn section_11_other_steps_are_overdue_for_a_week_of_hours() {
    let mut document = base();
    document["interviews"][0]["respond_by"] = json!("2026-03-12T12:00:00-04:00");
    stands(
        &document,
        "i:respond",
        &[
            ("2026-03-12T12:00:00-04:00", Status::Due),
            ("2026-03-12T12:00:01-04:00", Status::Overdue),
            ("2026-03-19T12:00:00-04:00", Status::Overdue),
            ("2026-03-19T12:00:01-04:00", Status::Missed),
        ],
    );
}

#[test]
fn section_9_an_outcome_cancels_what_is_not_over_by_then() {
    let mut document = base();
    document["application"]["outcome"] = json!({ "kind": "accepted", "at": "2026-03-24T08:59:59-04:00" });
    stands(&document, "i:follow_up:1", &[("2026-03-24T08:59:59-04:00", Status::Cancelled)]);
    stands(&document, "i:follow_up:1", &[("2026-06-01T00:00:00Z", Status::Cancelled)]);
    document["application"]["outcome"]["at"] = json!("2026-03-24T09:00:00-04:00");
    stands(&document, "i:follow_up:1", &[("2026-03-24T09:00:00-04:00", Status::Missed)]);
    stands(&document, "i:thank_you:hm", &[("2026-03-24T09:00:00-04:00", Status::Missed)]);
    stands(&document, "i:follow_up:2", &[("2026-03-24T09:00:00-04:00", Status::Cancelled)]);
}

#[test]
fn section_11_the_state_follows_the_steps() {
    let facts = support::facts(&base());
    for (moment, expected) in [
        ("2026-03-10T14:59:59-04:00", State::AwaitingInterview),
        ("2026-03-10T15:00:00-04:00", State::Active),
        ("2026-03-13T17:00:01-04:00", State::Waiting),
        ("2026-03-17T09:00:00-04:00", State::Active),
        ("2026-04-01T09:00:00-04:00", State::Active),
        ("2026-04-22T17:00:00-04:00", State::MovedOn),
        ("2026-06-30T09:00:00-04:00", State::Active),
        ("2026-07-21T17:00:00-04:00", State::Active),
        ("2026-07-21T17:00:01-04:00", State::MovedOn),
    ] {
        assert_eq!(support::plan_at(&facts, moment.parse().unwrap()).state, expected, "{moment}");
    }
}
