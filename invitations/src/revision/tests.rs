use std::collections::BTreeMap;

use super::*;
use crate::calendar::{self, Settings};

/// An event with these lines, and who invites.
fn event(method: &str, lines: &str) -> Event {
    let file = format!(
        "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:1\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        lines.replace(' ', "\r\n"),
    );
    let calendar = calendar::read(file.as_bytes(), &Settings::default()).unwrap();
    assert!(calendar.refused.is_empty(), "{:?}", calendar.refused);
    calendar.events.into_iter().next().unwrap()
}

const GRACE: &str = "ORGANIZER:mailto:grace@acme.example";

fn version(method: &str, sequence: i64, minute: u32, hour: u32) -> Event {
    event(
        method,
        &format!(
            "{GRACE} SEQUENCE:{sequence} DTSTAMP:20260301T08{minute:02}00Z DTSTART:20260310T{hour:02}0000Z DURATION:PT1H"
        ),
    )
}

/// Applies a change, as a service does.
fn apply(stored: &mut BTreeMap<EventKey, StoredVersion>, event: &Event) -> Vec<RevisionAction> {
    let mut done = Vec::new();
    for (key, occurrence) in keys(event) {
        let revision = decide(stored.get(&key), event, occurrence);
        let first_organizer = stored.get(&key).and_then(|stored| stored.organizer.clone());
        let cancelled = match revision {
            RevisionAction::Create | RevisionAction::Move | RevisionAction::Reinstate => Some(false),
            RevisionAction::Update => stored.get(&key).map(|stored| stored.is_cancelled),
            RevisionAction::CreateCancelled | RevisionAction::Cancel => Some(true),
            RevisionAction::Unchanged
            | RevisionAction::Older
            | RevisionAction::NotBelieved { .. }
            | RevisionAction::Nothing => None,
        };
        if let Some(is_cancelled) = cancelled {
            stored.insert(
                key,
                StoredVersion {
                    sequence: event.sequence,
                    stamped_at: event.stamped_at,
                    organizer: first_organizer.or_else(|| event.organizer.as_ref()?.email.clone()),
                    occurrence,
                    is_cancelled,
                },
            );
        }
        done.push(revision);
    }
    done
}

fn one(stored: &mut BTreeMap<EventKey, StoredVersion>, event: &Event) -> RevisionAction {
    apply(stored, event).remove(0)
}

#[test]
fn an_invitation_is_created_moved_and_cancelled() {
    let stored = &mut BTreeMap::new();
    assert_eq!(one(stored, &version("REQUEST", 0, 0, 14)), RevisionAction::Create);
    assert_eq!(one(stored, &version("REQUEST", 0, 0, 14)), RevisionAction::Unchanged);
    assert_eq!(one(stored, &version("REQUEST", 1, 5, 16)), RevisionAction::Move);
    assert_eq!(one(stored, &version("REQUEST", 0, 0, 14)), RevisionAction::Older);
    assert_eq!(one(stored, &version("REQUEST", 2, 6, 16)), RevisionAction::Update);
    assert_eq!(one(stored, &version("REPLY", 9, 9, 9)), RevisionAction::Nothing);
    assert_eq!(one(stored, &version("COUNTER", 9, 9, 9)), RevisionAction::Nothing);
    assert_eq!(one(stored, &version("CANCEL", 3, 7, 16)), RevisionAction::Cancel);
    assert_eq!(one(stored, &version("CANCEL", 3, 7, 16)), RevisionAction::Unchanged);
    assert_eq!(one(stored, &version("REQUEST", 2, 6, 16)), RevisionAction::Older);
    assert_eq!(one(stored, &version("REQUEST", 4, 8, 11)), RevisionAction::Reinstate);
    let only = stored.values().next().unwrap();
    assert_eq!((stored.len(), only.is_cancelled, only.sequence), (1, false, 4));
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    // cal.com: SEQUENCE stays, only DTSTAMP is newer; and one that is called off by REQUEST.
    let off = event(
        "REQUEST",
        &format!("{GRACE} SEQUENCE:2 STATUS:CANCELLED DTSTAMP:20260301T081000Z DTSTART:20260310T160000Z"),
    );
    for versions in [
        vec![version("REQUEST", 0, 0, 14), version("REQUEST", 1, 1, 15), version("REQUEST", 1, 2, 16)],
        vec![version("REQUEST", 0, 0, 14), version("CANCEL", 1, 1, 14)],
        vec![version("REQUEST", 0, 0, 14), version("CANCEL", 0, 0, 14)],
        vec![version("REQUEST", 0, 0, 14), version("REQUEST", 1, 5, 15), off],
    ] {
        let mut ends = Vec::new();
        for order in orders(versions.len()) {
            let stored = &mut BTreeMap::new();
            for &at in &order {
                apply(stored, &versions[at]);
            }
            // Everything again changes nothing.
            for event in &versions {
                let again = one(stored, event);
                assert!(matches!(again, RevisionAction::Unchanged | RevisionAction::Older), "{order:?}: {again:?}");
            }
            ends.push(stored.clone());
        }
        assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}");
        assert_eq!(ends[0].len(), 1);
    }
}

