//! Secrets that the service makes: 256 random bits, stored by their hash alone.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

/// How long a secret is, in bytes.
pub(crate) const LENGTH: usize = 32;

/// A secret. It is shown once, to whom it is given.
pub(crate) struct Secret([u8; LENGTH]);

impl Secret {
    /// A new one.
    pub(crate) fn random() -> Result<Self, Problem> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|error| Problem::internal(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// A presented secret; none, if it has another length.
    pub(crate) fn presented(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes, to be given away.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What is stored of it: it has 256 random bits, so that a plain hash protects it.
    pub(crate) fn hash(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(self.0))
    }

    /// Whether it is the one of which this was stored. Takes the same time either way.
    pub(crate) fn is(&self, stored: &str) -> bool {
        self.hash().as_bytes().ct_eq(stored.as_bytes()).into()
    }
}
