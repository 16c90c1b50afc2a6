//! Properties of every plan, tested with random facts.

mod random_facts;

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};
use planning::{Facts, Instant, Plan, Status, Step, StepKind, plan};
use proptest::prelude::*;
use serde_json::{Value, json};

use self::random_facts::{communication, document};
use crate::support;

fn is_follow_up(step: &Step) -> bool {
    step.id.contains(":follow_up:")
}

fn is_open(step: &Step) -> bool {
    matches!(step.status, Status::Due | Status::Overdue)
}

/// The steps of the sequence that holds now, which are those that share the suffix of the time to move on.
fn current_follow_ups<'p, 'f>(plan: &'p Plan<'f>) -> Vec<&'p Step<'f>> {
    let Some(move_on) = plan.steps.iter().find(|step| step.kind == StepKind::MoveOn) else { return Vec::new() };
    let (interview, replies) = move_on.id.split_once(":move_on").unwrap();
    let of_sequence = |step: &&Step| {
        let rest = step.id.strip_prefix(interview).and_then(|rest| rest.strip_prefix(":follow_up:"));
        rest.is_some_and(|rest| &rest[1..] == replies)
    };
    plan.steps.iter().filter(of_sequence).collect()
}

fn windows(plan: &Plan) -> Vec<String> {
    plan.steps
        .iter()
        .map(|step| format!("{} {} {} {}", step.id, step.opens_at, step.ideal_at, step.closes_at))
        .collect()
}

fn reversed(mut document: Value) -> Value {
    for list in ["communications", "overrides"] {
        document[list].as_array_mut().unwrap().reverse();
    }
    document["application"]["closures"].as_array_mut().unwrap().reverse();
    document["application"]["forbidden_channels"].as_array_mut().unwrap().reverse();
    document
}

