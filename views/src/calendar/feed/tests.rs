use chrono::TimeDelta;
use icalendar::{Calendar, CalendarComponent};
use serde_json::{Value, json};
use wording::ENGLISH;

use super::*;
use crate::testing::with_view;

const APPLICATION: Uuid = Uuid::from_u128(7);

fn events_at(as_of: &str, change: impl FnOnce(&mut Value)) -> Vec<FeedEvent> {
    with_view(as_of, change, |view| feed_events(view, APPLICATION))
}

fn contents(events: &[FeedEvent]) -> Vec<(Uuid, Uuid)> {
    events.iter().map(|event| (event.uid, event.content)).collect()
}

fn revision(sequence: u32) -> EventRevision {
    EventRevision { sequence, changed_at: "2026-03-10T20:00:07.5Z".parse().unwrap() }
}

fn parsed(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    let event = |component| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?}"),
    };
    calendar.components.into_iter().map(event).collect()
}

#[test]
fn an_unchanged_feed_is_the_same_all_day() {
    // Overdue, and put off to a suitable time of each day.
    let change = |facts: &mut Value| facts["interviews"][0]["decision_expected_on"] = json!("2026-03-13");
    let morning = events_at("2026-03-25T00:00:00-04:00", change);
    for time in ["06:59:00", "09:01:00", "13:37:11", "18:20:00", "23:59:59"] {
        let later = events_at(&format!("2026-03-25T{time}-04:00"), change);
        assert_eq!(contents(&later), contents(&morning), "{time}");
    }
    let open = |events: &[FeedEvent]| events.iter().filter(|event| !event.is_cancelled).cloned().collect::<Vec<_>>();
    assert_ne!(contents(&open(&events_at("2026-03-26T08:00:00-04:00", change))), contents(&open(&morning)));
}

#[test]
fn days_are_those_of_the_candidate_also_when_clocks_change() {
    let in_paris = |facts: &mut Value| facts["candidate"]["time_zone"] = json!("Europe/Paris");
    let next = |as_of: &str| with_view(as_of, in_paris, next_day).to_rfc3339();
    assert_eq!(next("2026-03-10T20:00:00-04:00"), "2026-03-11T23:00:00+00:00");
    // Clocks go forward on 29 March, and back on 25 October.
    assert_eq!(next("2026-03-29T00:30:00+01:00"), "2026-03-29T22:00:00+00:00");
    assert_eq!(next("2026-10-25T00:30:00+02:00"), "2026-10-25T23:00:00+00:00");
}

#[test]
fn a_change_is_one_of_the_content_and_not_of_the_id() {
    let before = events_at("2026-03-10T20:00:00-04:00", |_| {});
    let after =
        events_at("2026-03-10T20:00:00-04:00", |facts| facts["application"]["company"]["name"] = json!("Globex"));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.uid, after.uid);
        assert_ne!(before.content, after.content, "{}", before.summary);
    }
    let moved = events_at("2026-03-10T20:00:00-04:00", |facts| {
        facts["interviews"][0]["ends_at"] = json!("2026-03-10T15:05:00-04:00");
    });
    assert_eq!(moved[0].uid, before[0].uid);
    assert_eq!(moved[0].ends_at - before[0].ends_at, TimeDelta::minutes(5));
    assert_ne!(moved[0].content, before[0].content);
}

#[test]
fn a_feed_has_the_requested_content() {
    let events =
        events_at("2026-03-10T20:00:00-04:00", |facts| facts["application"]["company"]["name"] = json!("A;b, c\\d"));
    let gone = FeedEntry::Cancelled {
        uid: Uuid::from_u128(9),
        starts_at: "2026-03-11T13:00:00Z".parse().unwrap(),
        ends_at: "2026-03-11T13:30:00Z".parse().unwrap(),
        summary: "Thank Ada\r\nSTATUS:CONFIRMED",
        revision: revision(3),
    };
    let nameless = FeedEntry::Cancelled {
        uid: Uuid::from_u128(10),
        starts_at: "2026-03-11T13:00:00Z".parse().unwrap(),
        ends_at: "2026-03-11T13:30:00Z".parse().unwrap(),
        summary: "",
        revision: revision(1),
    };
    let confirmed = FeedEntry::Confirmed(&events[1], revision(2));
    let text = feed("Ada\r\nMETHOD:CANCEL; and, \\ more", ENGLISH, [confirmed, gone, nameless]);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    for line in [
        "NAME;VALUE=TEXT:Ada  METHOD:CANCEL\\; and\\, \\\\ more",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ] {
        assert!(lines.contains(&line), "{line}: {text}");
    }
    let read = parsed(&text);
    let value = |event: usize, property: &str| read[event].property_value(property);
    assert_eq!(value(0, "UID"), Some(&*events[1].uid.to_string()));
    for (property, expected) in [
        ("SEQUENCE", "2"),
        ("DTSTAMP", "20260310T200007Z"),
        ("LAST-MODIFIED", "20260310T200007Z"),
        ("CLASS", "PRIVATE"),
    ] {
        assert_eq!(value(0, property), Some(expected), "{property}");
    }
    assert!(read[0].get_summary().unwrap().ends_with("(A;b, c\\d)"), "{text}");
    assert!(read.iter().all(|event| event.components().is_empty()), "there are no alarms");
    for (property, expected) in [
        ("STATUS", "CANCELLED"),
        ("SEQUENCE", "3"),
        ("DTSTART", "20260311T130000Z"),
        ("DTEND", "20260311T133000Z"),
        ("SUMMARY", "Thank Ada  STATUS:CONFIRMED"),
    ] {
        assert_eq!(value(1, property), Some(expected), "{property}");
    }
    assert_eq!((value(2, "STATUS"), value(2, "SUMMARY")), (Some("CANCELLED"), None));
}

#[test]
fn an_interview_that_an_outcome_made_pointless_stays_cancelled() {
    let ended = |facts: &mut Value| {
        facts["interviews"][0]["starts_at"] = json!("2026-03-12T14:00:00-04:00");
        facts["interviews"][0]["ends_at"] = json!("2026-03-12T15:00:00-04:00");
        facts["application"]["outcome"] = json!({"kind": "rejected", "at": "2026-03-11T09:00:00-04:00"});
    };
    for (as_of, is_cancelled) in
        [("2026-03-11T08:00:00-04:00", false), ("2026-03-11T10:00:00-04:00", true), ("2026-03-20T10:00:00-04:00", true)]
    {
        assert_eq!(events_at(as_of, ended)[0].is_cancelled, is_cancelled, "{as_of}");
    }
}
