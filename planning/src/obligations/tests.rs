use serde_json::{Value, json};

use super::*;
use crate::{Facts, Instant, Playbook, plan};

/// The facts of an application in Toronto with these interviews: each a kind and a start, an hour long.
fn facts(calendar: Option<&str>, interviews: &[(&str, &str)]) -> Value {
    let interview = |(number, (kind, starts_at)): (usize, &(&str, &str))| {
        let ends_at = starts_at.parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap() + chrono::TimeDelta::hours(1);
        json!({"id": format!("i{number}"), "kind": kind, "starts_at": starts_at, "ends_at": ends_at.to_rfc3339()})
    };
    json!({
        "application": {
            "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/Toronto",
            "holiday_calendar": calendar
        },
        "interviews": interviews.iter().enumerate().map(interview).collect::<Vec<_>>()
    })
}

/// Of the only obligation at that instant: its status, last day, interview and conditions; `None` if there is no
/// obligation.
type Seen = (ObligationStatus, Option<String>, Option<String>, Vec<ConditionStatus>);

fn seen(facts: &Value, as_of: &str) -> Option<Seen> {
    let facts: Facts = serde_json::from_value(facts.clone()).unwrap();
    assert!(facts.violations().is_empty());
    let plan = plan(&facts, Playbook::built_in("consensus").unwrap(), as_of.parse::<Instant>().unwrap());
    assert!(plan.obligations.len() < 2);
    plan.obligations.first().map(|one| {
        let conditions = one.conditions.iter().map(|evaluated| evaluated.status).collect();
        (one.status, one.due_on.map(|day| day.to_string()), one.interview_id.map(str::to_owned), conditions)
    })
}

fn due(facts: &Value, as_of: &str) -> Option<String> {
    seen(facts, as_of).and_then(|(_, due_on, ..)| due_on)
}

const TECHNICAL: (&str, &str) = ("technical", "2026-01-29T10:00:00-05:00");

#[test]
fn ontario_has_45_days_from_the_last_interview() {
    let facts = facts(Some("CA-ON"), &[TECHNICAL]);
    let unknown = vec![ConditionStatus::Unknown; 3];
    let is = |status| Some((status, Some("2026-03-15".to_owned()), Some("i0".to_owned()), unknown.clone()));
    assert_eq!(seen(&facts, "2026-02-01T12:00:00Z"), is(ObligationStatus::Running));
    // The day is that of Toronto: at four in the morning by UTC it is still the 15th there.
    assert_eq!(seen(&facts, "2026-03-16T03:59:59Z"), is(ObligationStatus::Running));
    assert_eq!(seen(&facts, "2026-03-16T04:00:00Z"), is(ObligationStatus::Passed));
    // Before the interview has ended there is nothing to count from.
    assert_eq!(seen(&facts, "2026-01-29T15:59:59Z"), None);
}

#[test]
fn the_day_of_an_interview_is_the_employers() {
    // Half past eleven in the evening of the 29th in Toronto is the 30th by UTC.
    let facts = facts(Some("CA-ON"), &[("final", "2026-01-30T03:30:00Z")]);
    assert_eq!(due(&facts, "2026-02-01T12:00:00Z").as_deref(), Some("2026-03-15"));
}

#[test]
fn another_interview_moves_the_day_and_a_screening_does_not() {
    let later = |kind| facts(Some("CA-ON"), &[TECHNICAL, (kind, "2026-02-10T10:00:00-05:00")]);
    let day = |facts: &Value, as_of| due(facts, as_of);
    assert_eq!(day(&later("panel"), "2026-02-09T12:00:00Z").as_deref(), Some("2026-03-15"));
    assert_eq!(day(&later("panel"), "2026-02-11T12:00:00Z").as_deref(), Some("2026-03-27"));
    assert_eq!(day(&later("screening"), "2026-02-11T12:00:00Z").as_deref(), Some("2026-03-15"));
    let screening = facts(Some("CA-ON"), &[("screening", "2026-02-10T10:00:00-05:00")]);
    assert_eq!(seen(&screening, "2026-02-11T12:00:00Z"), None);
    for status in ["cancelled", "employer_no_show"] {
        let mut facts = later("panel");
        facts["interviews"][1]["status"] = json!(status);
        assert_eq!(day(&facts, "2026-02-11T12:00:00Z").as_deref(), Some("2026-03-15"), "{status}");
    }
}

#[test]
fn no_duty_before_the_law_is_in_force() {
    let facts = |starts_at| facts(Some("CA-ON"), &[("final", starts_at)]);
    assert_eq!(seen(&facts("2025-12-31T10:00:00-05:00"), "2026-01-10T12:00:00Z"), None);
    assert_eq!(due(&facts("2026-01-01T10:00:00-05:00"), "2026-01-10T12:00:00Z").as_deref(), Some("2026-02-15"));
}

