//! How values of the domain are stored: strings as they are, enum variants by their names in JSON, lists as JSON.
//!
//! Values were checked when they were written. Reading one fails only if the table was changed by other means, or if a
//! newer release no longer accepts the value.

use std::{fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};
use planning::{
    Date, Email, Headcount, HolidayCalendar, Instant, InvalidValue, Key, Locale, Name, Note, Phone, StepKind, TimeZone,
    Tone, Via, WebUrl,
    facts::{
        Channel, CommunicationChannel, CompetingOffer, Culture, Direction, FormOfAddress, InterviewKind,
        InterviewStatus, Medium, OutcomeKind, PreferredChannel, Purpose, Rapport, Role, Sector, Seniority,
    },
};
use sea_orm::{sea_query::Nullable, sqlx::types::Json};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, Error, Visitor, value::StrDeserializer},
};

use super::cells::{Cell, ColumnValue, FromColumn, FromJson, InvalidStoredValue};

/// Parses a stored string. Bidirectional control characters, which names could once contain, are left out.
fn parsed<T: FromStr<Err = InvalidValue>>(stored: &str) -> Result<T, InvalidStoredValue> {
    stored.parse().or_else(|error| {
        let without = stored.replace(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "");
        without.parse().map_err(|_| InvalidStoredValue::new(&stored, &error))
    })
}

/// Parses the name of an enum variant.
fn variant<T: DeserializeOwned>(stored: &str) -> Result<T, InvalidStoredValue> {
    let word = StrDeserializer::<serde::de::value::Error>::new(stored);
    T::deserialize(word).map_err(|error| InvalidStoredValue::new(&stored, &error))
}

/// A locale. Unlike other words it can be read where it isn't known, since there are more with each language: an
/// instance of the release before takes the nearest.
#[expect(clippy::unnecessary_wraps, reason = "other values can't always be read")]
fn locale(stored: &str) -> Result<Locale, InvalidStoredValue> {
    Ok(Locale::stored(stored))
}

/// Reads a JSON string without a copy of it.
fn from_string<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    read: fn(&str) -> Result<T, InvalidStoredValue>,
) -> Result<T, D::Error> {
    struct Reads<T>(fn(&str) -> Result<T, InvalidStoredValue>);

    impl<T> Visitor<'_> for Reads<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Reads(read))
}

macro_rules! stored_as_text {
    ($read:ident, $write:expr; $($type:ty)*) => {$(
        impl FromColumn for $type {
            type Stored<'r> = &'r str;

            fn decode(stored: &str) -> Result<Self, InvalidStoredValue> {
                $read(stored)
            }
        }

        impl ColumnValue for $type {
            type Raw = String;

            fn into_raw(self) -> String {
                $write(self)
            }

            fn from_raw(raw: String) -> Result<Self, InvalidStoredValue> {
                $read(&raw)
            }
        }

        impl FromJson for $type {
            fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                from_string(deserializer, $read)
            }
        }
    )*};
}

/// The name of an enum variant, as in JSON.
fn word(variant: impl Serialize) -> String {
    serde_plain::to_string(&variant).expect("an enum without data is a word")
}

stored_as_text! { parsed, String::from; Email Key Name Note Phone WebUrl }
stored_as_text! { parsed, |calendar: HolidayCalendar| calendar.code().to_owned(); HolidayCalendar }
stored_as_text! { parsed, |zone: TimeZone| zone.name().to_owned(); TimeZone }
stored_as_text! { locale, word; Locale }
stored_as_text! { variant, word; Channel CommunicationChannel Culture Direction FormOfAddress InterviewKind InterviewStatus Medium OutcomeKind PreferredChannel Purpose Rapport Role Sector Seniority StepKind Tone Via }

