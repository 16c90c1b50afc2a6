//! Public holidays and weekends, by ISO 3166 code.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, SchemaFormat, Type},
};

use crate::InvalidValue;

/// The public holidays and the weekend of a country or one of its parts.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct HolidayCalendar(&'static str);

impl HolidayCalendar {
    /// Its ISO 3166 code, such as `US-NY`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Whether `date` is a public holiday, or the day on which one is observed.
    #[must_use]
    pub fn is_holiday(self, _date: NaiveDate) -> bool {
        false
    }
}

impl HolidayCalendar {
    /// Stands in until the table is here.
    #[must_use]
    pub fn is_weekend(self, date: NaiveDate) -> bool {
        use chrono::{Datelike as _, Weekday};
        matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Stands in until the table is here.
    #[must_use]
    pub fn covers(self, _date: NaiveDate) -> bool {
        true
    }
}

impl FromStr for HolidayCalendar {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        ["DE-BY", "GB-ENG", "US", "US-NY"]
            .into_iter()
            .find(|code| *code == text)
            .map(Self)
            .ok_or_else(|| InvalidValue("is no holiday calendar".to_owned()))
    }
}

impl fmt::Display for HolidayCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for HolidayCalendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for HolidayCalendar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
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
