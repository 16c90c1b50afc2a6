//! Cursors of the feed.

use std::{fmt, str::FromStr};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use planning::InvalidValue;
use serde::{Deserialize, Deserializer, de::Error as _};

/// A cursor of the feed. Clients treat it as opaque.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FeedCursor {
    /// After the event with this position.
    Behind(i64),
    /// After the last event: `end`.
    End,
}

impl FromStr for FeedCursor {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        if text == "end" {
            return Ok(Self::End);
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| <[u8; 8]>::try_from(bytes).ok());
        let position = bytes.map(i64::from_be_bytes).filter(|position| *position >= 0);
        position.map(Self::Behind).ok_or_else(|| InvalidValue("is no next_after that the feed has given".to_owned()))
    }
}

impl fmt::Display for FeedCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Behind(position) => f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(position.to_be_bytes())),
            Self::End => f.write_str("end"),
        }
    }
}

impl<'de> Deserialize<'de> for FeedCursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_parsed_as_it_was_written() {
        for cursor in [FeedCursor::End, FeedCursor::Behind(0), FeedCursor::Behind(i64::MAX)] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for wrong in ["", "0", "END", "AAAA", "__________8"] {
            assert!(wrong.parse::<FeedCursor>().is_err(), "{wrong}");
        }
    }
}
