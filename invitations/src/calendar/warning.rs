//! Warnings about assumptions and omissions.

use planning::TimeZone;
use serde::Serialize;

/// What was assumed or left out while reading an event. As JSON, `code` says which and the rest are its values.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Warning {
    /// There is no METHOD, as in files that were exported: it counts as PUBLISH.
    MethodMissing,
    /// METHOD is not in RFC 5546: it counts as PUBLISH.
    MethodUnknown {
        /// What it says.
        method: String,
    },
    /// There is no UID: a later version of the event won't be recognised.
    UidMissing,
    /// There is no DTSTAMP: versions with the same SEQUENCE can't be distinguished.
    StampMissing,
    /// There is no end that can be used: it was set that many minutes after the start.
    EndAssumed {
        /// The assumed duration.
        minutes: i64,
    },
    /// The times name no zone that is known: this one was taken.
    ZoneAssumed {
        /// The zone that was taken.
        zone: TimeZone,
        /// What the file names, if it names one.
        given: Option<String>,
        /// Where it was taken from.
        from: AssumedFrom,
    },
    /// The zone is that of a place in Microsoft's display name, or an abbreviation that people use for other zones too.
    ZoneGuessed {
        /// The zone that was taken.
        zone: TimeZone,
        /// What the file names.
        given: String,
    },
    /// The times follow from the file's own definition of a zone, which has no IANA name.
    ZoneUnnamed {
        /// What the file names.
        given: String,
    },
    /// The file defines a zone otherwise than the database knows it. An IANA name with a region, such as
    /// `Europe/Berlin`, counts more than the definition; any other name counts less.
    ZoneRulesDiffer {
        /// What the file names.
        given: String,
        /// The zone of the database.
        zone: TimeZone,
        /// How much later the start is by the file's definition.
        minutes: i64,
    },
    /// The start is a time that clocks skip there: it was read with the offset before the change (RFC 5545, section
    /// 3.3.5).
    TimeSkipped {
        /// The time as it is written, such as `2026-03-29T02:30:00`.
        local: String,
    },
    /// The start is a time that clocks show twice there: it is the first (RFC 5545, section 3.3.5).
    TimeRepeated {
        /// The time as it is written.
        local: String,
    },
    /// The series has more occurrences than are returned.
    OccurrencesCut {
        /// How many are returned.
        kept: usize,
    },
    /// RECURRENCE-ID speaks of all later occurrences too; only that one was read.
    LaterOccurrencesIgnored,
    /// The file has an older version of the same event.
    OlderVersionIgnored {
        /// The SEQUENCE of that version.
        sequence: i64,
    },
    /// A property is there several times: the first counts.
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
        /// How many are returned.
        kept: usize,
    },
    /// A meeting link that is longer than can be kept was left out.
    LinkTooLong {
        /// Its length in characters.
        length: usize,
    },
}

/// Where an assumed zone was taken from.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssumedFrom {
    /// The file's X-WR-TIMEZONE.
    Calendar,
    /// [`Settings::default_zone`](super::Settings::default_zone).
    Settings,
}
