//! Why a file or an event can't be used.

use serde::Serialize;
use thiserror::Error;

use super::{MAX_BYTES, MAX_EVENTS, MAX_LINES};

/// Why a calendar file, or an event in it, can't be used. As JSON, `reason` says which and the rest are its values.
#[derive(Clone, Debug, Eq, Error, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Refusal {
    /// The file is too large.
    #[error("the calendar has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The file has too many lines.
    #[error("the calendar has more than {MAX_LINES} lines")]
    TooManyLines,
    /// The file has too many events.
    #[error("the calendar has more than {MAX_EVENTS} events")]
    TooManyEvents,
    /// There is no VCALENDAR and no VEVENT in it.
    #[error("this is no iCalendar file: no line of it says BEGIN:VCALENDAR or BEGIN:VEVENT")]
    NoCalendar,
    /// There is a VCALENDAR, but no VEVENT in it.
    #[error("the calendar has no event")]
    NoEvent,
    /// The event has no DTSTART.
    #[error("the event has no start")]
    NoStart,
    /// The event lasts whole days: a time is to be asked for, not guessed.
    #[error("the event lasts all day from {date}, so that its time isn't known")]
    AllDay {
        /// The first day, such as `2026-03-10`.
        date: String,
    },
    /// A start or end that is no date or time of RFC 5545.
    #[error("{property} is no time: {value}")]
    InvalidTime {
        /// Such as `DTSTART`.
        property: &'static str,
        /// What it says, cut after 100 characters.
        value: String,
    },
    /// The start names no zone that is known, and there is no other.
    #[error("the time zone of the start isn't known: {}", zone.as_deref().unwrap_or("none is named"))]
    UnknownZone {
        /// What the event names, if it names one.
        zone: Option<String>,
    },
    /// The end lies before the start.
    #[error("the event ends {ends_at}, before it starts {starts_at}")]
    EndBeforeStart {
        /// As an RFC 3339 time.
        starts_at: String,
        /// As an RFC 3339 time.
        ends_at: String,
    },
    /// A time is outside the years 1970 to 2199.
    #[error("the event lies outside the years 1970 to 2199")]
    OutOfRange,
    /// The recurrence rule breaks RFC 5545, section 3.3.10.
    #[error("the recurrence rule is invalid: {rule}")]
    InvalidRecurrence {
        /// The rule, cut after 100 characters.
        rule: String,
    },
    /// The recurrence rule is valid, but this part of it isn't followed.
    #[error("the recurrence rule has a part that isn't followed: {part}")]
    RecurrenceNotSupported {
        /// Such as `BYWEEKNO`.
        part: String,
    },
    /// No occurrence is left.
    #[error("the series has no occurrence")]
    NoOccurrence,
    /// Two events of the file have the same UID and are equally new, but differ.
    #[error("the calendar has two different events with the UID {uid}")]
    SameUidTwice {
        /// The UID of both.
        uid: String,
    },
}
