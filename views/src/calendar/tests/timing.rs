//! Alarms of events, and cancelled events.

use super::*;

#[test]
fn a_question_that_is_best_asked_at_once_rings_at_once() {
    let no_show = |facts: &mut Value| facts["interviews"][0]["status"] = json!("employer_no_show");
    let rings = |as_of: &str| {
        let text = written(as_of, "2026-03-10T18:20:00Z", no_show);
        first_alarm(&events(&text)[0]).unwrap().to_rfc3339()
    };
    // The interview was to begin at 14:00, and nobody had come by 14:15.
    assert_eq!(rings("2026-03-10T14:20:00-04:00"), "2026-03-10T18:30:00+00:00");
    assert_eq!(rings("2026-03-10T14:50:00-04:00"), "2026-03-10T19:00:00+00:00");
    assert_eq!(rings("2026-03-10T15:10:00-04:00"), "2026-03-11T13:00:00+00:00");
}

#[test]
fn an_interview_ahead_goes_when_the_application_has_ended() {
    let as_of = "2026-03-09T12:00:00-04:00";
    let of = |end: Value| {
        let text = written(as_of, "2026-03-09T16:00:00Z", |facts| {
            for (field, value) in end.as_object().unwrap() {
                facts["application"][field] = value.clone();
            }
        });
        let interview = interviews(&text).remove(0);
        (interview.property_value("STATUS").unwrap().to_owned(), interview.components().len())
    };
    let at = "2026-03-09T11:00:00-04:00";
    for end in [
        json!({ "accepted_elsewhere_at": at }),
        json!({ "outcome": { "kind": "rejected", "at": at } }),
        json!({ "outcome": { "kind": "withdrawn", "at": at } }),
        json!({ "outcome": { "kind": "accepted", "at": at } }),
    ] {
        assert_eq!(of(end), ("CANCELLED".to_owned(), 0));
    }
    for end in [
        json!({}),
        json!({ "outcome": { "kind": "offered", "at": at } }),
        json!({ "accepted_elsewhere_at": "2026-03-09T13:00:00-04:00" }),
    ] {
        assert_eq!(of(end), ("CONFIRMED".to_owned(), 1));
    }
}

#[test]
fn no_event_is_shown_after_its_deadline_as_if_in_time() {
    let text = written("2026-05-12T22:00:00+09:00", "2026-05-12T13:00:00Z", |facts| {
        facts["candidate"] = json!({ "time_zone": "Asia/Tokyo" });
        facts["interviews"][0]["starts_at"] = json!("2026-05-11T14:00:00-04:00");
        facts["interviews"][0]["ends_at"] = json!("2026-05-11T15:00:00-04:00");
        facts["interviews"][0]["respond_by"] = json!("2026-05-12T13:00:00-04:00");
    });
    let events = events(&text);
    let respond = events.iter().find(|event| event.get_summary().unwrap().starts_with("Get back")).unwrap();
    assert_eq!(respond.property_value("DTSTART"), Some("20260512T131000Z"), "at 22:10 in Tokyo, before 02:00");
    assert_eq!(respond.components().len(), 0, "nobody is woken");
}