/// A plan without its sentences about places in lists and without reasons, whose order follows the lists.
fn essence(plan: &Plan) -> Value {
    let mut plan = support::written(plan);
    plan["warnings"].take();
    for step in plan["steps"].as_array_mut().unwrap() {
        step["reasons"].take();
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_window_is_in_order_and_every_step_has_reasons(document in document()) {
        let facts = support::facts(&document);
        let plan = support::plan(&facts);
        let mut ids = HashSet::new();
        for step in &plan.steps {
            prop_assert!(step.opens_at <= step.ideal_at && step.ideal_at <= step.closes_at, "{}", step.id);
            prop_assert!(step.acceptable_until.is_none_or(|until| until >= step.closes_at), "{}", step.id);
            prop_assert_eq!(step.done_at.is_some(), step.status == Status::Done);
            prop_assert!(!step.reasons.is_empty(), "{}", step.id);
            prop_assert!(ids.insert(&*step.id), "{} is there twice", step.id);
        }
        if let Some(next) = &plan.next_step_id {
            prop_assert!(ids.contains(&**next));
        }
    }

    #[test]
    fn section_5g_at_most_one_follow_up_is_open(document in document()) {
        let facts = support::facts(&document);
        let plan = support::plan(&facts);
        prop_assert!(plan.steps.iter().filter(|step| is_follow_up(step) && is_open(step)).count() <= 1);
    }

    #[test]
    fn section_5d_nothing_of_the_sequence_before_the_day_after_their_date(document in document()) {
        let facts = support::facts(&document);
        let plan = support::plan(&facts);
        let Some(stated) = plan.stated_date else { return Ok(()) };
        for step in current_follow_ups(&plan).into_iter().chain(plan.steps.iter().filter(|step| step.kind == StepKind::MoveOn)) {
            prop_assert!(step.opens_at.date_naive() > stated, "{}", step.id);
        }
    }

    #[test]
    fn channels_cadence_1_an_open_follow_up_keeps_a_week_to_the_last_message(document in document()) {
        let facts = support::facts(&document);
        let plan = support::plan(&facts);
        let zone = facts.application.time_zone;
        let local = |at: Instant| -> NaiveDate { zone.to_local(*at).date_naive() };
        let counts = |sent: &Value| sent["direction"] == "outbound" && sent["purpose"] != "thank_you";
        let sent = document["communications"].as_array().unwrap().iter().filter(|sent| counts(sent));
        let last = sent.map(|sent| sent["at"].as_str().unwrap().parse::<Instant>().unwrap());
        let last = last.filter(|at| Some(*at) <= facts.as_of).max();
        let waiting = |step: &&Step| matches!(step.status, Status::Upcoming | Status::Due | Status::Overdue);
        if let (Some(last), true) = (last, facts.application.outcome.is_none()) {
            for step in current_follow_ups(&plan).into_iter().filter(waiting) {
                prop_assert!((step.opens_at.date_naive() - local(last)).num_days() >= 7, "{}", step.id);
            }
        }
    }

    #[test]
    fn planning_twice_gives_the_same(document in document()) {
        let facts = support::facts(&document);
        prop_assert_eq!(support::plan(&facts), support::plan(&facts));
    }

    #[test]
    fn windows_do_not_depend_on_the_moment(document in document(), later in 0_i64..100_000) {
        // The same facts are known at both moments: nothing happens in between.
        let mut document = document;
        let as_of: Instant = document["as_of"].as_str().unwrap().parse().unwrap();
        let known = |item: &Value| item["at"].as_str().unwrap().parse::<Instant>().unwrap() <= as_of;
        document["communications"].as_array_mut().unwrap().retain(known);
        if !document["application"]["outcome"].is_null() && !known(&document["application"]["outcome"]) {
            document["application"]["outcome"].take();
        }
        let facts = support::facts(&document);
        let later = Instant::try_from(*as_of + TimeDelta::minutes(later)).unwrap();
        let sorted = |plan: Plan| { let mut windows = windows(&plan); windows.sort(); windows };
        prop_assert_eq!(sorted(support::plan(&facts)), sorted(support::plan_at(&facts, later)));
    }

    #[test]
    fn later_events_change_nothing(document in document(), more in communication(), after in 1_i64..5000) {
        let mut document = document;
        let facts = support::facts(&document);
        let mut more = more;
        more["at"] = json!((*facts.as_of.unwrap() + TimeDelta::minutes(after)).to_rfc3339());
        document["communications"].as_array_mut().unwrap().push(more);
        let with_more = support::facts(&document);
        prop_assert_eq!(support::plan(&facts), support::plan(&with_more));
    }

    #[test]
    fn the_order_of_lists_does_not_matter(document in document()) {
        let one = support::facts(&document);
        let other = support::facts(&reversed(document));
        prop_assert_eq!(essence(&support::plan(&one)), essence(&support::plan(&other)));
    }

    #[test]
    fn facts_with_violations_do_not_break_it(document in document(), days in 0_u16..=u16::MAX, follow_ups in 0_usize..9) {
        let mut document = document;
        let wait = json!({ "days": days });
        let business = json!({ "business_days": days });
        document["playbook"] = json!(null);
        document["custom_playbook"] = json!({
            "key": "wild",
            "thank_you": { "within_hours": days, "grace_business_days": days,
                "with_stated_date": { "ideal": wait, "closes": business } },
            "follow_ups": vec![json!({ "kind": "final_attempt", "opens": business, "ideal": wait, "closes": wait }); follow_ups],
            "move_on": wait, "adjustments": true, "no_phone_before_business_days": days,
            "thank_yous_count_for_gap": true, "keeps_to_one_channel": true, "channel_order": ["phone", "phone", "email"],
        });
        for interview in document["interviews"].as_array_mut().unwrap() {
            let starts_at = interview["starts_at"].clone();
            interview["respond_by"] = starts_at.clone();
            interview["ends_at"] = starts_at;
            interview["id"] = json!("same");
            interview["interviewer_ids"] = json!(["c0", "c0", "nobody"]);
        }
        let facts: Facts = serde_json::from_value(document).unwrap();
        let plan = plan(&facts, support::playbook(&facts), facts.as_of.unwrap());
        for step in &plan.steps {
            prop_assert!(step.opens_at <= step.ideal_at && step.ideal_at <= step.closes_at, "{}", step.id);
        }
    }
}

#[test]
fn plans_at_the_ends_of_the_calendar_do_not_fail() {
    for (starts_at, ends_at) in
        [("1970-01-01T00:00:00Z", "1970-01-01T01:00:00Z"), ("2199-12-31T22:00:00Z", "2199-12-31T23:59:59Z")]
    {
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Monrovia"] {
            let facts = support::facts(&support::simple(zone, starts_at, ends_at, ends_at));
            assert_eq!(support::plan(&facts).steps.len(), 5);
        }
    }
}
