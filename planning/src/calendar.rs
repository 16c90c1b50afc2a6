//! Public holidays and weekends, by ISO 3166 code.

mod parse;
mod table;

use std::{fmt, ops::RangeInclusive};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::values::from_string;

/// The public holidays and the weekend of a country or one of its parts.
///
/// A handle on a table that is part of the program: copied freely, asked without allocating or searching.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct HolidayCalendar(usize);

impl HolidayCalendar {
    /// All calendars, sorted by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..table::records().len()).map(Self)
    }

    /// The years of which at least some calendar knows the holidays.
    #[must_use]
    pub fn years() -> RangeInclusive<i32> {
        table::years()
    }

    /// The version of the Python package `holidays` that the holidays are from, such as `0.109`.
    #[must_use]
    pub fn data_version() -> &'static str {
        table::data_version()
    }

    /// Its ISO 3166 code, such as `US-NY`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.record().code
    }

    /// Whether `date` is a public holiday, or the day on which one is observed; no, where the year isn't covered.
    #[must_use]
    pub fn is_holiday(self, date: NaiveDate) -> bool {
        self.record().is_holiday(date)
    }

    /// Whether `date` is on the weekend, which is that of the years covered: for other years it may have been another one.
    #[must_use]
    pub fn is_weekend(self, date: NaiveDate) -> bool {
        self.record().is_weekend(date.weekday())
    }

    /// Whether the holidays in the year of `date` are known.
    #[must_use]
    pub fn covers(self, date: NaiveDate) -> bool {
        self.record().covers(date)
    }

    fn record(self) -> &'static table::Record {
        &table::records()[self.0]
    }
}

impl fmt::Debug for HolidayCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HolidayCalendar").field(&self.code()).finish()
    }
}

impl fmt::Display for HolidayCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for HolidayCalendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for HolidayCalendar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_string(deserializer)
    }
}

impl PartialSchema for HolidayCalendar {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::Custom("holiday-calendar".to_owned())))
            .examples(["US-NY"])
            .description(Some(
                "Public holidays by ISO 3166-1 code, or ISO 3166-2 where a part of the country has its own",
            ))
            .into()
    }
}

impl ToSchema for HolidayCalendar {}

#[cfg(test)]
mod tests;
