//! Moments and days, none of which can lead a calculation out of the calendar.

use std::{fmt, ops::Deref, str::FromStr};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use super::{InvalidValue, from_string, invalid};
use crate::rfc3339;

/// The years in which instants and dates may lie, so that no calculation can leave the calendar.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

fn checked_year(year: i32) -> Result<(), InvalidValue> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    invalid(format!("must lie in the years {} to {}", YEARS.start(), YEARS.end()))
}

/// A moment in time, to the microsecond (which is what Postgres keeps), in the years 1970 to 2199.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Instant(#[serde(serialize_with = "rfc3339::utc")] DateTime<Utc>);

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = InvalidValue;

    fn try_from(time: DateTime<Utc>) -> Result<Self, InvalidValue> {
        checked_year(time.year())?;
        // A leap second becomes the first of the next minute here.
        DateTime::from_timestamp_micros(time.timestamp_micros())
            .map(Self)
            .ok_or_else(|| InvalidValue("is out of range".to_owned()))
    }
}

impl FromStr for Instant {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match DateTime::parse_from_rfc3339(text) {
            Ok(time) => time.to_utc().try_into(),
            Err(_) => invalid("is not an RFC 3339 time with an offset, such as 2026-03-10T15:00:00-04:00"),
        }
    }
}

impl Deref for Instant {
    type Target = DateTime<Utc>;

    fn deref(&self) -> &DateTime<Utc> {
        &self.0
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(deserializer)
    }
}

string_schema!(Instant as "Timestamp", |schema| schema
    .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
    .examples(["2026-03-10T15:00:00-04:00"])
    .description(Some("An RFC 3339 time with its offset, in the years 1970 to 2199")));

/// A day of the calendar (ISO 8601), in the years 1970 to 2199.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Date(#[serde(serialize_with = "rfc3339::date")] NaiveDate);

impl TryFrom<NaiveDate> for Date {
    type Error = InvalidValue;

    fn try_from(date: NaiveDate) -> Result<Self, InvalidValue> {
        checked_year(date.year()).map(|()| Self(date))
    }
}

impl FromStr for Date {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text.parse::<NaiveDate>() {
            // chrono also takes "2026-3-1" and "+2026-03-01"; RFC 3339 dates have ten characters.
            Ok(date) if text.len() == 10 => date.try_into(),
            _ => invalid("is not a date such as 2026-03-20"),
        }
    }
}

impl Deref for Date {
    type Target = NaiveDate;

    fn deref(&self) -> &NaiveDate {
        &self.0
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(deserializer)
    }
}

string_schema!(Date, |schema| schema
    .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
    .examples(["2026-03-20"])
    .description(Some("A day, in the years 1970 to 2199")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stay_within_the_calendar() {
        assert!("+262142-12-31T00:00:00Z".parse::<Instant>().is_err());
        assert!("2026-02-30".parse::<Date>().is_err());
        assert!("2026-3-1".parse::<Date>().is_err());
        let leap: Instant = "2016-12-31T23:59:60Z".parse().unwrap();
        assert_eq!(leap, "2017-01-01T00:00:00Z".parse().unwrap());
        let nanos: Instant = "2026-03-10T15:00:00.123456789Z".parse().unwrap();
        assert_eq!(nanos.timestamp_subsec_nanos(), 123_456_000);
    }
}
