//! From checked values to columns and back.
//!
//! What was written was checked, so that reading it back fails only if the table was changed by other means or a newer
//! release no longer takes a value; that is a defect, and answered as one.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use entity::TextList;
use planning::{Date, Instant, InvalidValue, Key};
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::Problem;

/// A stored text as the value that it was made from.
pub(crate) fn text<T: FromStr<Err = InvalidValue>>(stored: &str) -> Result<T, Problem> {
    stored.parse().or_else(|error| once_taken(stored).parse().map_err(|_| unreadable(stored, &error)))
}

/// What was taken before bidirectional controls in names were refused, as it is taken now.
fn once_taken(stored: &str) -> String {
    stored.replace(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "")
}

/// A stored text that may be missing.
pub(crate) fn optional<T: FromStr<Err = InvalidValue>>(stored: Option<&String>) -> Result<Option<T>, Problem> {
    stored.map(|stored| text(stored)).transpose()
}

/// A list of stored texts.
pub(crate) fn list<T: FromStr<Err = InvalidValue>>(stored: &TextList) -> Result<Vec<T>, Problem> {
    stored.0.iter().map(|stored| text(stored)).collect()
}

/// A stored word as the enum's variant that it names.
pub(crate) fn word<T: DeserializeOwned>(stored: &str) -> Result<T, Problem> {
    serde_plain::from_str(stored).map_err(|error| unreadable(stored, &error))
}

/// A stored word that may be missing.
pub(crate) fn optional_word<T: DeserializeOwned>(stored: Option<&String>) -> Result<Option<T>, Problem> {
    stored.map(|stored| word(stored)).transpose()
}

/// A list of stored words.
pub(crate) fn words<T: DeserializeOwned>(stored: &TextList) -> Result<Vec<T>, Problem> {
    stored.0.iter().map(|stored| word(stored)).collect()
}

/// The word by which a variant is stored, as in JSON.
pub(crate) fn to_word<T: Serialize>(variant: &T) -> String {
    serde_plain::to_string(variant).expect("an enum without data is a word")
}

/// A list of words as a column takes it.
pub(crate) fn to_words<T: Serialize>(variants: &[T]) -> TextList {
    TextList(variants.iter().map(to_word).collect())
}

/// A list of values as a column takes it.
pub(crate) fn to_list<T: ToString>(values: &[T]) -> TextList {
    TextList(values.iter().map(T::to_string).collect())
}

fn unreadable(stored: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::internal(format!("a row holds {stored:?}, which {error}"))
}

/// A stored day.
pub(crate) fn date(stored: Option<NaiveDate>) -> Result<Option<Date>, Problem> {
    stored.map(|date| date.try_into().map_err(|error| unreadable(&date.to_string(), &error))).transpose()
}

/// A stored moment.
pub(crate) fn instant(stored: DateTime<Utc>) -> Result<Instant, Problem> {
    stored.try_into().map_err(|error| unreadable(&stored.to_string(), &error))
}

/// A stored moment that may be missing.
pub(crate) fn optional_instant(stored: Option<DateTime<Utc>>) -> Result<Option<Instant>, Problem> {
    stored.map(instant).transpose()
}

/// An id of a row as facts name it.
pub(crate) fn key(id: impl std::fmt::Display) -> Key {
    id.to_string().parse().expect("a UUID is a key: one short line")
}

#[cfg(test)]
mod tests {
    use planning::Name;

    use super::*;

    #[test]
    fn what_is_no_longer_taken_is_still_read() {
        assert_eq!(&*text::<Name>("Kim\u{202e} Lee").unwrap(), "Kim Lee");
        assert!(text::<Name>("").is_err());
    }
}
