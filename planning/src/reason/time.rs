//! Days and times of reasons.

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike as _};

/// A time of the employer's clocks, to the minute.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LocalTime {
    /// The date.
    pub date: NaiveDate,
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
}

impl From<DateTime<FixedOffset>> for LocalTime {
    fn from(time: DateTime<FixedOffset>) -> Self {
        let local = time.naive_local();
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        Self { date: local.date(), hour: small(local.hour()), minute: small(local.minute()) }
    }
}

/// The days from one to another, both included.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DayRange {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}
