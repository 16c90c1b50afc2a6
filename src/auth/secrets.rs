//! Secrets that the service generates: 256 random bits. Only their hashes are stored.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

/// The length of a secret, in bytes.
pub(crate) const SECRET_BYTES: usize = 32;

/// A secret. It is shown only once.
pub(crate) struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// A new secret.
    pub(crate) fn random() -> Result<Self, Problem> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| Problem::internal(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// Parses a secret; `None` if it has another length.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes of the secret.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The hash that is stored. A plain hash is enough for 256 random bits.
    pub(crate) fn hash(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(self.0))
    }

    /// Whether the stored hash is that of this secret. Takes the same time in both cases.
    pub(crate) fn matches_hash(&self, stored: &str) -> bool {
        self.hash().as_bytes().ct_eq(stored.as_bytes()).into()
    }
}