macro_rules! stored_as {
    ($($type:ty: $raw:ty, $read:expr, $write:expr;)*) => {$(
        impl FromColumn for $type {
            type Stored<'r> = $raw;

            fn decode(stored: $raw) -> Result<Self, InvalidStoredValue> {
                $read(stored)
            }
        }

        impl ColumnValue for $type {
            type Raw = $raw;

            fn into_raw(self) -> $raw {
                $write(self)
            }

            fn from_raw(raw: $raw) -> Result<Self, InvalidStoredValue> {
                $read(raw)
            }
        }

        impl FromJson for $type {
            fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

fn checked<T: TryFrom<R, Error = InvalidValue>, R: Copy + fmt::Display>(raw: R) -> Result<T, InvalidStoredValue> {
    raw.try_into().map_err(|error| InvalidStoredValue::new(&raw, &error))
}

stored_as! {
    bool: bool, Ok, std::convert::identity;
    Date: NaiveDate, checked, NaiveDate::from;
    Headcount: i32, checked, i32::from;
    Instant: DateTime<Utc>, checked, DateTime::from;
}

macro_rules! stored_as_itself {
    ($($type:ty)*) => {$(
        impl ColumnValue for $type {
            type Raw = Self;

            fn into_raw(self) -> Self {
                self
            }

            fn from_raw(raw: Self) -> Result<Self, InvalidStoredValue> {
                Ok(raw)
            }
        }

        impl FromJson for $type {
            fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

stored_as_itself! { String serde_json::Value DateTime<Utc> i16 }

impl<T: ColumnValue<Raw: Nullable>> ColumnValue for Option<T> {
    type Raw = Option<T::Raw>;

    fn into_raw(self) -> Option<T::Raw> {
        self.map(T::into_raw)
    }

    fn from_raw(raw: Option<T::Raw>) -> Result<Self, InvalidStoredValue> {
        raw.map(T::from_raw).transpose()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Cell<T>>::deserialize(deserializer)?.map(|Cell(value)| value))
    }
}

/// A list is stored in one JSON column.
impl<T: FromJson + 'static> FromColumn for Vec<T> {
    const IS_LIST: bool = true;

    type Stored<'r> = Option<Json<Vec<Cell<T>>>>;

    fn decode(stored: Self::Stored<'_>) -> Result<Self, InvalidStoredValue> {
        Ok(stored.map(|Json(cells)| values(cells)).unwrap_or_default())
    }
}

impl<T: FromJson + Serialize + Clone + 'static> ColumnValue for Vec<T> {
    type Raw = serde_json::Value;

    fn into_raw(self) -> serde_json::Value {
        serde_json::to_value(self).expect("the values of the domain are JSON")
    }

    fn from_raw(raw: serde_json::Value) -> Result<Self, InvalidStoredValue> {
        Vec::deserialize(&raw).map(values).map_err(|error| InvalidStoredValue::new(&raw, &error))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(values).unwrap_or_default())
    }
}

/// An offer's id may contain characters that are no longer accepted, like other strings.
impl FromJson for CompetingOffer {
    fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            id: Cell<Key>,
            at: Cell<Instant>,
            respond_by: Option<Cell<Instant>>,
        }

        let Stored { id, at, respond_by } = Stored::deserialize(deserializer)?;
        Ok(Self { id: id.0, at: at.0, respond_by: respond_by.map(|Cell(instant)| instant) })
    }
}

fn values<T>(cells: Vec<Cell<T>>) -> Vec<T> {
    cells.into_iter().map(|Cell(value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_values_that_are_no_longer_accepted_are_still_read() {
        assert_eq!(&*Name::decode("Kim\u{202e} Lee").unwrap(), "Kim Lee");
        assert_eq!(&*serde_json::from_str::<Cell<Name>>("\"Kim\u{202e} Lee\"").unwrap().0, "Kim Lee");
        assert!(Name::decode("").is_err());
    }

    #[test]
    fn a_locale_of_a_newer_release_is_read_as_the_nearest() {
        assert_eq!(Locale::decode("fr-HT").unwrap(), Locale::Fr);
        assert_eq!(serde_json::from_str::<Cell<Locale>>("\"tlh\"").unwrap().0, Locale::En);
    }

    #[test]
    fn unreadable_values_are_errors() {
        let letter = Medium::decode("letter").unwrap_err().to_string();
        assert!(letter.starts_with("a row holds \"letter\", which ") && letter.contains("in_person"), "{letter}");
        let number = Vec::<Note>::from_raw(serde_json::json!([1])).unwrap_err().to_string();
        assert!(number.starts_with("a row holds \"[1]\", which ") && number.contains("string"), "{number}");
    }
}
