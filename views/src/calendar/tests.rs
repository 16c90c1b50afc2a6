mod timing;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _};
use planning::{Status, StepKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{local_time::to_local, one_line::one_line, testing::with_view};

const AS_OF: &str = "2026-03-10T20:00:00-04:00";

/// The calendar of the plan of these facts, with `change` made to them.
fn written(as_of: &str, made_at: &str, change: impl FnOnce(&mut Value)) -> String {
    let revision = Revision {
        application_id: Uuid::from_u128(7),
        changed_at: "2026-03-10T19:30:00Z".parse().unwrap(),
        made_at: made_at.parse().unwrap(),
    };
    with_view(as_of, change, |view| calendar(view, &revision))
}

/// The events of steps.
fn events(text: &str) -> Vec<Event> {
    let is_step = |event: &Event| event.get_categories().is_some_and(|all| all[0] == "Follow-up");
    all_events(text).into_iter().filter(is_step).collect()
}

/// The events of interviews.
fn interviews(text: &str) -> Vec<Event> {
    let is_interview = |event: &Event| event.get_categories().is_some_and(|all| all[0] == "Interview");
    all_events(text).into_iter().filter(is_interview).collect()
}

fn all_events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    let event = |component| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?}"),
    };
    calendar.components.into_iter().map(event).collect()
}

fn values<'e>(events: &'e [Event], property: &str) -> Vec<&'e str> {
    events.iter().map(|event| event.property_value(property).unwrap()).collect()
}

