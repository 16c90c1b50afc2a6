//! An invitation in any zone on any day of 2025 to 2028 is read as the instant that was written.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{fmt::Write, sync::LazyLock};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use invitations::calendar::{self, Event, Settings};
use planning::TimeZone;
use proptest::prelude::*;

const FIRST: &str = "2025-01-01T00:00:00Z";
const MINUTES: i64 = 4 * 365 * 24 * 60;

fn moment(minutes: i64) -> DateTime<Utc> {
    FIRST.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minutes)
}

fn zones() -> impl Strategy<Value = TimeZone> {
    (0..TimeZone::all().count()).prop_map(|at| TimeZone::all().nth(at).unwrap())
}

/// The only event of a file with that start.
fn read(zone: &str, start: &str) -> Event {
    let file = format!(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{zone}BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250101T000000Z\r\n{start}\r\n\
         DURATION:PT45M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let calendar = calendar::read(file.as_bytes(), &Settings::default()).unwrap();
    assert!(calendar.refused.is_empty(), "{:?}", calendar.refused);
    calendar.events.into_iter().next().unwrap()
}

fn written(local: NaiveDateTime) -> String {
    local.format("%Y%m%dT%H%M%S").to_string()
}

/// The changes of a zone's clocks with the offsets before and after, in seconds.
fn changes(zone: TimeZone) -> Vec<(DateTime<Utc>, i32, i32)> {
    let offset = |time: DateTime<Utc>| zone.offset_at(time).local_minus_utc();
    let mut found = Vec::new();
    let mut now = moment(-400 * 24 * 60);
    while now < moment(MINUTES) {
        let later = now + TimeDelta::days(1);
        if offset(now) != offset(later) {
            let (mut before, mut after) = (now, later);
            while after - before > TimeDelta::seconds(1) {
                let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
                if offset(middle) == offset(now) { before = middle } else { after = middle }
            }
            found.push((after, offset(now), offset(later)));
        }
        now = later;
    }
    found
}

/// When clocks of a zone skip time, and the offsets before and after.
type Gap = (TimeZone, DateTime<Utc>, i32, i32);

/// Those of all zones.
static GAPS: LazyLock<Vec<Gap>> = LazyLock::new(|| {
    let of_zone = |zone| changes(zone).into_iter().map(move |(at, from, to)| (zone, at, from, to));
    TimeZone::all().flat_map(of_zone).filter(|(_, _, from, to)| to > from).collect()
});

fn utc_offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    format!("{sign}{:02}{:02}{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A VTIMEZONE that says the same of these years, with one observance for each change.
fn definition(zone: TimeZone, name: &str) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n");
    let mut observance = |at: DateTime<Utc>, from: i32, to: i32| {
        let onset = at.naive_utc() + TimeDelta::seconds(from.into());
        let kind = if to > from { "DAYLIGHT" } else { "STANDARD" };
        let (from, to) = (utc_offset(from), utc_offset(to));
        let onset = written(onset);
        write!(text, "BEGIN:{kind}\r\nDTSTART:{onset}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nEND:{kind}\r\n")
            .unwrap();
    };
    let changes = changes(zone);
    let first = changes.first().map_or_else(|| zone.offset_at(moment(0)).local_minus_utc(), |&(_, from, _)| from);
    observance(moment(-500 * 24 * 60), first, first);
    for (at, from, to) in changes {
        observance(at, from, to);
    }
    text + "END:VTIMEZONE\r\n"
}

fn starts_at(event: &Event) -> DateTime<Utc> {
    *event.occurrences[0].starts_at
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn a_zone_by_its_name(zone in zones(), minutes in 0..MINUTES, prefix in 0..4_usize) {
        let local = zone.to_local(moment(minutes)).naive_local();
        let prefix = ["", "/freeassociation.sourceforge.net/", "/mozilla.org/20070129_1/", "/"][prefix];
        let event = read("", &format!("DTSTART;TZID={prefix}{zone}:{}", written(local)));
        // Of two instants with that local time it is the first.
        let first = zone.from_local(local).to_utc();
        prop_assert!(first == moment(minutes) || first < moment(minutes));
        prop_assert_eq!(starts_at(&event), first);
        prop_assert_eq!(event.time_zone, Some(zone));
        prop_assert_eq!(*event.occurrences[0].ends_at - first, TimeDelta::minutes(45));
    }

    #[test]
    fn an_instant_in_utc(minutes in 0..MINUTES) {
        let event = read("", &format!("DTSTART:{}Z", written(moment(minutes).naive_utc())));
        prop_assert_eq!(starts_at(&event), moment(minutes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_skipped_time_takes_the_offset_before_the_gap(at in 0..GAPS.len(), share in 0..100_i64) {
        let (zone, gap, from, to) = GAPS[at];
        let into = TimeDelta::seconds(i64::from(to - from) * share / 100);
        let local = gap.naive_utc() + TimeDelta::seconds(from.into()) + into;
        let named = read("", &format!("DTSTART;TZID={zone}:{}", written(local)));
        prop_assert_eq!(starts_at(&named), gap + into);
        let defined = read(&definition(zone, "Custom"), &format!("DTSTART;TZID=Custom:{}", written(local)));
        prop_assert_eq!(starts_at(&defined), gap + into);
    }

    #[test]
    fn a_zone_by_its_definition_alone(zone in zones(), minutes in 0..MINUTES) {
        let local = zone.to_local(moment(minutes)).naive_local();
        let event = read(&definition(zone, "Custom"), &format!("DTSTART;TZID=Custom:{}", written(local)));
        prop_assert_eq!(starts_at(&event), zone.from_local(local).to_utc());
        prop_assert_eq!(event.time_zone, None);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = calendar::read(&bytes, &Settings::default());
    }

    #[test]
    fn no_lines_panic(lines in prop::collection::vec(
        prop::sample::select(vec![
            "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE",
            "BEGIN:STANDARD", "END:STANDARD", "TZID:x", "TZOFFSETFROM:+0100", "TZOFFSETTO:-0100", "DTSTART:16010101T000000",
            "DTSTART;TZID=x:20260310T140000", "DTSTART:20260310T140000Z", "DTEND;TZID=x:20260310T150000", "DURATION:-P1D",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU", "RDATE:20260310T140000", "EXDATE;VALUE=DATE:20260310", "UID:1", "\u{e9}:x",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260310", "METHOD:CANCEL", "STATUS:CANCELLED", "ATTENDEE;CN=\":x", " fold",
            "DTSTART:99991231T235959", "DTSTART:00010101T000000", "DTSTART;TZID=Europe/Berlin:00010101T000000",
        ]),
        0..40,
    )) {
        let file = lines.join("\r\n");
        let _ = calendar::read(file.as_bytes(), &Settings { default_zone: "Asia/Tokyo".parse().ok(), ..Settings::default() });
    }
}
