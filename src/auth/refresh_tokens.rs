//! Refresh tokens: opaque, good for one use, replaced by each.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, RefreshToken, RefreshTokenId};
use uuid::Uuid;

use super::secrets::{self, Secret};
use crate::problem::Problem;

/// How long a refresh token can wait for its use.
const LIFETIME: TimeDelta = TimeDelta::days(30);

const ID: usize = 16;

/// What a client holds: where the token is stored, and the secret that shows it to be the right one.
pub(crate) struct Presented {
    pub(crate) account_id: AccountId,
    pub(crate) id: RefreshTokenId,
    secret: Secret,
}

impl Presented {
    /// Reads a token. Returns none, if it has not the form of this service's tokens.
    pub(crate) fn parse(token: &str) -> Option<Self> {
        let bytes: [u8; 2 * ID + secrets::LENGTH] = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let (ids, secret) = bytes.split_at(2 * ID);
        let (account, id) = ids.split_at(ID);
        Some(Self {
            account_id: Uuid::from_slice(account).ok()?.into(),
            id: Uuid::from_slice(id).ok()?.into(),
            secret: Secret::presented(secret)?,
        })
    }

    /// Whether the stored token is this one.
    pub(crate) fn matches(&self, stored: &RefreshToken) -> bool {
        self.secret.is(&stored.secret_hash)
    }
}

/// A new token of an account: what the client gets, and what is stored.
pub(crate) fn issue(account_id: AccountId, now: DateTime<Utc>) -> Result<(String, RefreshToken), Problem> {
    let (id, secret) = (RefreshTokenId::new(), Secret::random()?);
    let bytes = [Uuid::from(account_id).as_bytes(), Uuid::from(id).as_bytes(), secret.bytes()].concat();
    let stored = RefreshToken { id, secret_hash: secret.hash(), expires_at: now + LIFETIME };
    Ok((BASE64_URL_SAFE_NO_PAD.encode(bytes), stored))
}
