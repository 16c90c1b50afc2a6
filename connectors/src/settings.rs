//! The settings of a connection.

use std::{fmt, str::FromStr};

use planning::{
    HolidayCalendar, Key, Name, TimeZone,
    facts::{Culture, Sector},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::refusal::ReadError;

/// The settings of a connection.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The prefix of remote ids, before the vendor's ids.
    pub prefix: Prefix,
    /// The signature scheme. `None` is the first of [`Kind::schemes`](crate::Kind::schemes).
    #[serde(default)]
    pub scheme: Option<String>,
    /// Facts for all deliveries of the connection that don't state them.
    #[serde(default)]
    pub defaults: Defaults,
}

impl Settings {
    /// Settings with only a prefix.
    #[must_use]
    pub fn new(prefix: Prefix) -> Self {
        Self { prefix, scheme: None, defaults: Defaults::default() }
    }
}

/// Facts for all deliveries of a connection that don't state them. Almost no payload names the employer or a time zone.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ConnectionDefaults)]
pub struct Defaults {
    /// The employer's name.
    #[serde(default)]
    pub company: Option<Name>,
    /// The employer's sector.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// How formal the employer is.
    #[serde(default)]
    pub culture: Option<Culture>,
    /// The employer's time zone.
    #[serde(default)]
    pub time_zone: Option<TimeZone>,
    /// The employer's public holidays.
    #[serde(default)]
    pub holiday_calendar: Option<HolidayCalendar>,
    /// The id of the candidate for applications whose payload names none.
    #[serde(default)]
    pub candidate_id: Option<Uuid>,
}

/// The prefix of remote ids, before the vendor's ids: with the prefix `greenhouse`, the id 71 becomes `greenhouse:71`.
/// An empty prefix changes nothing.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Prefix(String);

impl Prefix {
    /// The maximum length. A remote id has 100 characters, most of them for the vendor's id.
    const MAX_LENGTH: usize = 24;

    /// The remote id for the vendor's `id`.
    ///
    /// # Errors
    ///
    /// [`ReadError`] at `pointer` if the result is not a valid remote id.
    pub(crate) fn remote_id(&self, id: &str, pointer: &str) -> Result<Key, ReadError> {
        let whole = if self.0.is_empty() { id.to_owned() } else { format!("{}:{id}", self.0) };
        match whole.parse::<Key>() {
            // A key is trimmed: an id with white space around it would not be found again.
            Ok(key) if *key == *whole => Ok(key),
            Ok(_) => Err(ReadError::new(pointer, "has white space around it")),
            Err(error) => Err(ReadError::new(pointer, format!("can't be an id: it {error}"))),
        }
    }
}

impl FromStr for Prefix {
    type Err = InvalidPrefix;

    fn from_str(text: &str) -> Result<Self, InvalidPrefix> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if text.len() > Self::MAX_LENGTH || !text.chars().all(fits) {
            return Err(InvalidPrefix);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Prefix {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Why a prefix is invalid.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("must have at most 24 characters: letters, digits, and . _ -")]
pub struct InvalidPrefix;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_id_begins_with_the_connection() {
        let prefix: Prefix = "greenhouse".parse().unwrap();
        assert_eq!(&*prefix.remote_id("71", "").unwrap(), "greenhouse:71");
        assert_eq!(&*"".parse::<Prefix>().unwrap().remote_id("71", "").unwrap(), "71");
        assert!(prefix.remote_id("71 ", "/id").is_err());
        assert!(prefix.remote_id(&"x".repeat(90), "/id").is_err());
        assert!("a:b".parse::<Prefix>().is_err());
        assert!("x".repeat(25).parse::<Prefix>().is_err());
    }
}
