//! Public holidays, weekends and working weekends of many places: reports from public bug trackers, and what is right.

use planning::StepKind;
use serde_json::{Value, json};

use crate::support;

/// The plan, once it is made as of the interview's end, as JSON.
fn plan(zone: &str, calendar: &str, interview: &str, stated: Option<&str>) -> Value {
    let at = |hour| format!("{interview}T{hour}:00:00Z");
    let mut facts = support::simple(zone, &at("12"), &at("13"), &at("14"));
    facts["application"]["holiday_calendar"] = json!(calendar);
    facts["interviews"][0]["decision_expected_on"] = json!(stated);
    let facts = support::facts(&facts);
    assert_eq!(facts.violations(), [], "{calendar}");
    support::written(&support::plan(&facts))
}

/// The first check-in's times in that plan.
fn check_in(zone: &str, calendar: &str, interview: &str, stated: Option<&str>) -> Value {
    let plan = plan(zone, calendar, interview, stated);
    let kind = serde_json::to_value(StepKind::CheckIn).unwrap();
    plan["steps"].as_array().unwrap().iter().find(|step| step["kind"] == kind).unwrap().clone()
}

/// Zone, calendar, the day of the interview, the date that was stated, and when the first check-in opens.
type Case = (&'static str, &'static str, &'static str, Option<&'static str>, &'static str);

#[track_caller]
fn opens(cases: &[Case]) {
    for (zone, calendar, interview, stated, opens) in cases {
        let step = check_in(zone, calendar, interview, *stated);
        assert_eq!(step["opens_at"], *opens, "{calendar}, interview on {interview}, {stated:?} stated");
    }
}

#[test]
fn japan_has_a_day_between_two_holidays_and_a_substitute_after_two_more() {
    for (interview, stated, days) in [
        ("2026-09-17", "2026-09-18", ["2026-09-24T09", "2026-09-25T10", "2026-09-30T17"]),
        ("2026-04-30", "2026-05-01", ["2026-05-07T09", "2026-05-08T10", "2026-05-13T17"]),
    ] {
        let step = check_in("Asia/Tokyo", "JP", interview, Some(stated));
        let times = days.map(|day| json!(format!("{day}:00:00+09:00")));
        assert_eq!([&step["opens_at"], &step["ideal_at"], &step["closes_at"]], times.each_ref(), "{stated}");
    }
}

#[test]
fn a_part_has_holidays_that_its_country_leaves_out() {
    let (interview, stated) = ("2027-03-18", Some("2027-03-25"));
    for (zone, calendar, day) in [
        ("Europe/London", "GB-ENG", "2027-03-30T09:00:00+01:00"),
        ("Europe/London", "GB-SCT", "2027-03-29T09:00:00+01:00"),
        ("Europe/London", "GB", "2027-03-29T09:00:00+01:00"),
        ("Europe/Paris", "FR", "2027-03-26T09:00:00+01:00"),
        ("Europe/Paris", "FR-57", "2027-03-30T09:00:00+02:00"),
        ("Europe/Paris", "FR-6AE", "2027-03-30T09:00:00+02:00"),
    ] {
        opens(&[(zone, calendar, interview, stated, day)]);
    }
    // Easter Monday and the change of the clocks lie between.
    assert_eq!(check_in("Europe/Paris", "FR", interview, stated)["ideal_at"], "2027-03-30T10:00:00+02:00");
}

#[test]
fn a_country_whose_parts_differ_is_warned_of() {
    let warning = |calendar| {
        let plan = plan("UTC", calendar, "2027-03-18", None);
        let about_calendar = |warning: &&Value| warning["pointer"] == "/application/holiday_calendar";
        let found: Vec<_> = plan["warnings"].as_array().unwrap().iter().filter(about_calendar).cloned().collect();
        assert!(found.len() < 2, "{found:?}");
        found.first().map(|warning| warning["text"].as_str().unwrap().to_owned())
    };
    for (calendar, parts) in [
        ("GB", "one of the 4 that differ, use that part's calendar (GB-ENG, GB-NIR, GB-SCT, GB-WLS)."),
        ("FR", "FR-57, FR-6AE, FR-971, FR-972,"),
        ("AU", "AU-ACT, AU-NSW, AU-NT, AU-QLD, AU-SA, AU-TAS, AU-VIC, AU-WA)."),
        ("DE", "(DE-BB, DE-BE, DE-BW, DE-BY,"),
        ("CA", "CA-AB, CA-BC,"),
        ("CH", "CH-AG, CH-AI,"),
        ("ES", "ES-AN, ES-AR,"),
        ("US", "US-AK, US-AL,"),
        ("IN", "IN-AN, IN-AR,"),
    ] {
        let text = warning(calendar).unwrap();
        assert!(text.contains(parts) && text.starts_with(&format!("Not all parts of {calendar} ")), "{text}");
    }
    assert!(warning("US").unwrap().ends_with(", ...)."), "{:?}", warning("US"));
    for calendar in ["GB-ENG", "FR-6AE", "US-NY", "JP", "CN", "NO"] {
        assert_eq!(warning(calendar), None, "{calendar}");
    }
}

#[test]
fn holidays_that_were_proclaimed_once() {
    opens(&[
        ("Europe/London", "GB-SCT", "2026-06-11", Some("2026-06-12"), "2026-06-16T09:00:00+01:00"),
        ("Europe/London", "GB-ENG", "2026-06-11", Some("2026-06-12"), "2026-06-15T09:00:00+01:00"),
        ("Australia/Sydney", "AU-NSW", "2027-04-15", Some("2027-04-23"), "2027-04-27T09:00:00+10:00"),
        ("Australia/Melbourne", "AU-VIC", "2027-04-15", Some("2027-04-23"), "2027-04-26T09:00:00+10:00"),
        ("America/Bogota", "CO", "2026-07-02", Some("2026-07-10"), "2026-07-14T09:00:00-05:00"),
        ("Asia/Seoul", "KR", "2026-07-09", Some("2026-07-16"), "2026-07-20T09:00:00+09:00"),
        ("Africa/Johannesburg", "ZA", "2026-10-28", Some("2026-11-03"), "2026-11-05T09:00:00+02:00"),
    ]);
}

#[test]
fn days_off_in_lieu_before_a_weekend_and_across_new_year() {
    for (interview, stated, days) in [
        ("2027-12-15", "2027-12-30", ["2028-01-03T09:00:00-05", "2028-01-04T10:00:00-05", "2028-01-07T17:00:00-05"]),
        ("2026-06-25", "2026-07-02", ["2026-07-06T09:00:00-04", "2026-07-07T10:00:00-04", "2026-07-10T17:00:00-04"]),
    ] {
        let step = check_in("America/New_York", "US", interview, Some(stated));
        let times = days.map(|time| json!(format!("{time}:00")));
        assert_eq!([&step["opens_at"], &step["ideal_at"], &step["closes_at"]], times.each_ref(), "{stated}");
    }
}

#[test]
fn weekends_that_are_not_saturday_and_sunday() {
    opens(&[
        ("Asia/Riyadh", "SA", "2026-09-14", None, "2026-09-21T09:00:00+03:00"),
        ("Asia/Riyadh", "SA", "2026-09-14", Some("2026-09-17"), "2026-09-20T09:00:00+03:00"),
        ("Asia/Dubai", "AE", "2026-09-14", Some("2026-09-18"), "2026-09-21T09:00:00+04:00"),
    ]);
    let step = check_in("Asia/Riyadh", "SA", "2026-09-14", Some("2026-09-17"));
    assert_eq!(step["ideal_at"], "2026-09-21T10:00:00+03:00");
    assert_eq!(step["closes_at"], "2026-09-27T17:00:00+03:00");
}

#[test]
fn weekend_days_that_were_made_working_days() {
    opens(&[
        // China works on Saturday, 14 February 2026, before the Spring Festival, and again on the 28th after it.
        ("Asia/Shanghai", "CN", "2026-02-11", Some("2026-02-13"), "2026-02-14T09:00:00+08:00"),
        ("Asia/Shanghai", "CN", "2026-02-24", Some("2026-02-27"), "2026-02-28T09:00:00+08:00"),
        // Sunday, 20 September 2026, for the National Day.
        ("Asia/Shanghai", "CN", "2026-09-16", Some("2026-09-18"), "2026-09-20T09:00:00+08:00"),
        // Hong Kong doesn't, and in the year after nobody knows yet.
        ("Asia/Hong_Kong", "HK", "2026-02-11", Some("2026-02-13"), "2026-02-16T09:00:00+08:00"),
        // Hungary works on 10 January and 8 August 2026, both Saturdays.
        ("Europe/Budapest", "HU", "2026-01-07", Some("2026-01-09"), "2026-01-10T09:00:00+01:00"),
        ("Europe/Budapest", "HU", "2026-08-05", Some("2026-08-07"), "2026-08-08T09:00:00+02:00"),
        ("Europe/Budapest", "HU", "2026-08-12", Some("2026-08-14"), "2026-08-17T09:00:00+02:00"),
        ("Asia/Taipei", "TW", "2025-02-05", Some("2025-02-07"), "2025-02-08T09:00:00+08:00"),
    ]);
}

#[test]
fn an_employer_may_be_closed_on_a_working_weekend_day() {
    let mut facts =
        support::simple("Asia/Shanghai", "2026-09-16T02:00:00Z", "2026-09-16T03:00:00Z", "2026-09-16T04:00:00Z");
    facts["application"]["holiday_calendar"] = json!("CN");
    facts["application"]["closures"] = json!(["2026-09-20"]);
    facts["interviews"][0]["decision_expected_on"] = json!("2026-09-18");
    let plan = support::written(&support::plan(&support::facts(&facts)));
    let step = plan["steps"].as_array().unwrap().iter().find(|step| step["kind"] == "check_in").unwrap();
    assert_eq!(step["opens_at"], "2026-09-21T09:00:00+08:00");
}

#[test]
fn codes_without_a_calendar_are_refused_with_what_to_use() {
    let refusal = |code: &str| {
        let mut facts = support::simple("UTC", "2027-03-18T12:00:00Z", "2027-03-18T13:00:00Z", "2027-03-18T14:00:00Z");
        facts["application"]["holiday_calendar"] = json!(code);
        serde_json::from_value::<planning::Facts>(facts).unwrap_err().to_string()
    };
    for (code, right) in [
        ("FR-67", "use FR-6AE"),
        ("FR-68", "use FR-6AE"),
        ("EL", "use GR (Greece)"),
        ("UK", "use GB (United Kingdom)"),
        ("GB-GBN", "use GB-ENG (England), GB-SCT (Scotland) or GB-WLS (Wales)"),
        ("GB-UKM", "use GB (United Kingdom)"),
    ] {
        assert!(refusal(code).contains(right), "{code}: {}", refusal(code));
    }
}
