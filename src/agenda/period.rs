//! The start or end of a period: an instant, or a day in the candidate's or employer's time zone.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use planning::{Date, Instant, InvalidValue, TimeZone};
use serde::{Deserialize, Deserializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

/// The word for the current day.
const TODAY: &str = "today";

/// The start or the end of a period.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PeriodEnd {
    /// An instant.
    Instant(Instant),
    /// A day.
    Day(Date),
    /// The current day.
    Today,
}

impl PeriodEnd {
    /// Whether a period that starts here has started at an instant, in a time zone.
    pub(super) fn has_begun(self, at: DateTime<Utc>, zone: TimeZone, now: Instant) -> bool {
        match self {
            Self::Instant(instant) => *instant <= at,
            Self::Day(day) => *day <= day_of(at, zone),
            Self::Today => day_of(*now, zone) <= day_of(at, zone),
        }
    }

    /// Whether a period that ends here has not ended at an instant, in a time zone.
    pub(super) fn still_lasts(self, at: DateTime<Utc>, zone: TimeZone, now: Instant) -> bool {
        match self {
            Self::Instant(instant) => at <= *instant,
            Self::Day(day) => day_of(at, zone) <= *day,
            Self::Today => day_of(at, zone) <= day_of(*now, zone),
        }
    }

    /// An instant before which it has begun in no time zone.
    pub(super) fn earliest(self, now: Instant) -> DateTime<Utc> {
        match self {
            Self::Instant(instant) => *instant,
            Self::Day(day) => midnight(*day - DAY),
            Self::Today => *now - DAY - DAY,
        }
    }

    /// An instant after which it has ended in every time zone.
    pub(super) fn latest(self, now: Instant) -> DateTime<Utc> {
        match self {
            Self::Instant(instant) => *instant,
            Self::Day(day) => midnight(*day + DAY + DAY),
            Self::Today => *now + DAY + DAY,
        }
    }
}

/// More than the offset of any time zone.
const DAY: Days = Days::new(1);

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn day_of(at: DateTime<Utc>, zone: TimeZone) -> NaiveDate {
    zone.to_local(at).date_naive()
}

impl<'de> Deserialize<'de> for PeriodEnd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let day = || text.parse().map(Self::Day);
        let instant = || text.parse().map(Self::Instant);
        match &*text {
            TODAY => Ok(Self::Today),
            _ => day().or_else(|_: InvalidValue| instant()).map_err(|_: InvalidValue| {
                D::Error::custom(
                    "must be a time with its offset, such as 2026-03-10T15:00:00-04:00, a date, such as 2026-03-10, or \
                     today, in the years 1970 to 2199",
                )
            }),
        }
    }
}

impl PartialSchema for PeriodEnd {
    fn schema() -> RefOr<Schema> {
        // One string schema: client generators turn several forms into a type that cannot be a query parameter.
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("time-or-day".to_owned())))
            .examples(["2026-03-01T00:00:00-05:00", "2026-03-01", TODAY])
            .into()
    }
}

impl ToSchema for PeriodEnd {}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> PeriodEnd {
        serde_json::from_value(text.into()).unwrap()
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_and_ends_with_the_clocks_of_the_zone() {
        let now = at("2026-03-10T23:30:00Z");
        for (zone, today) in
            [("UTC", "2026-03-10"), ("Pacific/Kiritimati", "2026-03-11"), ("America/Los_Angeles", "2026-03-10")]
        {
            let zone: TimeZone = zone.parse().unwrap();
            for day in [end("today"), end(today)] {
                assert!(day.has_begun(*now, zone, now) && day.still_lasts(*now, zone, now));
                let (yesterday, tomorrow) = (*now - DAY, *now + DAY);
                assert!(!day.has_begun(yesterday, zone, now) && day.still_lasts(yesterday, zone, now));
                assert!(day.has_begun(tomorrow, zone, now) && !day.still_lasts(tomorrow, zone, now));
            }
        }
        let instant = end("2026-03-10T19:30:00-04:00");
        assert_eq!(instant, PeriodEnd::Instant(now));
        assert!(instant.has_begun(*now, "UTC".parse().unwrap(), now));
        assert!(instant.still_lasts(*now, "UTC".parse().unwrap(), now));
    }

    #[test]
    fn no_clock_has_a_day_outside_its_bounds() {
        let now = at("2026-03-10T23:30:00Z");
        for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "America/Havana", "UTC"] {
            let zone: TimeZone = zone.parse().unwrap();
            for day in [end("today"), end("2026-03-08"), end("2026-11-01"), end("1970-01-01"), end("2199-12-31")] {
                assert!(!day.has_begun(day.earliest(now), zone, now));
                assert!(!day.still_lasts(day.latest(now), zone, now));
            }
        }
    }

    #[test]
    fn a_value_that_is_no_instant_and_no_day_is_refused() {
        for wrong in ["", "Today", "tomorrow", "2026-3-1", "2026-03-10T15:00:00", "1969-12-31", "2200-01-01"] {
            assert!(serde_json::from_value::<PeriodEnd>(wrong.into()).is_err(), "{wrong}");
        }
    }
}
