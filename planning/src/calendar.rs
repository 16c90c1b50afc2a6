//! Public holidays and weekends, by ISO 3166 code.

mod parse;
mod places;
mod table;

use std::{fmt, iter::successors, ops::RangeInclusive};

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::values::from_string;

/// The public holidays and the weekend of a country or one of its parts.
///
/// A reference to a table in the program. Copies and queries are cheap.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct HolidayCalendar(usize);

impl HolidayCalendar {
    /// All calendars, sorted by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..table::records().len()).map(Self)
    }

    /// The years for which at least one calendar has holidays.
    #[must_use]
    pub fn years() -> RangeInclusive<i32> {
        table::years()
    }

    /// The version of the data: that of the Python package `holidays`.
    #[must_use]
    pub fn data_version() -> &'static str {
        table::VERSION
    }

    /// The version of the names: that of Unicode's CLDR.
    #[must_use]
    pub fn names_version() -> &'static str {
        places::VERSION
    }

    /// The ISO 3166 code, such as `US-NY`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.record().code
    }

    /// The English name of the country or the part, such as `New York`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.record().name
    }

    /// The country of which this is a part. `None` for a country.
    #[must_use]
    pub fn country(self) -> Option<Self> {
        let (country, _) = self.code().split_once('-')?;
        country.parse().ok()
    }

    /// The parts of this country that have calendars, sorted by code.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        let is_part = move |part: &Self| part.code().split_once('-').is_some_and(|(country, _)| country == self.code());
        // The parts follow their country.
        Self::all().skip(self.0 + 1).take_while(is_part)
    }

    /// The codes of those parts of this country whose days off differ from its own calendar, sorted.
    #[must_use]
    pub fn differing_parts(self) -> &'static [&'static str] {
        self.record().differing
    }

    /// Whether `date` is a public holiday, or the day on which one is observed. False for unknown years.
    #[must_use]
    pub fn is_holiday(self, date: NaiveDate) -> bool {
        self.record().is_holiday(date)
    }

    /// Whether `date` is on the weekend. In years without data the weekend may have been on other days.
    #[must_use]
    pub fn is_weekend(self, date: NaiveDate) -> bool {
        self.record().is_weekend(date.weekday())
    }

    /// Whether `date` is on a weekend, but is a working day by decision of the country.
    #[must_use]
    pub fn is_working_weekend_day(self, date: NaiveDate) -> bool {
        self.is_weekend(date) && !self.is_day_off(date)
    }

    /// Whether `date` is a day off: a holiday, or a weekend day that is not a working day.
    #[must_use]
    pub fn is_day_off(self, date: NaiveDate) -> bool {
        self.record().is_day_off(date)
    }

    /// The years for which this calendar has holidays.
    #[must_use]
    pub fn covered_years(self) -> RangeInclusive<i32> {
        self.record().years()
    }

    /// The days of the weekend, in order from Monday.
    pub fn weekend(self) -> impl Iterator<Item = Weekday> {
        let week = successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
        week.filter(move |day| self.record().is_weekend(*day))
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
