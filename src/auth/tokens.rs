//! Access tokens: JWTs by RFC 9068, verified by RFC 8725.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, UserId};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Scopes, SigningKeys};
use crate::problem::Problem;

/// How long an access token is good for.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// The type of an access token (RFC 9068, section 2.1), which sets it apart from every other kind of JWT.
const TYPE: &str = "at+jwt";

#[derive(Debug, Deserialize, Serialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    account: AccountId,
    scope: String,
    iat: i64,
    exp: i64,
    jti: Uuid,
}

/// Somebody whose token was verified.
#[derive(Clone, Copy, Debug)]
pub struct Principal {
    /// The account.
    pub account_id: AccountId,
    /// The user.
    pub user_id: UserId,
    /// What the token may do.
    pub scopes: Scopes,
}

/// Issues and verifies access tokens.
#[derive(Clone, Debug)]
pub struct AccessTokens {
    keys: Arc<SigningKeys>,
    issuer: Arc<str>,
    /// Accounts that were deleted, each until the last token for it has expired.
    deleted: Arc<RwLock<HashMap<AccountId, DateTime<Utc>>>>,
}

impl AccessTokens {
    /// Tokens signed with these keys, issued by and meant for the service at this address.
    #[must_use]
    pub fn new(keys: Arc<SigningKeys>, issuer: &str) -> Self {
        Self { keys, issuer: issuer.into(), deleted: Arc::default() }
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &SigningKeys {
        &self.keys
    }

    /// A token for a principal, good from now on.
    ///
    /// # Errors
    ///
    /// [`Problem::Internal`], if it can't be signed.
    pub fn issue(&self, principal: &Principal, now: DateTime<Utc>) -> Result<String, Problem> {
        let (id, key) = self.keys.signing();
        let header = Header { typ: Some(TYPE.to_owned()), kid: Some(id.to_owned()), ..Header::new(Algorithm::EdDSA) };
        let claims = Claims {
            iss: self.issuer.as_ref().to_owned(),
            aud: self.issuer.as_ref().to_owned(),
            sub: principal.user_id,
            account: principal.account_id,
            scope: principal.scopes.to_string(),
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
            jti: Uuid::now_v7(),
        };
        jsonwebtoken::encode(&header, &claims, key).map_err(Problem::internal)
    }

    /// Refuses the tokens for an account from now on: it was deleted.
    pub fn forget_account(&self, account_id: AccountId, now: DateTime<Utc>) {
        let mut deleted = self.deleted.write().unwrap_or_else(PoisonError::into_inner);
        deleted.retain(|_, until| *until > now);
        deleted.insert(account_id, now + LIFETIME);
    }

    fn is_deleted(&self, account_id: AccountId) -> bool {
        self.deleted.read().unwrap_or_else(PoisonError::into_inner).contains_key(&account_id)
    }

    /// Whose token it is; none, if it is not good now, whatever the reason.
    #[must_use]
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Option<Principal> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TYPE) {
            return None;
        }
        let key = self.keys.verifying(header.kid.as_deref()?)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        // By our own clock, below.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, key, &validation).ok()?.claims;
        if claims.exp <= now.timestamp() || self.is_deleted(claims.account) {
            return None;
        }
        Some(Principal { account_id: claims.account, user_id: claims.sub, scopes: claims.scope.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::EncodingKey;

    use super::*;

    fn tokens(folder: &tempfile::TempDir, issuer: &str) -> AccessTokens {
        AccessTokens::new(Arc::new(SigningKeys::load_or_create(folder.path()).unwrap()), issuer)
    }

    fn principal() -> Principal {
        Principal { account_id: AccountId::new(), user_id: UserId::new(), scopes: Scopes::ALL }
    }

    fn now() -> DateTime<Utc> {
        "2026-03-10T15:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_token_is_good_until_it_expires() {
        let folder = tempfile::tempdir().unwrap();
        let tokens = tokens(&folder, "http://localhost");
        let who = principal();
        let token = tokens.issue(&who, now()).unwrap();
        let verified = tokens.verify(&token, now()).unwrap();
        assert_eq!((verified.account_id, verified.user_id), (who.account_id, who.user_id));
        assert!(tokens.verify(&token, now() + LIFETIME - TimeDelta::seconds(1)).is_some());
        assert!(tokens.verify(&token, now() + LIFETIME).is_none());
    }

    #[test]
    fn foreign_tokens_are_refused() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let ours = tokens(&folder, "http://localhost");
        let foreign_key = tokens(&elsewhere, "http://localhost").issue(&principal(), now()).unwrap();
        let foreign_issuer = tokens(&folder, "http://example.com").issue(&principal(), now()).unwrap();
        assert!(ours.verify(&foreign_key, now()).is_none());
        assert!(ours.verify(&foreign_issuer, now()).is_none());
        assert!(ours.verify("", now()).is_none());
        assert!(ours.verify("a.b.c", now()).is_none());
    }

    #[test]
    fn only_the_one_algorithm_and_type_is_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let tokens = tokens(&folder, "http://localhost");
        let token = tokens.issue(&principal(), now()).unwrap();
        let claims = jsonwebtoken::dangerous::insecure_decode::<Claims>(&token).unwrap().claims;
        let (id, key) = tokens.keys.signing();
        let signed = |alg, typ: &str, key: &EncodingKey| {
            let header = Header { typ: Some(typ.to_owned()), kid: Some(id.to_owned()), ..Header::new(alg) };
            jsonwebtoken::encode(&header, &claims, key).unwrap()
        };
        assert!(tokens.verify(&signed(Algorithm::EdDSA, TYPE, key), now()).is_some());
        assert!(tokens.verify(&signed(Algorithm::EdDSA, "JWT", key), now()).is_none());
        // The public key taken for a shared secret.
        let public = serde_json::to_vec(&tokens.keys.public().keys[0]).unwrap();
        let confused = signed(Algorithm::HS256, TYPE, &EncodingKey::from_secret(&public));
        assert!(tokens.verify(&confused, now()).is_none());
        // No signature at all.
        let payload = token.split('.').nth(1).unwrap();
        assert!(tokens.verify(&format!("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{payload}."), now()).is_none());
    }
}
