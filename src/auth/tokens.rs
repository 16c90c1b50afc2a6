//! Access tokens: issuing and verifying them.
//!
//! The token itself shows that it is genuine. The database shows that it is still valid: its session has not ended, its
//! client is not disabled, it was not revoked. Both results are cached, since checking a signature costs more than the
//! rest of a read, and asking the database costs a round trip. The cache is bounded, and an entry is trusted for
//! [`VALIDITY_CACHE_TTL`] before the database is asked again by primary key. So a revocation by another instance takes
//! effect within that time. The instance that revokes removes the entry at once.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use entity::{AccountId, SignInQueries, TokenGrant};
use jsonwebtoken::jwk::JwkSet;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Principal, Scopes,
    jwt::{self, VerifiedToken},
    key_ring::KeyRing,
    keys::KeyError,
};
use crate::problem::Problem;

/// The time for which the result of the database's check of a token is cached.
const VALIDITY_CACHE_TTL: TimeDelta = TimeDelta::seconds(30);

/// The maximum number of cached tokens: about 2 MB.
const MAX_CACHED_TOKENS: usize = 10_000;

#[derive(Clone)]
struct CachedToken {
    verified: VerifiedToken,
    /// The scopes of the session or client at the last query.
    granted: Scopes,
    checked_at: DateTime<Utc>,
}

/// Issues, verifies and forgets access tokens.
#[derive(Clone)]
pub struct AccessTokens(Arc<Inner>);

struct Inner {
    db: Database,
    issuer: String,
    keys: KeyRing,
    /// By the hash of the token, so that tokens are not kept in memory.
    remembered: Cache<[u8; 32], CachedToken>,
    /// The number of times that entries were removed.
    forgotten: AtomicU64,
}

impl AccessTokens {
    /// Tokens signed with the keys of a database. The address of the service is their issuer and audience.
    ///
    /// # Errors
    ///
    /// If the keys can't be read, or the first one can't be created.
    pub async fn open(db: Database, issuer: &str, now: DateTime<Utc>) -> Result<Self, KeyError> {
        let keys = KeyRing::open(db.clone(), now).await?;
        let (remembered, forgotten) = (Cache::new(MAX_CACHED_TOKENS), AtomicU64::new(0));
        Ok(Self(Arc::new(Inner { db, issuer: issuer.to_owned(), keys, remembered, forgotten })))
    }

    /// The issuer of the tokens: the service's address.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The public keys (RFC 7517).
    ///
    /// # Errors
    ///
    /// [`Problem::Unavailable`], if the database can't be reached.
    pub async fn public_keys(&self, now: DateTime<Utc>) -> Result<JwkSet, Problem> {
        Ok(self.0.keys.current(now).await?.public(now))
    }

    /// A token for a principal, valid from now on.
    ///
    /// # Errors
    ///
    /// [`Problem::Unavailable`], if the database can't be reached; [`Problem::Internal`], if no key can sign.
    pub async fn issue(&self, principal: &Principal, now: DateTime<Utc>) -> Result<String, Problem> {
        let keys = self.0.keys.current(now).await?;
        let key = keys.signing(now).ok_or_else(|| Problem::internal("all signing keys have retired"))?;
        jwt::sign(key, &self.0.issuer, principal, now)
    }

    /// The claims of a genuine, unexpired token, even if it was revoked.
    ///
    /// # Errors
    ///
    /// [`Problem::Unavailable`], if the database can't be reached.
    pub(crate) async fn read(&self, token: &str, now: DateTime<Utc>) -> Result<Option<VerifiedToken>, Problem> {
        Ok(jwt::verify(&*self.0.keys.current(now).await?, &self.0.issuer, token, now))
    }

    /// The principal of a token; `None` if the token is invalid for any reason.
    ///
    /// # Errors
    ///
    /// [`Problem::Unavailable`], if the database can't be reached.
    pub async fn principal(&self, token: &str, now: DateTime<Utc>) -> Result<Option<Principal>, Problem> {
        let Inner { db, issuer, keys, remembered, forgotten } = &*self.0;
        let keys = keys.current(now).await?;
        let digest = Sha256::digest(token).into();
        let good = |known: &CachedToken| {
            known.verified.expires_at > now && keys.verifying(known.verified.key_id, now).is_some()
        };
        let known = remembered.get(&digest).filter(good);
        if let Some(known) = known.as_ref().filter(|known| now - known.checked_at < VALIDITY_CACHE_TTL) {
            return Ok(Some(known.verified.principal.narrowed_to(known.granted)));
        }
        let verified = known.map(|known| known.verified).or_else(|| jwt::verify(&keys, issuer, token, now));
        let Some(verified) = verified else { return Ok(None) };
        let Principal { account_id, subject, .. } = verified.principal;
        let before = forgotten.load(Ordering::Acquire);
        let Some(granted) = SignInQueries::new(db).granted_scopes(account_id, subject.grant(), verified.id).await?
        else {
            remembered.remove(&digest);
            // A client that deletes an account and repeats the request is told that the account was deleted.
            if !SignInQueries::new(db).account_stands(account_id).await? {
                return Err(Problem::ACCOUNT_DELETED);
            }
            return Ok(None);
        };
        let granted = granted.parse().map_err(|error: String| Problem::internal(error))?;
        let principal = verified.principal.narrowed_to(granted);
        // The database's answer is out of date if something was revoked in the meantime.
        if forgotten.load(Ordering::Acquire) == before {
            remembered.insert(digest, CachedToken { verified, granted, checked_at: now });
        }
        Ok(Some(principal))
    }

    /// Removes the tokens that depend on this, because it has just ended or changed.
    pub(crate) fn forget_grant(&self, grant: TokenGrant) {
        self.forget(|verified| verified.principal.subject.grant() == grant);
    }

    /// Removes the tokens of an account, because it has just been deleted.
    pub(crate) fn forget_account(&self, account_id: AccountId) {
        self.forget(|verified| verified.principal.account_id == account_id);
    }

    /// Removes the token with this `jti`, because it has just been revoked.
    pub(crate) fn forget_token(&self, id: Uuid) {
        self.forget(|verified| verified.id == id);
    }

    fn forget(&self, ended: impl Fn(&VerifiedToken) -> bool) {
        self.0.forgotten.fetch_add(1, Ordering::AcqRel);
        self.0.remembered.retain(|_, known| !ended(&known.verified));
    }
}

impl std::fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessTokens").field("issuer", &self.0.issuer).finish_non_exhaustive()
    }
}
