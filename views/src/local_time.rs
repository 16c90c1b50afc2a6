//! What clocks show. No other module of this crate looks up a time zone.

use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use planning::TimeZone;

/// The longest stretch that any clock was ever put forward: Samoa left out a day.
const LONGEST_GAP: i64 = 24 * 60;

/// What the clocks of that zone show at that instant.
pub(crate) fn to_local(zone: TimeZone, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone.tz()).naive_local()
}

/// When the clocks of that zone show that time: the first of two such instants; for a time that is skipped, that of the
/// next quarter of an hour that isn't.
pub(crate) fn from_local(zone: TimeZone, at: NaiveDateTime) -> DateTime<Utc> {
    let zone = zone.tz();
    let quarters = (0..=LONGEST_GAP / 15).map(|quarter| at + TimeDelta::minutes(15 * quarter));
    let mut instants = quarters.filter_map(|time| zone.from_local_datetime(&time).earliest());
    instants.next().map_or_else(|| at.and_utc(), |instant| instant.to_utc())
}
