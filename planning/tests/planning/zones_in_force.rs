//! Clocks that older databases have wrong, and days without a midnight, as plans show them.

use chrono::NaiveDate;
use planning::{Instant, Plan, Step, StepKind, TimeZone};
use serde_json::{Value, json};

use crate::support;

/// One interview, as seen on 11 December.
fn document(zone: &str, calendar: &str, starts_at: &str, ends_at: &str) -> Value {
    let mut document = support::simple(zone, starts_at, ends_at, "2026-12-11T12:00:00Z");
    document["application"]["holiday_calendar"] = json!(calendar);
    document
}

fn with_plan(document: &Value, check: impl FnOnce(&Plan)) {
    check(&support::plan(&support::facts(document)));
}

fn first(plan: &Plan, kind: StepKind) -> [String; 3] {
    let step: &Step = plan.steps.iter().find(|step| step.kind == kind).unwrap();
    [step.opens_at, step.ideal_at, step.closes_at].map(|time| time.to_rfc3339())
}

#[test]
fn first_check_ins_of_this_winter_open_at_nine_by_the_clocks_there() {
    for (zone, calendar, offset, day, opens) in [
        ("America/Vancouver", "CA-BC", "-07:00", "2026-12-10T14", "2026-12-17T16:00:00Z"),
        ("Canada/Pacific", "CA-BC", "-07:00", "2026-12-10T14", "2026-12-17T16:00:00Z"),
        ("America/Edmonton", "CA-AB", "-06:00", "2026-12-10T14", "2026-12-17T15:00:00Z"),
        ("America/Yellowknife", "CA-NT", "-06:00", "2026-12-10T14", "2026-12-17T15:00:00Z"),
        ("America/Inuvik", "CA-NT", "-06:00", "2026-12-10T14", "2026-12-17T15:00:00Z"),
        ("America/Winnipeg", "CA-MB", "-05:00", "2026-12-10T14", "2026-12-17T14:00:00Z"),
        ("Africa/Casablanca", "MA", "+00:00", "2026-12-07T10", "2026-12-14T09:00:00Z"),
        ("America/Havana", "CU", "-04:00", "2026-12-10T14", "2026-12-17T13:00:00Z"),
    ] {
        let [starts_at, ends_at] = ["00", "30"].map(|minute| format!("{day}:{minute}:00{offset}"));
        with_plan(&document(zone, calendar, &starts_at, &ends_at), |plan| {
            let [opened, ideal, closes] = first(plan, StepKind::CheckIn);
            assert_eq!(opened.parse::<Instant>(), opens.parse::<Instant>(), "{zone}");
            let local =
                |time: &str, at: &str| assert!(time.ends_with(&format!("T{at}:00:00{offset}")), "{zone} {time}");
            local(&opened, "09");
            local(&ideal, "10");
            local(&closes, "17");
        });
    }
}

#[test]
fn shortly_after_midnight_in_vancouver_is_the_new_day() {
    let vancouver: TimeZone = "America/Vancouver".parse().unwrap();
    let sent: Instant = "2026-12-11T00:20:00-07:00".parse().unwrap();
    assert_eq!(vancouver.to_local(*sent).date_naive(), "2026-12-11".parse::<NaiveDate>().unwrap());
    // The same of what the plan makes of an interview and of a message: they are of the 11th, and of the 18th.
    let mut document = document("America/Vancouver", "CA-BC", "2026-12-10T23:20:00-07:00", "2026-12-11T00:20:00-07:00");
    with_plan(&document, |plan| {
        assert_eq!(first(plan, StepKind::CheckIn)[0], "2026-12-18T09:00:00-07:00");
    });
    document["as_of"] = json!("2026-12-20T12:00:00Z");
    let mut opens_after = |sent: &str| {
        document["communications"] =
            json!([{ "direction": "outbound", "channel": "email", "purpose": "check_in", "at": sent }]);
        let facts = support::facts(&document);
        first(&support::plan(&facts), StepKind::FinalAttempt)[0].clone()
    };
    let [eve, day] = ["2026-12-17T23:20:00-07:00", "2026-12-18T00:20:00-07:00"].map(&mut opens_after);
    let [eve, day] = [eve, day].map(|time| time[..10].parse::<NaiveDate>().unwrap());
    assert!(eve < day, "{eve} {day}");
}

/// Cairo's clocks go from 24:00 of 29 April 2027 to 01:00, Santiago's from 24:00 of 5 September 2026.
#[test]
fn a_day_without_midnight_is_a_day() {
    let mut cairo = document("Africa/Cairo", "EG", "2027-04-22T11:00:00+02:00", "2027-04-22T12:00:00+02:00");
    let expected = ["2027-05-02T09:00:00+03:00", "2027-05-02T10:00:00+03:00", "2027-05-04T17:00:00+03:00"];
    for as_of in ["2027-04-29T23:30:00+02:00", "2027-04-30T01:00:00+03:00"] {
        cairo["as_of"] = json!(as_of);
        with_plan(&cairo, |plan| {
            assert_eq!(plan.as_of.to_rfc3339(), as_of);
            assert_eq!(first(plan, StepKind::CheckIn), expected, "{as_of}");
        });
    }
    cairo["interviews"][0]["decision_expected_on"] = json!("2027-04-29");
    with_plan(&cairo, |plan| {
        assert_eq!(first(plan, StepKind::CheckIn)[0], "2027-05-02T09:00:00+03:00");
    });

    for (day, offset) in [("2026-09-05", "-04:00"), ("2026-09-06", "-03:00")] {
        let [starts_at, ends_at] = ["11", "12"].map(|hour| format!("{day}T{hour}:00:00{offset}"));
        let mut santiago = document("America/Santiago", "CL", &starts_at, &ends_at);
        santiago["as_of"] = json!("2026-09-07T12:00:00Z");
        with_plan(&santiago, |plan| {
            assert_eq!(first(plan, StepKind::CheckIn)[0], "2026-09-11T09:00:00-03:00", "{day}");
        });
    }
}
