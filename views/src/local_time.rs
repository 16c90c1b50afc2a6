//! What clocks show. No other module of this crate looks up a time zone.

use chrono::{DateTime, NaiveDateTime, Utc};
use planning::TimeZone;

/// What the clocks of that zone show at that instant.
pub(crate) fn to_local(zone: TimeZone, at: DateTime<Utc>) -> NaiveDateTime {
    zone.to_local(at).naive_local()
}

/// When the clocks of that zone show that time: the first of two such instants; for a time that is skipped, the first
/// instant after the gap.
pub(crate) fn from_local(zone: TimeZone, at: NaiveDateTime) -> DateTime<Utc> {
    zone.from_local(at).to_utc()
}
