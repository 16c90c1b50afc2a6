//! Local times. No other module of this crate looks up a time zone.

use chrono::{DateTime, NaiveDateTime, Utc};
use planning::TimeZone;

/// The local time of an instant in a time zone.
pub(crate) fn to_local(zone: TimeZone, at: DateTime<Utc>) -> NaiveDateTime {
    zone.to_local(at).naive_local()
}

/// The instant of a local time in a time zone: the first of two such instants, or the first instant after the gap for a
/// skipped time.
pub(crate) fn from_local(zone: TimeZone, at: NaiveDateTime) -> DateTime<Utc> {
    zone.from_local(at).to_utc()
}
