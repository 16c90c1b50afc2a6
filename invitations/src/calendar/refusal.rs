//! Why a file or an event can't be used.

use serde::Serialize;
use thiserror::Error;

use super::{MAX_BYTES, MAX_EVENTS, MAX_LINES};

/// Why a calendar file, or an event in it, can't be used. In JSON, `reason` is the variant, and the other members are
/// its values.
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
    /// The event lasts whole days, so its time is unknown.
    #[error("the event lasts all day from {date}, so that its time isn't known")]
    AllDay {
        /// The first day, such as `2026-03-10`.
        date: String,
    },
    /// A start or end is not a date or time of RFC 5545.
    #[error("{property} is no time: {value}")]
    InvalidTime {
        /// The property, such as `DTSTART`.
        property: &'static str,
        /// Its value, cut after 100 characters.
        value: String,
    },
    /// The start names no known zone, and there is no default zone.
    #[error("the time zone of the start isn't known: {}", zone.as_deref().unwrap_or("none is named"))]
    UnknownZone {
        /// The name in the event, if it has one.
        zone: Option<String>,
    },
    /// The end lies before the start.
    #[error("the event ends {ends_at}, before it starts {starts_at}")]
    EndBeforeStart {
        /// The time (RFC 3339).
        starts_at: String,
        /// The time (RFC 3339).
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
    /// The recurrence rule is valid, but this part of it is not supported.
    #[error("the recurrence rule has a part that isn't followed: {part}")]
    RecurrenceNotSupported {
        /// The part, such as `BYWEEKNO`.
        part: String,
    },
    /// All occurrences are excluded.
    #[error("the series has no occurrence")]
    NoOccurrence,
    /// Two events of the file have the same UID and are equally new, but differ.
    #[error("the calendar has two different events with the UID {uid}")]
    SameUidTwice {
        /// The UID of both.
        uid: String,
    },
}
