//! Authorization codes: opaque, valid once and for some minutes, and bound to a client, a redirect URI and a PKCE
//! challenge (RFC 6749, section 4.1; RFC 7636).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use entity::{
    AccountId, AuthorizationCode, AuthorizationCodeId, CodeUse, GrantedClient, SessionId, SignInQueries, TokenGrant,
    VerifiedUser,
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{
    Audience, Scopes,
    parameters::Parameters,
    refresh_tokens,
    secrets::{self, Secret},
};
use crate::{
    problem::{OAuthError, Problem},
    state::AppState,
};

/// The lifetime of a code. A person may have to copy it from one window to another.
const LIFETIME: TimeDelta = TimeDelta::minutes(5);

const ID_BYTES: usize = 16;

/// The permissions that a user grants to a client.
#[derive(Debug)]
pub(crate) struct CodeRequest {
    pub(crate) client: GrantedClient,
    pub(crate) redirect_uri: String,
    pub(crate) code_challenge: String,
    pub(crate) scopes: Scopes,
    pub(crate) audience: Audience,
}

/// Whether a challenge of the method S256 can be one: the hash of 32 bytes in base64url.
pub(crate) fn is_challenge(text: &str) -> bool {
    BASE64_URL_SAFE_NO_PAD.decode(text).is_ok_and(|hash| hash.len() == 32)
}

/// An authorization code for the user's grant. `None` if the user's password has changed meanwhile.
///
/// # Errors
///
/// If the database fails.
pub(crate) async fn issue(
    state: &AppState,
    granted_by: &VerifiedUser,
    request: CodeRequest,
) -> Result<Option<String>, Problem> {
    let user = granted_by.user;
    let (id, secret, now) = (AuthorizationCodeId::new(), Secret::random()?, state.clock.now());
    let bytes = [Uuid::from(user.account_id).as_bytes(), Uuid::from(id).as_bytes(), secret.bytes()].concat();
    let code = AuthorizationCode {
        account_id: user.account_id,
        id,
        user_id: user.user_id,
        secret_hash: secret.hash(),
        audience: request.audience.as_str().to_owned(),
        client_id: request.client.id,
        client_name: request.client.name,
        redirect_uri: request.redirect_uri,
        code_challenge: request.code_challenge,
        scope: request.scopes.to_string(),
        expires_at: now + LIFETIME,
    };
    let kept = SignInQueries::new(&state.db).keep_code(granted_by, code, now).await?;
    Ok(kept.then(|| BASE64_URL_SAFE_NO_PAD.encode(bytes)))
}

/// The session that a code begins, with its first refresh token.
///
/// # Errors
///
/// [`OAuthError::InvalidGrant`] for a code that is unknown, expired or used, or for another client, redirect URI or
/// verifier than its own.
pub(super) async fn begin_session(
    state: &AppState,
    parameters: &Parameters,
) -> Result<(entity::Session, String), Problem> {
    let refused = |why: &'static str| Problem::OAuth(OAuthError::InvalidGrant, why.into());
    let unknown = || refused("the code is not valid, or was used before; ask the user again");
    let now = state.clock.now();
    let identity = SignInQueries::new(&state.db);
    let client_id = parameters.required("client_id")?;
    let verifier = parameters.required("code_verifier")?;
    let (account_id, id, secret) = parse_code(parameters.required("code")?).ok_or_else(unknown)?;
    let code = identity.authorization_code(account_id, id, now).await?.ok_or_else(unknown)?;
    if !secret.matches_hash(&code.secret_hash) {
        return Err(unknown());
    }
    if code.client_id != client_id {
        return Err(refused("the code was issued to another client"));
    }
    // OAuth 2.1 has no such parameter; OAuth 2.0 demands it wherever the authorization request had it.
    if parameters.optional("redirect_uri").is_some_and(|uri| uri != code.redirect_uri) {
        return Err(refused("redirect_uri is not the one of the authorization request"));
    }
    if !is_verifier(verifier) || !matches(verifier, &code.code_challenge) {
        return Err(refused("code_verifier does not belong to the code_challenge"));
    }
    let audience = Audience::parse(&code.audience).ok_or_else(|| Problem::internal("a code for no audience"))?;
    parameters.audience(state.tokens.issuer(), Some(audience))?;
    let session = entity::Session {
        account_id,
        id: SessionId::new(),
        user_id: code.user_id,
        scope: code.scope.clone(),
        audience: Some(code.audience.clone()),
        client: Some(GrantedClient { id: code.client_id.clone(), name: code.client_name.clone() }),
    };
    let (refresh_token, first) = refresh_tokens::issue(account_id, refresh_tokens::SessionKind::Granted, now)?;
    match identity.use_code(&code, &session, first, now).await? {
        CodeUse::SessionStarted => Ok((session, refresh_token)),
        CodeUse::AlreadyUsed(begun) => {
            tracing::warn!(%account_id, "an authorization code was used twice; its session has ended");
            state.tokens.forget_grant(TokenGrant::Session(begun));
            Err(unknown())
        }
        CodeUse::Unknown => Err(unknown()),
    }
}

fn parse_code(code: &str) -> Option<(AccountId, AuthorizationCodeId, Secret)> {
    let bytes: [u8; 2 * ID_BYTES + secrets::SECRET_BYTES] =
        BASE64_URL_SAFE_NO_PAD.decode(code).ok()?.try_into().ok()?;
    let (ids, secret) = bytes.split_at(2 * ID_BYTES);
    let (account, id) = ids.split_at(ID_BYTES);
    Some((Uuid::from_slice(account).ok()?.into(), Uuid::from_slice(id).ok()?.into(), Secret::from_bytes(secret)?))
}

/// The syntax of a verifier (RFC 7636, section 4.1).
fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

fn matches(verifier: &str, challenge: &str) -> bool {
    let hash = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    hash.as_bytes().ct_eq(challenge.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_rfc_holds() {
        let (verifier, challenge) =
            ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_verifier(verifier) && is_challenge(challenge) && matches(verifier, challenge));
        assert!(!matches(challenge, challenge));
        assert!(!is_verifier("too-short") && !is_verifier(&format!("{verifier} ")) && !is_verifier(&"a".repeat(129)));
        assert!(!is_challenge("abc") && !is_challenge(&format!("{challenge}=")));
    }
}
