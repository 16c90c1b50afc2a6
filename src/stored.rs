//! Converts values to columns and back.
//!
//! Values were checked when they were written. So reading one fails only if the table was changed by other means, or if
//! a newer release no longer accepts the value. That is a defect, and answered as one.

use std::str::FromStr;

use planning::InvalidValue;
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::Problem;

/// Parses a stored string.
pub(crate) fn text<T: FromStr<Err = InvalidValue>>(stored: &str) -> Result<T, Problem> {
    stored.parse().or_else(|error| once_taken(stored).parse().map_err(|_| unreadable(stored, &error)))
}

/// Bidirectional control characters, which names could once contain, are left out.
fn once_taken(stored: &str) -> String {
    stored.replace(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "")
}

/// Parses the name of an enum variant.
pub(crate) fn word<T: DeserializeOwned>(stored: &str) -> Result<T, Problem> {
    serde_plain::from_str(stored).map_err(|error| unreadable(stored, &error))
}

/// The name of an enum variant, as in JSON.
pub(crate) fn to_word<T: Serialize>(variant: &T) -> String {
    serde_plain::to_string(variant).expect("an enum without data is a word")
}

fn unreadable(stored: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::internal(format!("a row holds {stored:?}, which {error}"))
}

#[cfg(test)]
mod tests {
    use planning::Name;

    use super::*;

    #[test]
    fn stored_values_that_are_no_longer_accepted_are_still_read() {
        assert_eq!(&*text::<Name>("Kim\u{202e} Lee").unwrap(), "Kim Lee");
        assert!(text::<Name>("").is_err());
    }
}
