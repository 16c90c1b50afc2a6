//! Access tokens: JWTs by RFC 9068, verified by RFC 8725.
//!
//! A token names what it depends on: a user's token its session (`sid`), an API client's token the client
//! (`client_id`). The header of a token selects only one of our keys, by its `kid`. There is one algorithm, and keys in
//! or linked from a token are ignored.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, ApiClientId, SessionId};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Audience, Principal, Subject,
    keys::{SigningKey, SigningKeys},
};
use crate::problem::Problem;

/// The lifetime of an access token.
pub(crate) const LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// The type of an access token (RFC 9068, section 2.1), which distinguishes it from other JWTs.
const TYPE: &str = "at+jwt";

#[derive(Debug, Deserialize, Serialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    account: AccountId,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<ApiClientId>,
    scope: String,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
    exp: i64,
    jti: Uuid,
}

impl Claims {
    fn subject(&self) -> Option<Subject> {
        match (self.sid, self.client_id) {
            (Some(session), None) => Some(Subject::User(self.sub.into(), session)),
            (None, Some(client)) if ApiClientId::from(self.sub) == client => Some(Subject::Client(client)),
            _ => None,
        }
    }
}

/// A token with a valid signature and valid claims.
#[derive(Clone, Debug)]
pub(crate) struct VerifiedToken {
    /// The holder of the token, and its scopes.
    pub(crate) principal: Principal,
    /// Its `jti`.
    pub(crate) id: Uuid,
    /// The key that signed it.
    pub(crate) key_id: Uuid,
    /// When it expires.
    pub(crate) expires_at: DateTime<Utc>,
}

/// A token for a principal, valid from now on.
pub(crate) fn sign(
    key: &SigningKey,
    issuer: &str,
    principal: &Principal,
    now: DateTime<Utc>,
) -> Result<String, Problem> {
    let header = Header { typ: Some(TYPE.to_owned()), kid: Some(key.id.to_string()), ..Header::new(Algorithm::EdDSA) };
    let (sid, client_id) = match principal.subject {
        Subject::User(_, session) => (Some(session), None),
        Subject::Client(client) => (None, Some(client)),
    };
    let claims = Claims {
        iss: issuer.to_owned(),
        aud: principal.audience.uri(issuer),
        sub: principal.subject.id(),
        account: principal.account_id,
        sid,
        client_id,
        scope: principal.scopes.to_string(),
        iat: now.timestamp(),
        nbf: None,
        exp: (now + LIFETIME).timestamp(),
        jti: Uuid::now_v7(),
    };
    jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(Problem::internal)
}

/// The claims of a token; `None` if the token is invalid for any reason.
pub(crate) fn verify(keys: &SigningKeys, issuer: &str, token: &str, now: DateTime<Utc>) -> Option<VerifiedToken> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    // We support none of the extensions that a token may require (RFC 7515, section 4.1.11).
    if header.alg != Algorithm::EdDSA || header.typ.as_deref() != Some(TYPE) || header.crit.is_some() {
        return None;
    }
    let key_id = header.kid?.parse().ok()?;
    let key = keys.verifying(key_id, now)?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[Audience::Api, Audience::Mcp].map(|audience| audience.uri(issuer)));
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    // Expiry is checked below, by our own clock.
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Claims>(token, key, &validation).ok()?.claims;
    let expires_at = DateTime::from_timestamp(claims.exp, 0)?;
    if expires_at <= now || claims.nbf.is_some_and(|from| from > now.timestamp()) {
        return None;
    }
    let principal = Principal {
        account_id: claims.account,
        subject: claims.subject()?,
        scopes: claims.scope.parse().ok()?,
        audience: [Audience::Api, Audience::Mcp].into_iter().find(|audience| audience.uri(issuer) == claims.aud)?,
    };
    Some(VerifiedToken { principal, id: claims.jti, key_id, expires_at })
}
