//! Refresh tokens: opaque, valid for one use, and replaced at each use.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, RefreshToken, RefreshTokenId};
use uuid::Uuid;

use super::secrets::{self, Secret};
use crate::problem::Problem;

/// The lifetime of an unused refresh token.
const LIFETIME: TimeDelta = TimeDelta::days(30);

const ID: usize = 16;

/// The token of a client: the id of the row, and the secret.
pub(crate) struct Presented {
    pub(crate) account_id: AccountId,
    pub(crate) id: RefreshTokenId,
    secret: Secret,
}

impl Presented {
    /// Parses a token; none, if it does not have the format of this service's tokens.
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

    /// Whether the stored token has this secret.
    pub(crate) fn matches(&self, stored: &RefreshToken) -> bool {
        self.secret.is(&stored.secret_hash)
    }
}

/// A new token of an account: the text for the client, and the row.
pub(crate) fn issue(account_id: AccountId, now: DateTime<Utc>) -> Result<(String, RefreshToken), Problem> {
    let (id, secret) = (RefreshTokenId::new(), Secret::random()?);
    let bytes = [Uuid::from(account_id).as_bytes(), Uuid::from(id).as_bytes(), secret.bytes()].concat();
    let stored = RefreshToken { id, secret_hash: secret.hash(), expires_at: now + LIFETIME };
    Ok((BASE64_URL_SAFE_NO_PAD.encode(bytes), stored))
}
