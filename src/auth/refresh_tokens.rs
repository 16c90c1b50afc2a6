//! Refresh tokens: opaque, good for one use, replaced by each.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, RefreshToken, RefreshTokenFamilyId, RefreshTokenId};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::Principal;
use crate::problem::Problem;

/// How long a refresh token can wait for its use.
const LIFETIME: TimeDelta = TimeDelta::days(30);

const ID: usize = 16;
const SECRET: usize = 32;

/// What a client holds: where the token is kept, and the secret that shows it to be the right one.
#[derive(Debug)]
pub(crate) struct Presented {
    pub(crate) account_id: AccountId,
    pub(crate) id: RefreshTokenId,
    secret: [u8; SECRET],
}

impl Presented {
    /// Reads a token; none, if it is none of ours.
    pub(crate) fn parse(token: &str) -> Option<Self> {
        let bytes: [u8; 2 * ID + SECRET] = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let (ids, secret) = bytes.split_at(2 * ID);
        let (account, id) = ids.split_at(ID);
        Some(Self {
            account_id: Uuid::from_slice(account).ok()?.into(),
            id: Uuid::from_slice(id).ok()?.into(),
            secret: secret.try_into().ok()?,
        })
    }

    /// Whether the kept token is this one.
    pub(crate) fn matches(&self, kept: &RefreshToken) -> bool {
        hash(&self.secret).as_bytes().ct_eq(kept.secret_hash.as_bytes()).into()
    }
}

/// A new token: what the client gets, and what is kept.
pub(crate) fn issue(
    principal: &Principal,
    family_id: RefreshTokenFamilyId,
    now: DateTime<Utc>,
) -> Result<(String, RefreshToken), Problem> {
    let mut secret = [0; SECRET];
    getrandom::fill(&mut secret).map_err(|error| Problem::internal(error.to_string()))?;
    let id = RefreshTokenId::new();
    let mut bytes = Vec::with_capacity(2 * ID + SECRET);
    bytes.extend_from_slice(Uuid::from(principal.account_id).as_bytes());
    bytes.extend_from_slice(Uuid::from(id).as_bytes());
    bytes.extend_from_slice(&secret);
    let kept = RefreshToken {
        account_id: principal.account_id,
        id,
        user_id: principal.user_id,
        family_id,
        secret_hash: hash(&secret),
        scope: principal.scopes.to_string(),
        expires_at: now + LIFETIME,
    };
    Ok((BASE64_URL_SAFE_NO_PAD.encode(bytes), kept))
}

/// A secret has 256 random bits, so that a plain hash protects it.
fn hash(secret: &[u8; SECRET]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}
