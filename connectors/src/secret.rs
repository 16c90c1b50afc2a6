//! The shared secret of a connection and its source.

use std::fmt;

use subtle::ConstantTimeEq;
use thiserror::Error;

/// The minimum length in bytes. Shorter secrets can be guessed.
const MIN_LENGTH: usize = 8;

/// The maximum length in bytes. The longest useful secret is a public key in PEM.
const MAX_LENGTH: usize = 1000;

/// A secret. It is never printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A secret as the source shows it, without white space around it.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }

    /// The text, for signatures and for keeping it encrypted.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether `presented` is this secret. Compares in constant time.
    pub(crate) fn equals(&self, presented: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(presented).into()
    }

    /// Checks that it is neither too short nor too long.
    pub(crate) fn check_length(&self) -> Result<(), InvalidSecret> {
        match self.0.len() {
            length if length < MIN_LENGTH => Err(InvalidSecret(format!("must have at least {MIN_LENGTH} characters"))),
            length if length > MAX_LENGTH => Err(InvalidSecret(format!("must have at most {MAX_LENGTH} characters"))),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Why a secret can't be used. The text doesn't contain the secret.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("the secret {0}")]
pub struct InvalidSecret(pub String);

/// The secrets of a connection. During a rotation both are valid.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The current secret; `None` until one is set.
    pub current: Option<Secret>,
    /// The previous secret, while it is still valid.
    pub previous: Option<Secret>,
}

impl Secrets {
    /// All valid secrets, the current one first.
    pub fn iter(&self) -> impl Iterator<Item = &Secret> {
        self.current.iter().chain(&self.previous)
    }

    /// Whether no secret is set.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.current.is_none() && self.previous.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secrets = Secrets { current: Some(Secret::new("hunter2-hunter2")), previous: None };
        assert_eq!(format!("{secrets:?}"), "Secrets { current: Some(Secret(..)), previous: None }");
    }

    #[test]
    fn a_secret_is_compared_as_a_whole() {
        let secret = Secret::new(" user:password\n");
        assert!(secret.equals(b"user:password"));
        assert!(!secret.equals(b"user:passwor"));
        assert!(!secret.equals(b"user:passwore"));
        assert!(Secret::new("short").check_length().is_err());
    }
}
