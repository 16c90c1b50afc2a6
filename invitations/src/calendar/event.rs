//! Builds an event from its properties.

use chrono::DateTime;
use planning::Instant;

use super::{
    Event, EventStatus, Intent, Method, RefusedEvent, Settings, Warning,
    components::{CalendarObject, Component, one_line},
    kind, meeting, people,
    property::{DateOrTime, Property},
    times,
};

/// The maximum length of a title and of a UID, in characters.
const MAX_SUMMARY_LENGTH: usize = 200;
const MAX_UID_LENGTH: usize = 1_000;

pub(super) fn read(
    object: &CalendarObject<'_>,
    event: &Component<'_>,
    settings: &Settings,
) -> Result<Event, RefusedEvent> {
    let mut warnings = Vec::new();
    let method = method(object, event, &mut warnings);
    let status = status(event);
    let intent = intent(method, status);
    // Some programs write the UID into the calendar instead of the event.
    let uid = event.find("UID").or_else(|| object.properties.iter().find(|property| property.name == "UID"));
    let uid = uid.and_then(|uid| one_line(&uid.text(), MAX_UID_LENGTH));
    let summary = event.find("SUMMARY").and_then(|summary| one_line(&summary.text(), MAX_SUMMARY_LENGTH));
    let refused = |refusal| RefusedEvent { uid: uid.clone(), summary: summary.clone(), line: event.line, refusal };

    let times = match times::read(object, event, settings) {
        Ok(times) => Some(times),
        Err(refusal) if intent == Intent::Schedule => return Err(refused(refusal)),
        Err(_) => None,
    };
    let recurrence_id = match times::recurrence_id(object, event, settings) {
        Ok(id) => id,
        // Without its RECURRENCE-ID, the event would cancel the whole series.
        Err(refusal) if intent != Intent::Nothing => return Err(refused(refusal)),
        Err(_) => None,
    };
    let stamped_at = event.find("DTSTAMP").and_then(stamp);
    if uid.is_none() {
        warnings.push(Warning::UidMissing);
    }
    if stamped_at.is_none() {
        warnings.push(Warning::StampMissing);
    }
    note_defects(event, &mut warnings);
    let meeting = meeting::read(event, &mut warnings);
    let (organizer, attendees) = people::read(event, settings, &mut warnings);
    let (occurrences, time_zone, zone_source) = match times {
        Some(times) => {
            warnings.extend(times.warnings);
            (times.occurrences, times.time_zone, Some(times.zone_source))
        }
        None => (Vec::new(), None, None),
    };
    let kind = summary.as_deref().map(kind::kind_from_title).unwrap_or_default();
    Ok(Event {
        method,
        intent,
        uid,
        recurrence_id,
        sequence: event.find("SEQUENCE").and_then(|sequence| sequence.raw().parse().ok()).unwrap_or(0),
        stamped_at,
        status,
        occurrences,
        is_series: event.find("RRULE").or_else(|| event.find("RDATE")).is_some(),
        time_zone,
        zone_source,
        summary,
        kind,
        medium: meeting.medium,
        place: meeting.place,
        link: meeting.link,
        organizer,
        attendees,
        warnings,
    })
}

/// The METHOD, which belongs to the calendar. Some programs write it into the event.
fn method(object: &CalendarObject<'_>, event: &Component<'_>, warnings: &mut Vec<Warning>) -> Method {
    let of_calendar = object.properties.iter().find(|property| property.name == "METHOD");
    let Some(property) = of_calendar.or_else(|| event.find("METHOD")) else {
        warnings.push(Warning::MethodMissing);
        return Method::Publish;
    };
    match &*property.raw().to_ascii_uppercase() {
        "PUBLISH" => Method::Publish,
        "REQUEST" => Method::Request,
        "REPLY" => Method::Reply,
        "ADD" => Method::Add,
        "CANCEL" => Method::Cancel,
        "REFRESH" => Method::Refresh,
        "COUNTER" => Method::Counter,
        "DECLINECOUNTER" => Method::DeclineCounter,
        other => {
            warnings.push(Warning::MethodUnknown { method: other.chars().take(100).collect() });
            Method::Publish
        }
    }
}

fn status(event: &Component<'_>) -> Option<EventStatus> {
    match &*event.find("STATUS")?.raw().to_ascii_uppercase() {
        "TENTATIVE" => Some(EventStatus::Tentative),
        "CONFIRMED" => Some(EventStatus::Confirmed),
        // Some programs write it with one l.
        "CANCELLED" | "CANCELED" => Some(EventStatus::Cancelled),
        _ => None,
    }
}

/// What the event asks for. Some programs cancel by REQUEST and STATUS:CANCELLED.
fn intent(method: Method, status: Option<EventStatus>) -> Intent {
    match method {
        Method::Cancel => Intent::Cancel,
        Method::Publish | Method::Request if status == Some(EventStatus::Cancelled) => Intent::Cancel,
        Method::Publish | Method::Request => Intent::Schedule,
        Method::Reply | Method::Add | Method::Refresh | Method::Counter | Method::DeclineCounter => Intent::Nothing,
    }
}

/// The instant of a DTSTAMP, which is in UTC. A local time is read as UTC, since it only distinguishes versions.
fn stamp(property: &Property<'_>) -> Option<Instant> {
    let utc = match property.date_or_time()? {
        DateOrTime::Utc(utc) | DateOrTime::Local(utc) => utc.and_utc(),
        DateOrTime::Date(day) => DateTime::from_naive_utc_and_offset(day.and_time(chrono::NaiveTime::MIN), chrono::Utc),
    };
    utc.try_into().ok()
}

fn note_defects(event: &Component<'_>, warnings: &mut Vec<Warning>) {
    for property in ["DTSTART", "DTEND", "STATUS", "SUMMARY", "UID", "RRULE"] {
        if event.properties.iter().filter(|found| found.name == property).count() > 1 {
            warnings.push(Warning::PropertyRepeated { property });
        }
    }
    if event.not_utf8 {
        warnings.push(Warning::NotUtf8);
    }
    if event.incomplete {
        warnings.push(Warning::Incomplete);
    }
}
