//! Clock changes: hours are elapsed time, days are local, and a skipped or repeated time has one meaning.

use planning::{Plan, Step};

use crate::support;

fn with_plan(zone: &str, starts_at: &str, ends_at: &str, check: impl FnOnce(&Plan)) {
    let facts = support::facts(&support::simple(zone, starts_at, ends_at, ends_at));
    check(&support::plan(&facts));
}

fn step<'p>(plan: &'p Plan, id: &str) -> &'p Step<'p> {
    plan.steps.iter().find(|step| step.id == id).unwrap()
}

fn window(step: &Step) -> [String; 3] {
    [step.opens_at, step.ideal_at, step.closes_at].map(|time| time.to_rfc3339())
}

#[test]
fn section_2_new_york_loses_an_hour() {
    with_plan("America/New_York", "2026-03-07T14:00:00-05:00", "2026-03-07T15:00:00-05:00", |plan| {
        let thanks = step(plan, "i:thank_you:hm");
        assert_eq!(thanks.closes_at.to_rfc3339(), "2026-03-08T16:00:00-04:00");
        assert_eq!(step(plan, "i:follow_up:1").opens_at.to_rfc3339(), "2026-03-13T09:00:00-04:00");
    });
}

#[test]
fn section_2_new_york_gains_an_hour() {
    with_plan("America/New_York", "2026-10-31T14:00:00-04:00", "2026-10-31T15:00:00-04:00", |plan| {
        let thanks = step(plan, "i:thank_you:hm");
        assert_eq!(thanks.closes_at.to_rfc3339(), "2026-11-01T14:00:00-05:00");
        assert_eq!(step(plan, "i:follow_up:1").opens_at.to_rfc3339(), "2026-11-06T09:00:00-05:00");
    });
}

#[test]
fn section_2_lord_howe_changes_by_half_an_hour() {
    with_plan("Australia/Lord_Howe", "2026-10-02T10:00:00+10:30", "2026-10-02T11:00:00+10:30", |plan| {
        let thanks = step(plan, "i:thank_you:hm");
        assert_eq!(thanks.ideal_at.to_rfc3339(), "2026-10-02T13:00:00+10:30");
        assert_eq!(thanks.closes_at.to_rfc3339(), "2026-10-03T11:00:00+10:30");
        assert_eq!(step(plan, "i:follow_up:1").opens_at.to_rfc3339(), "2026-10-09T09:00:00+11:00");
    });
    with_plan("Australia/Lord_Howe", "2026-10-03T22:00:00+10:30", "2026-10-03T23:00:00+10:30", |plan| {
        // Twenty-four hours later the clocks show half an hour more.
        let thanks = step(plan, "i:thank_you:hm");
        assert_eq!(thanks.closes_at.to_rfc3339(), "2026-10-04T23:30:00+11:00");
        assert_eq!(thanks.ideal_at.to_rfc3339(), "2026-10-04T09:00:00+11:00");
    });
}

/// Pacific/Apia skipped the whole of Friday, 30 December 2011, when it crossed the date line.
#[test]
fn section_2_a_skipped_day_is_the_first_instant_after_it() {
    with_plan("Pacific/Apia", "2011-12-23T10:00:00-10:00", "2011-12-23T11:00:00-10:00", |plan| {
        let first = "2011-12-31T00:00:00+14:00";
        let [opens, ideal, closes] = window(step(plan, "i:follow_up:1"));
        assert_eq!([&*opens, &*ideal], [first, first]);
        assert_eq!(closes, "2012-01-02T17:00:00+14:00");
    });
}

/// The Marshall Islands' Kwajalein skipped Saturday, 21 August 1993: nothing falls on it, and nothing breaks.
#[test]
fn section_2_a_skipped_saturday_changes_nothing_but_elapsed_hours() {
    with_plan("Pacific/Kwajalein", "1993-08-20T10:00:00-12:00", "1993-08-20T11:00:00-12:00", |plan| {
        let thanks = step(plan, "i:thank_you:hm");
        assert_eq!(thanks.closes_at.to_rfc3339(), "1993-08-22T11:00:00+12:00");
        assert_eq!(step(plan, "i:follow_up:1").opens_at.to_rfc3339(), "1993-08-27T09:00:00+12:00");
    });
}
