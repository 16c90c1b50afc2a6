//! Ids of steps, as clients send them.

use std::str::FromStr;

use planning::InvalidValue;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::ToSchema;

use crate::http::CursorKey;

/// The longest id, in characters.
const MAX_LENGTH: usize = 300;

/// The id of a step. The plan need not have the step at present.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, min_length = 1, max_length = 300, example = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5:follow_up:1")]
pub struct StepId(String);

impl AsRef<str> for StepId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for StepId {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let invalid = |why: String| Err(InvalidValue(why));
        match text.chars().count() {
            0 => invalid("must not be empty".to_owned()),
            length if length > MAX_LENGTH => invalid(format!("must not be longer than {MAX_LENGTH} characters")),
            _ if text.contains(char::is_control) => invalid("must not contain control characters".to_owned()),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl<'de> Deserialize<'de> for StepId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl CursorKey for StepId {
    fn to_bytes(&self) -> Vec<u8> {
        self.0.clone().into_bytes()
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        String::from_utf8(bytes).ok()?.parse().ok()
    }
}
