//! Rotation of shared secrets: how long the previous one stays valid, and how both are stored.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use connectors::Secret;
use serde::{Deserialize, Serialize};

use crate::{
    problem::Problem,
    sealing::{SecretSealer, random},
};

/// For how many hours a secret that was replaced still counts.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(try_from = "u8")]
pub(crate) struct OverlapHours(u8);

impl OverlapHours {
    /// When the secret that is replaced now stops counting.
    pub(crate) fn end(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + TimeDelta::hours(self.0.into())
    }

    /// The secret that stays valid beside a new one: `current`, for these hours. The rotation is refused while the
    /// secret `before` that is still valid, since that would become invalid too early, unless the current one is to be
    /// discarded or there is to be no overlap.
    ///
    /// # Errors
    ///
    /// [`Problem::SECRETS_OVERLAP`].
    pub(crate) fn replace(
        self,
        current: Option<&String>,
        before: ReplacedSecret<'_>,
        discard_current: bool,
        now: DateTime<Utc>,
    ) -> Result<(Option<String>, Option<DateTime<Utc>>), Problem> {
        match before.counting(now) {
            Some(counting) if discard_current => Ok((Some(counting.clone()), before.until)),
            Some(_) if self.0 > 0 => Err(Problem::SECRETS_OVERLAP),
            _ => Ok((current.cloned(), current.map(|_| self.end(now)))),
        }
    }
}

impl Default for OverlapHours {
    fn default() -> Self {
        Self(24)
    }
}

impl TryFrom<u8> for OverlapHours {
    type Error = &'static str;

    fn try_from(hours: u8) -> Result<Self, Self::Error> {
        if hours <= 168 { Ok(Self(hours)) } else { Err("must be at most 168") }
    }
}

/// A sealed secret that was replaced, and until when it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReplacedSecret<'r> {
    pub(crate) sealed: Option<&'r String>,
    pub(crate) until: Option<DateTime<Utc>>,
}

impl<'r> ReplacedSecret<'r> {
    /// The secret, if it still counts.
    pub(crate) fn counting(self, now: DateTime<Utc>) -> Option<&'r String> {
        self.sealed.filter(|_| self.until.is_some_and(|until| until > now))
    }
}

/// A new key of 32 random bytes, in base64 with this prefix: `whsec_` for a shared secret, `whsk_` for a secret key of
/// Ed25519 (Standard Webhooks 1.0).
pub(crate) fn new_key(prefix: &str) -> Result<Secret, Problem> {
    Ok(Secret::new(format!("{prefix}{}", BASE64_STANDARD.encode(random::<32>()?))))
}

impl SecretSealer {
    /// Seals a secret for a purpose.
    pub(crate) fn seal_secret(&self, purpose: &str, secret: &Secret) -> Result<String, Problem> {
        Ok(self.seal(purpose, secret.reveal().as_bytes())?)
    }

    /// Opens a secret that was sealed for a purpose.
    pub(crate) async fn open_secret(&self, purpose: &str, sealed: &str) -> Result<Secret, Problem> {
        let bytes = self.unseal(purpose, sealed).await?;
        Ok(Secret::new(String::from_utf8(bytes).map_err(Problem::internal)?))
    }
}