fn orders(length: usize) -> Vec<Vec<usize>> {
    if length == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(length - 1);
    shorter
        .iter()
        .flat_map(|order| {
            (0..=order.len()).map(|at| {
                let mut longer = order.clone();
                longer.insert(at, length - 1);
                longer
            })
        })
        .collect()
}

#[test]
fn only_the_first_organizer_is_accepted() {
    let stored = &mut BTreeMap::new();
    one(stored, &version("REQUEST", 0, 0, 14));
    let rest = "SEQUENCE:9 DTSTAMP:20260302T080000Z DTSTART:20260310T090000Z DURATION:PT1H";
    for (organizer, given) in [("ORGANIZER:mailto:eve@evil.example", Some("eve@evil.example")), ("SUMMARY:x", None)] {
        for method in ["REQUEST", "CANCEL"] {
            let revision = one(stored, &event(method, &format!("{organizer} {rest}")));
            let stored = "grace@acme.example".parse().unwrap();
            assert_eq!(
                revision,
                RevisionAction::NotBelieved { stored, given: given.map(|given| given.parse().unwrap()) }
            );
        }
    }
    assert_eq!(
        one(stored, &event("REQUEST", &format!("ORGANIZER:MAILTO:Grace@ACME.example {rest}"))),
        RevisionAction::Move
    );
}

#[test]
fn occurrences_have_keys_of_their_own() {
    let stored = &mut BTreeMap::new();
    let series = event(
        "REQUEST",
        &format!("{GRACE} DTSTAMP:20260301T080000Z DTSTART:20260310T140000Z DURATION:PT1H RRULE:FREQ=DAILY;COUNT=3"),
    );
    assert_eq!(apply(stored, &series), [RevisionAction::Create, RevisionAction::Create, RevisionAction::Create]);
    let moved = event(
        "REQUEST",
        &format!(
            "{GRACE} SEQUENCE:1 DTSTAMP:20260301T090000Z RECURRENCE-ID:20260311T140000Z DTSTART:20260311T160000Z DURATION:PT1H"
        ),
    );
    assert_eq!(apply(stored, &moved), [RevisionAction::Move]);
    assert_eq!(stored.len(), 3);
    // The series again doesn't move it back.
    assert_eq!(apply(stored, &series), [RevisionAction::Unchanged, RevisionAction::Older, RevisionAction::Unchanged]);
    let off = event("CANCEL", &format!("{GRACE} SEQUENCE:2 DTSTAMP:20260301T100000Z RECURRENCE-ID:20260312T140000Z"));
    assert_eq!(apply(stored, &off), [RevisionAction::Cancel]);
}

#[test]
fn without_numbers_the_later_arrival_counts() {
    let stored = &mut BTreeMap::new();
    let at = |hour: u32| event("REQUEST", &format!("{GRACE} DTSTART:20260310T{hour}0000Z DURATION:PT1H"));
    assert_eq!(one(stored, &at(14)), RevisionAction::Create);
    assert_eq!(one(stored, &at(15)), RevisionAction::Move);
    assert_eq!(
        one(stored, &event("REQUEST", "DTSTART:20260310T150000Z")),
        RevisionAction::NotBelieved { stored: "grace@acme.example".parse().unwrap(), given: None }
    );
    assert!(keys(&Event { uid: None, ..at(14) }).is_empty());
}
