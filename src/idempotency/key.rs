//! Reads the header `Idempotency-Key`.

use actix_web::http::header::{HeaderMap, HeaderName};

use super::DerivedKey;
use crate::problem::Problem;

/// The header that holds a key.
pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The header's name, as documents write it.
pub(super) const IDEMPOTENCY_KEY_NAME: &str = "Idempotency-Key";

/// The longest key, in characters.
pub(super) const MAX_KEY_CHARACTERS: usize = 255;

/// A name that a client chooses for a request that it may repeat.
#[derive(Debug)]
pub(super) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key in the headers: in quotes, as the draft says, or without them, as most clients send it.
    pub(super) fn from_headers(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut values = headers.get_all(IDEMPOTENCY_KEY);
        let only = values.next().filter(|_| values.next().is_none());
        let text = only.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let key = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        if (1..=MAX_KEY_CHARACTERS).contains(&key.len()) && key.bytes().all(plain) {
            return Ok(Self(key.to_owned()));
        }
        let wanted = "Idempotency-Key holds one key, such as a UUID: up to 255 printable ASCII characters, without \
                      quotes and backslashes in it";
        Err(Problem::BadRequest(wanted.into()))
    }

    /// The key that follows from what a request means.
    pub(super) fn from_derived(meant: &DerivedKey) -> Self {
        Self(meant.text.clone())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn key(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(IDEMPOTENCY_KEY, HeaderValue::from_str(value).unwrap());
        }
        IdempotencyKey::from_headers(&headers).ok().map(|key| key.0)
    }

    #[test]
    fn a_key_is_the_same_with_quotes_and_without() {
        assert_eq!(key(&["\"8e03978e-40d5-43dd\""]).as_deref(), Some("8e03978e-40d5-43dd"));
        assert_eq!(key(&["8e03978e-40d5-43dd"]).as_deref(), Some("8e03978e-40d5-43dd"));
        assert_eq!(key(&["sync of 10 March"]).as_deref(), Some("sync of 10 March"));
        let longest = "k".repeat(MAX_KEY_CHARACTERS);
        assert_eq!(key(&[&format!("\"{longest}\"")]), Some(longest));
    }

    #[test]
    fn an_invalid_key_is_refused() {
        for none in ["", "\"\"", "\"", "a\"b", "\"half", "back\\slash", "naïve", &"k".repeat(MAX_KEY_CHARACTERS + 1)] {
            assert_eq!(key(&[none]), None, "{none}");
        }
        assert_eq!(key(&["one", "two"]), None);
    }
}
