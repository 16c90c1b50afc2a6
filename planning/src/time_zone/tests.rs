use chrono::{Days, NaiveDateTime, TimeDelta};

use super::*;

fn zone(name: &str) -> TimeZone {
    name.parse().unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn names_are_those_of_the_database() {
    for name in ["America/New_York", "UTC", "US/Pacific", "Asia/Calcutta", "Etc/GMT+12", "GB", "Zulu"] {
        let zone = zone(name);
        assert_eq!((zone.name(), &*zone.to_string()), (name, name));
        assert_eq!(serde_json::to_value(zone).unwrap(), name);
        assert_eq!(serde_json::from_value::<TimeZone>(name.into()).unwrap(), zone);
    }
    assert!(TimeZone::all().all(|zone| zone.name().parse() == Ok(zone)));
}

#[test]
fn a_name_can_be_looked_for_in_any_case() {
    for zone in TimeZone::all() {
        for name in [zone.name().to_owned(), zone.name().to_lowercase(), zone.name().to_uppercase()] {
            assert_eq!(TimeZone::in_any_case(&name), Some(zone));
        }
    }
    for name in ["", "America", "America/New York", "Eastern Standard Time", "Éurope/Paris"] {
        assert_eq!(TimeZone::in_any_case(name), None, "{name}");
    }
}

#[test]
fn an_unknown_name_is_refused_with_help() {
    let why_not = |text: &str| text.parse::<TimeZone>().unwrap_err().0;
    for text in ["america/new_york", "AMERICA/NEW_YORK", "America/new_york"] {
        assert_eq!(why_not(text), "must be written as the IANA database writes it: America/New_York");
    }
    for text in ["", "America", "America/New York", "America/New_York ", "PST", "+02:00", "posix/UTC", "Éurope/Paris"]
    {
        assert_eq!(why_not(text), "is not a time zone of the IANA database, such as America/New_York", "{text}");
    }
}

#[test]
fn the_past_is_that_of_chrono_tz() {
    // What was corrected since March 2025 lies before: Colombia in 1992, Iran in 1979, Baja California in 1970.
    let end = utc("2026-01-01T00:00:00Z");
    let mut differ = Vec::new();
    for old in chrono_tz::TZ_VARIANTS {
        let new = zone(old.name());
        let mut now = utc("1993-01-01T00:00:00Z");
        while now < end {
            if new.to_local(now).naive_local() != now.with_timezone(&old).naive_local() {
                differ.push(old.name());
                break;
            }
            now += TimeDelta::hours(47);
        }
    }
    assert_eq!(differ, [""; 0]);
}

#[test]
fn rules_go_on_after_the_table() {
    // The calendar repeats every 400 years, and with it every rule. Gaza's changes are listed until 2086.
    let years_400 = Days::new(146_097);
    for zone in TimeZone::all() {
        let mut now = utc("2090-01-01T00:00:00Z");
        while now < utc("2200-01-01T00:00:00Z") {
            let later = now + years_400;
            assert_eq!(zone.offset_at(now), zone.offset_at(later), "{zone}, {now}");
            let shown = zone.to_local(now).naive_local();
            let found = zone.from_local(shown);
            assert_eq!(zone.from_local(shown + years_400), found + years_400, "{zone}, {shown}");
            now += TimeDelta::seconds(2_000_003);
        }
    }
}

#[test]
fn the_changes_of_a_far_year_are_exact() {
    let new_york = zone("America/New_York");
    // 2204 begins on a Sunday: the second Sunday of March is the 11th, the first of November the 4th.
    for (at, offset) in [
        ("2204-03-11T06:59:59Z", -5),
        ("2204-03-11T07:00:00Z", -4),
        ("2204-11-04T05:59:59Z", -4),
        ("2204-11-04T06:00:00Z", -5),
        ("2200-01-01T00:00:00Z", -5),
        ("2199-12-31T23:59:59Z", -5),
    ] {
        assert_eq!(new_york.offset_at(utc(at)).local_minus_utc(), offset * 3600, "{at}");
    }
    assert_eq!(new_york.from_local(local("2204-03-11T02:30:00")), utc("2204-03-11T07:00:00Z"));
    assert_eq!(new_york.from_local(local("2204-11-04T01:30:00")), utc("2204-11-04T05:30:00Z"));
}

#[test]
fn parts_of_a_second_stay() {
    let berlin = zone("Europe/Berlin");
    let found = berlin.from_local(local("2026-06-01T12:00:00.123456"));
    assert_eq!(found.to_rfc3339(), "2026-06-01T12:00:00.123456+02:00");
    // A skipped one leads to the first instant after the gap.
    assert_eq!(berlin.from_local(local("2026-03-29T02:59:59.9")).to_rfc3339(), "2026-03-29T03:00:00+02:00");
    assert_eq!(berlin.from_local(local("2026-03-29T02:00:00.5")).to_rfc3339(), "2026-03-29T03:00:00+02:00");
}

#[test]
fn instants_far_away_are_converted() {
    for zone in TimeZone::all() {
        let first = zone.offset_at(utc("1969-01-01T00:00:00Z"));
        assert_eq!(zone.offset_at(DateTime::<Utc>::MIN_UTC), first, "{zone}");
        assert_eq!(*zone.from_local(NaiveDateTime::MIN).offset(), first, "{zone}");
        // It is as late in December as the end of the table.
        let last = zone.offset_at(utc("2199-12-31T23:59:59Z"));
        assert_eq!(zone.offset_at(DateTime::<Utc>::MAX_UTC), last, "{zone}");
        assert_eq!(*zone.from_local(NaiveDateTime::MAX).offset(), last, "{zone}");
        // Liberia's offset had seconds until 1972.
        let early = zone.from_local(local("1969-12-31T23:59:59"));
        assert!(early.timestamp().abs() < 15 * 3600, "{zone}");
    }
    assert_eq!(zone("Africa/Monrovia").offset_at(utc("1970-01-01T00:00:00Z")).local_minus_utc(), -2670);
}