#[test]
fn conditions_are_met_or_not_or_unknown() {
    use ConditionStatus::{Met, NotMet, Unknown};
    use ObligationStatus::{NotApplicable, Running};

    let with = |advertised: Value, size: Value| {
        let mut facts = facts(Some("CA-ON"), &[TECHNICAL]);
        facts["application"]["publicly_advertised"] = advertised;
        facts["application"]["employer_size"] = size;
        let (status, due_on, _, conditions) = seen(&facts, "2026-02-01T12:00:00Z").unwrap();
        assert_eq!(due_on.is_none(), status == NotApplicable, "a day that doesn't count is none");
        (status, conditions)
    };
    // No fact says whether the employer is a bank, an airline or another one under federal law.
    assert_eq!(with(json!(true), json!(25)), (Running, vec![Met, Met, Unknown]));
    assert_eq!(with(json!(true), json!(null)), (Running, vec![Met, Unknown, Unknown]));
    assert_eq!(with(json!(null), json!(24)), (NotApplicable, vec![Unknown, NotMet, Unknown]));
    assert_eq!(with(json!(false), json!(1_000)), (NotApplicable, vec![NotMet, Met, Unknown]));
}

#[test]
fn no_duty_without_a_holiday_calendar() {
    let held = [TECHNICAL];
    for elsewhere in [None, Some("CA"), Some("CA-QC"), Some("US-NY")] {
        assert_eq!(seen(&facts(elsewhere, &held), "2026-02-01T12:00:00Z"), None, "{elsewhere:?}");
    }
}

#[test]
fn an_outcome_answers_and_a_withdrawal_removes_the_duty() {
    let with = |kind| {
        let mut facts = facts(Some("CA-ON"), &[TECHNICAL]);
        facts["application"]["outcome"] = json!({"kind": kind, "at": "2026-04-01T10:00:00-04:00"});
        facts
    };
    let status = |facts: &Value, as_of| seen(facts, as_of).map(|(status, ..)| status);
    for kind in ["rejected", "offered", "accepted"] {
        assert_eq!(status(&with(kind), "2026-04-02T12:00:00Z"), Some(ObligationStatus::Answered), "{kind}");
        assert_eq!(status(&with(kind), "2026-03-31T12:00:00Z"), Some(ObligationStatus::Passed), "{kind}");
    }
    assert_eq!(status(&with("withdrawn"), "2026-04-02T12:00:00Z"), None);
}

#[test]
fn korea_sets_no_day() {
    let mut facts = facts(Some("KR"), &[]);
    let unknown = vec![ConditionStatus::Unknown, ConditionStatus::Unknown];
    let as_of = "2026-02-01T12:00:00Z";
    assert_eq!(seen(&facts, as_of), Some((ObligationStatus::Running, None, None, unknown)));
    facts["application"]["employer_size"] = json!(30);
    facts["application"]["company"]["sector"] = json!("corporate");
    let met = vec![ConditionStatus::Met, ConditionStatus::Met];
    assert_eq!(seen(&facts, as_of), Some((ObligationStatus::Running, None, None, met)));
    facts["application"]["employer_size"] = json!(29);
    assert_eq!(seen(&facts, as_of).unwrap().0, ObligationStatus::NotApplicable);
    assert_eq!(seen(&facts, "2016-12-31T12:00:00Z"), None);
}

#[test]
fn no_step_depends_on_a_duty() {
    let facts = facts(Some("CA-ON"), &[TECHNICAL]);
    let planned = |facts: &Value| {
        let facts: Facts = serde_json::from_value(facts.clone()).unwrap();
        let plan = plan(&facts, Playbook::built_in("consensus").unwrap(), "2026-02-01T12:00:00Z".parse().unwrap());
        format!("{:?}", plan.steps)
    };
    let mut told = facts.clone();
    told["application"]["publicly_advertised"] = json!(true);
    told["application"]["employer_size"] = json!(500);
    assert_eq!(planned(&facts), planned(&told));
}

#[test]
fn rules_are_dated_and_sourced() {
    for rule in obligation_rules() {
        assert!(rule.in_force_from > chrono::NaiveDate::MIN && rule.checked_on > rule.in_force_from, "{rule:?}");
        assert!(rule.source.starts_with("https://") && !rule.conditions.is_empty());
        let sources = rule.conditions.iter().filter_map(|condition| condition.source());
        assert!(sources.into_iter().all(|source| source.starts_with("https://")), "{rule:?}");
        assert!(rule.jurisdiction.parse::<crate::HolidayCalendar>().is_ok(), "{}", rule.jurisdiction);
    }
}
