//! Warnings about assumptions and omissions.

use planning::TimeZone;
use serde::Serialize;

/// An assumption or omission while reading an event. In JSON, `code` is the variant, and the other members are its
/// values.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Warning {
    /// There is no METHOD, as in exported files. PUBLISH is assumed.
    MethodMissing,
    /// METHOD is not in RFC 5546. PUBLISH is assumed.
    MethodUnknown {
        /// Its value.
        method: String,
    },
    /// There is no UID. A later version of the event won't be recognised.
    UidMissing,
    /// There is no DTSTAMP. Versions with the same SEQUENCE can't be distinguished.
    StampMissing,
    /// There is no usable end. A duration was assumed.
    EndAssumed {
        /// The assumed duration, in minutes.
        minutes: i64,
    },
    /// The times name no known zone. A zone was assumed.
    ZoneAssumed {
        /// The zone that was used.
        zone: TimeZone,
        /// The name in the file, if it has one.
        given: Option<String>,
        /// The source of the assumed zone.
        from: AssumedFrom,
    },
    /// The zone was guessed: from a place in Microsoft's display name, or from an ambiguous abbreviation.
    ZoneGuessed {
        /// The zone that was used.
        zone: TimeZone,
        /// The name in the file.
        given: String,
    },
    /// The times follow from the file's own definition of a zone, which has no IANA name.
    ZoneUnnamed {
        /// The name in the file.
        given: String,
    },
    /// The file's definition of a zone differs from the database. An IANA name with a region, such as `Europe/Berlin`,
    /// takes precedence over the definition. The definition takes precedence over any other name.
    ZoneRulesDiffer {
        /// The name in the file.
        given: String,
        /// The zone of the database.
        zone: TimeZone,
        /// How much later the start is by the file's definition.
        minutes: i64,
    },
    /// The start is a time that clocks skip. It was read with the offset before the change (RFC 5545, section 3.3.5).
    TimeSkipped {
        /// The time as it is written, such as `2026-03-29T02:30:00`.
        local: String,
    },
    /// The start is a time that clocks show twice. The first instant was used (RFC 5545, section 3.3.5).
    TimeRepeated {
        /// The time as it is written.
        local: String,
    },
    /// The series has more occurrences than are returned.
    OccurrencesCut {
        /// The number that is returned.
        kept: usize,
    },
    /// RECURRENCE-ID is about all later occurrences, too. Only the first of them was read.
    LaterOccurrencesIgnored,
    /// The file has an older version of the same event.
    OlderVersionIgnored {
        /// The SEQUENCE of that version.
        sequence: i64,
    },
    /// A property occurs several times. The first one counts.
    PropertyRepeated {
        /// Its name.
        property: &'static str,
    },
    /// The text isn't UTF-8, and was read as ISO 8859-1.
    NotUtf8,
    /// The file ends within the event.
    Incomplete,
    /// There are more attendees than are returned.
    AttendeesCut {
        /// The number that is returned.
        kept: usize,
    },
    /// A meeting link that is longer than can be kept was left out.
    LinkTooLong {
        /// Its length in characters.
        length: usize,
    },
}

/// The source of an assumed zone.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssumedFrom {
    /// The file's X-WR-TIMEZONE.
    Calendar,
    /// [`Settings::default_zone`](super::Settings::default_zone).
    Settings,
}
