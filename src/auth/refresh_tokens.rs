//! Refresh tokens: opaque, valid for one use, and replaced at each use.
//!
//! Those of sessions that were granted to OAuth clients begin with a prefix. Instances of a release that did not know
//! such sessions would issue tokens for the API; without the prefix they would not refuse them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, RefreshToken, RefreshTokenId, Session};
use uuid::Uuid;

use super::secrets::{self, Secret};
use crate::problem::Problem;

/// The lifetime of an unused refresh token.
const LIFETIME: TimeDelta = TimeDelta::days(30);

const ID_BYTES: usize = 16;

const GRANTED: &str = "fu_granted_";

/// The kinds of sessions that tokens belong to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SessionKind {
    /// A session of the user's own, for the API.
    Own,
    /// One for an OAuth client, or for another audience than the API.
    Granted,
}

impl SessionKind {
    pub(crate) fn from_session(session: &Session) -> Self {
        if session.client.is_none() && session.audience.is_none() { Self::Own } else { Self::Granted }
    }
}

/// The token of a client: the id of the row, and the secret.
pub(crate) struct PresentedToken {
    pub(crate) account_id: AccountId,
    pub(crate) id: RefreshTokenId,
    secret: Secret,
    kind: SessionKind,
}

impl PresentedToken {
    /// Parses a token; `None` if it does not have the format of this service's tokens.
    pub(crate) fn parse(token: &str) -> Option<Self> {
        let (kind, token) =
            token.strip_prefix(GRANTED).map_or((SessionKind::Own, token), |rest| (SessionKind::Granted, rest));
        let bytes: [u8; 2 * ID_BYTES + secrets::SECRET_BYTES] =
            BASE64_URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
        let (ids, secret) = bytes.split_at(2 * ID_BYTES);
        let (account, id) = ids.split_at(ID_BYTES);
        Some(Self {
            account_id: Uuid::from_slice(account).ok()?.into(),
            id: Uuid::from_slice(id).ok()?.into(),
            secret: Secret::from_bytes(secret)?,
            kind,
        })
    }

    /// Whether the stored token of a session has this secret, and the session is of this kind.
    pub(crate) fn matches(&self, stored: &RefreshToken, session: &Session) -> bool {
        self.secret.matches_hash(&stored.secret_hash) && self.kind == SessionKind::from_session(session)
    }
}

/// A new token of an account: the text for the client, and the row.
pub(crate) fn issue(
    account_id: AccountId,
    kind: SessionKind,
    now: DateTime<Utc>,
) -> Result<(String, RefreshToken), Problem> {
    let (id, secret) = (RefreshTokenId::new(), Secret::random()?);
    let bytes = [Uuid::from(account_id).as_bytes(), Uuid::from(id).as_bytes(), secret.bytes()].concat();
    let stored = RefreshToken { id, secret_hash: secret.hash(), expires_at: now + LIFETIME };
    let prefix = match kind {
        SessionKind::Own => "",
        SessionKind::Granted => GRANTED,
    };
    Ok((prefix.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(bytes), stored))
}