#[test]
fn every_step_is_an_event() {
    let text = written(AS_OF, "2026-03-11T00:00:30Z", |_| {});
    let events = events(&text);
    assert_eq!(
        values(&events, "SUMMARY"),
        [
            "Thank Ada Okafor (Acme)",
            "Check in with Ada Okafor (Acme)",
            "Ask Ada Okafor a last time (Acme)",
            "Move on to other employers (Acme)",
            "Stay in touch with Ada Okafor (Acme)",
        ]
    );
    let first = &events[0];
    for (property, value) in [
        ("DTSTART", "20260311T130000Z"),
        ("DTEND", "20260311T133000Z"),
        ("DTSTAMP", "20260311T000030Z"),
        ("LAST-MODIFIED", "20260310T193000Z"),
        ("SEQUENCE", "69120030"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
    ] {
        assert_eq!(first.property_value(property), Some(value), "{property}");
    }
    assert_eq!(first.get_categories().unwrap(), ["Follow-up", "Thank-you"]);
    let description = first.get_description().unwrap();
    for line in ["Analyst at Acme", "Due now. By e-mail", "Window: Tue 10 Mar 15:00 to Wed 11 Mar 15:00"] {
        assert!(description.lines().any(|written| written == line), "{line}: {description}");
    }
    assert!(events.iter().all(|event| event.components().len() == 1), "each has its alarm");
    assert!(
        text.contains("PRODID:-//Follow-up API//")
            && text.contains("X-WR-CALNAME;VALUE=TEXT:Follow-up: Analyst at Acme\r\n")
    );
    assert!(!text.contains("METHOD"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
}

#[test]
fn done_steps_stay_and_dismissed_ones_are_cancelled() {
    let text = written("2026-03-18T12:00:00-04:00", "2026-03-18T16:00:00Z", |facts| {
        facts["communications"] =
            json!([{ "direction": "outbound", "purpose": "thank_you", "at": "2026-03-10T18:00:00-04:00" }]);
        facts["application"]["outcome"] = json!({ "kind": "offered", "at": "2026-03-18T11:00:00-04:00" });
    });
    let events = events(&text);
    let stand: Vec<_> = events
        .iter()
        .map(|event| (event.get_summary().unwrap(), event.property_value("STATUS").unwrap(), event.components().len()))
        .collect();
    assert_eq!(
        stand,
        [
            ("\u{2713} Thank Ada Okafor (Acme)", "CONFIRMED", 0),
            ("Check in with Ada Okafor (Acme)", "CANCELLED", 0),
            ("Thank Ada Okafor for the offer (Acme)", "CONFIRMED", 1),
            ("Ask Ada Okafor a last time (Acme)", "CANCELLED", 0),
            ("Move on to other employers (Acme)", "CANCELLED", 0),
        ]
    );
    assert_eq!(events[0].property_value("DTSTART"), Some("20260310T220000Z"), "when it was done");
}

#[test]
fn the_same_step_has_the_same_id_and_never_a_lower_sequence() {
    let before = written(AS_OF, "2026-03-11T00:00:00Z", |_| {});
    let after = written(AS_OF, "2026-03-11T00:01:00Z", |facts| {
        facts["interviews"][0]["decision_expected_on"] = json!("2026-03-20");
    });
    let (before, after) = (events(&before), events(&after));
    assert_eq!(values(&before, "UID"), values(&after, "UID"));
    let number = |event: &Event| event.get_sequence().unwrap();
    assert!(before.iter().zip(&after).all(|(before, after)| number(before) < number(after)));
    assert_eq!(written(AS_OF, "2026-03-11T00:00:00Z", |_| {}), written(AS_OF, "2026-03-11T00:00:00Z", |_| {}));
}

#[test]
fn names_add_no_property() {
    let name = "Ada; \"Okafor\", \\n ATTENDEE:mailto:eve@example.com \u{1f469}\u{200d}\u{1f4bb} נועה";
    let text = written(AS_OF, "2026-03-11T00:00:00Z", |facts| {
        facts["contacts"][0]["name"] = json!(name);
        facts["application"]["company"]["name"] = json!(name.repeat(2));
    });
    let named = events(&text);
    assert_eq!(named[0].get_summary(), Some(&*format!("Thank {name} ({name}{name})")));
    let plain = events(&written(AS_OF, "2026-03-11T00:00:00Z", |_| {}));
    assert!(named[0].properties().keys().eq(plain[0].properties().keys()));
    assert_eq!(one_line("a\r\nX:1\u{2028}b\u{0}"), "a  X:1 b ");
}

#[test]
fn the_calendars_name_is_text_like_any_other() {
    let text = written(AS_OF, "2026-03-11T00:00:30Z", |facts| {
        facts["application"]["company"]["name"] = json!(r"A; B, C\D");
    });
    for property in ["NAME", "X-WR-CALNAME"] {
        let line = format!("{property};VALUE=TEXT:Follow-up: Analyst at {}\r\n", r"A\; B\, C\\D");
        assert!(text.contains(&line), "{text}");
    }
}

#[test]
fn interviews_are_events() {
    let text = written("2026-03-09T12:00:00-04:00", "2026-03-09T16:00:00Z", |facts| {
        facts["contacts"][0]["phone"] = json!("+1 212 555 0100");
        facts["application"]["company"]["postal_address"] = json!("1 Main St\nNew York");
        facts["interviews"] = json!([
            { "id": "a", "kind": "screening", "medium": "phone", "starts_at": "2026-03-10T14:00:00-04:00",
              "ends_at": "2026-03-10T15:00:00-04:00", "interviewer_ids": ["ada"] },
            { "id": "b", "medium": "in_person", "starts_at": "2026-03-12T07:30:00-04:00",
              "ends_at": "2026-03-12T08:00:00-04:00", "status": "cancelled" },
            { "id": "c", "kind": "final", "medium": "in_person", "starts_at": "2026-03-12T07:30:00-04:00",
              "ends_at": "2026-03-12T08:00:00-04:00" },
            { "id": "d", "starts_at": "2026-03-06T14:00:00-05:00", "ends_at": "2026-03-06T15:00:00-05:00",
              "status": "employer_no_show" }
        ]);
    });
    let told: Vec<_> = interviews(&text)
        .iter()
        .map(|event| {
            let value = |name| event.property_value(name).unwrap_or("-").to_owned();
            (value("SUMMARY"), value("STATUS"), value("DTSTART"), value("LOCATION"), event.components().len())
        })
        .collect();
    let row = |summary: &str, status: &str, start: &str, place: &str, alarms| {
        (summary.to_owned(), status.to_owned(), start.to_owned(), place.to_owned(), alarms)
    };
    assert_eq!(
        told,
        [
            row("Screening interview (Acme)", "CONFIRMED", "20260310T180000Z", "Phone call, +1 212 555 0100", 1),
            row("Interview, cancelled (Acme)", "CANCELLED", "20260312T113000Z", "1 Main St, New York", 0),
            row("Final interview (Acme)", "CONFIRMED", "20260312T113000Z", "1 Main St, New York", 1),
            row("Interview, the employer didn't turn up (Acme)", "CONFIRMED", "20260306T190000Z", "Video call", 0),
        ]
    );
    // At 06:30 nobody is woken: it rings at 21:00 the evening before, which is ten and a half hours ahead.
    assert!(text.contains("TRIGGER;RELATED=START:-PT37800S"), "{text}");
    assert!(text.contains("TRIGGER;RELATED=START:-PT3600S"), "{text}");
}

#[test]
fn alarms_ring_in_the_candidates_daytime() {
    // 10:00 in Tokyo is 02:00 in London, and 01:00 in winter.
    for (interview, check_in) in [("2026-05-12", "20260519T060000Z"), ("2026-11-10", "20261117T070000Z")] {
        let text = written(&format!("{interview}T20:00:00+09:00"), "2026-05-12T12:00:00Z", |facts| {
            facts["application"]["time_zone"] = json!("Asia/Tokyo");
            facts["application"]["holiday_calendar"] = json!("JP");
            facts["candidate"] = json!({ "time_zone": "Europe/London" });
            facts["interviews"][0]["starts_at"] = json!(format!("{interview}T14:00:00+09:00"));
            facts["interviews"][0]["ends_at"] = json!(format!("{interview}T15:00:00+09:00"));
        });
        assert_eq!(events(&text)[1].property_value("DTSTART"), Some(check_in), "07:00 in London");
    }
}

/// The earliest alarm of an event.
fn first_alarm(event: &Event) -> Option<DateTime<Utc>> {
    let start = event.property_value("DTSTART")?;
    let start = chrono::NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%M%SZ").unwrap().and_utc();
    (!event.components().is_empty()).then_some(start)
}

#[test]
fn open_steps_have_alarms_in_the_candidates_day_and_not_in_the_past() {
    let zones = ["America/New_York", "Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"];
    let mut rung = 0;
    // Clocks change on 8 March in New York, on 29 March in London.
    for hours in (0..24 * 40).step_by(7) {
        let as_of: DateTime<Utc> = "2026-03-05T00:10:00Z".parse().unwrap();
        let as_of = as_of + TimeDelta::hours(hours);
        for zone in zones {
            let text = written(&as_of.to_rfc3339(), &as_of.to_rfc3339(), |facts| {
                facts["candidate"] = json!({ "time_zone": zone });
                facts["application"]["outcome"] = json!({ "kind": "offered", "at": "2026-03-30T11:00:00-04:00" });
            });
            for event in events(&text) {
                let Some(at) = first_alarm(&event) else { continue };
                let local = to_local(zone.parse().unwrap(), at);
                assert!((7..22).contains(&chrono::Timelike::hour(&local)), "{zone}, {as_of}: {local}");
                assert!(at >= as_of, "{zone}, {as_of}: {at}");
                rung += 1;
            }
        }
    }
    assert!(rung > 1_000, "{rung}");
}

#[test]
fn an_offer_is_answered_before_its_deadline() {
    with_view(
        "2026-03-18T12:00:00-04:00",
        |_| {},
        |view| {
            let mut plan = view.plan.clone();
            let step = plan.steps.last_mut().unwrap();
            step.kind = StepKind::OfferResponse;
            step.status = Status::Due;
            for (time, at) in [
                (&mut step.opens_at, "2026-03-18T11:00:00-04:00"),
                (&mut step.ideal_at, "2026-03-19T10:00:00-04:00"),
                (&mut step.closes_at, "2026-03-20T17:00:00-04:00"),
            ] {
                *time = at.parse().unwrap();
            }
            let made_at = view.plan.as_of.to_utc();
            let revision = Revision { application_id: Uuid::from_u128(7), changed_at: made_at, made_at };
            let text = calendar(&View { plan: &plan, ..*view }, &revision);
            let events = events(&text);
            let offer = events.last().unwrap();
            assert_eq!(offer.get_summary(), Some("Accept or decline the offer by Fri 20 Mar (Acme)"));
            assert_eq!(offer.property_value("DTSTART"), Some("20260319T140000Z"));
            assert_eq!(offer.components().len(), 2, "one at the best moment, one two hours before the deadline");
            assert!(text.contains("TRIGGER;RELATED=START:PT104400S"), "29 hours later: {text}");
            assert!(offer.get_description().unwrap().contains("give them your answer in time"));
        },
    );
}

#[test]
fn lines_are_folded_between_characters_wherever_they_are_cut() {
    for length in 0..75 {
        let name = "x".repeat(length) + "株式会社メルカリ・グローバル 👩🏽\u{200d}💻 a\\b; c, d";
        let text = written(AS_OF, "2026-03-11T00:00:00Z", |facts| {
            facts["application"]["company"]["name"] = json!(name);
        });
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(events(&text)[0].get_summary(), Some(&*format!("Thank Ada Okafor ({name})")));
    }
}

#[test]
fn no_event_has_a_category_twice() {
    let revision = Revision {
        application_id: Uuid::from_u128(7),
        changed_at: "2026-03-10T19:30:00Z".parse().unwrap(),
        made_at: "2026-03-11T00:00:30Z".parse().unwrap(),
    };
    // The Spanish word for a check-in is that for all steps.
    let spanish = wording::language_of(planning::Locale::nearest("es").unwrap());
    let text = with_view(AS_OF, |_| {}, |view| calendar(&View { language: spanish, ..*view }, &revision));
    let categories: Vec<Vec<String>> = all_events(&text).iter().filter_map(Event::get_categories).collect();
    assert!(categories.iter().any(|all| *all == ["Seguimiento"]), "{categories:?}");
    assert!(categories.iter().all(|all| all.len() == 1 || all[0] != all[1]), "{categories:?}");
}
