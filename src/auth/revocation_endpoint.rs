//! `POST /oauth/revoke`: revokes a token (RFC 7009).
//!
//! Anybody who has a user's token may revoke it: the programs of users have no secret, and a leaked token should be
//! revoked. The token of an API client can be revoked by that client only.

use actix_web::{HttpRequest, HttpResponse, post, web::Data};
use entity::{ApiClient, SignInQueries, TokenGrant};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    Subject, client_authentication,
    jwt::VerifiedToken,
    parameters::{Parameters, ParsedForm},
    refresh_tokens::PresentedToken,
};
use crate::{
    problem::{OAuthError, OAuthProblems, Problem},
    state::AppState,
};

/// The form that revokes a token.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "the form as documented; it is read parameter by parameter, for the errors of OAuth")]
pub struct RevocationRequest {
    /// The access token or refresh token.
    #[schema(example = "a token of before")]
    token: String,
    /// The type of the token. The service recognises it without the hint.
    token_type_hint: Option<String>,
    /// The client's id, for the token of an API client. Not needed with `Authorization: Basic …`.
    client_id: Option<String>,
    /// The client's secret, for the token of an API client. Not needed with `Authorization: Basic …`.
    #[schema(format = Password)]
    client_secret: Option<String>,
}

/// Revoke a token
///
/// Revoking a refresh token ends its session and all access tokens that came from it: use this to sign out. Revoking
/// an access token ends only that token. Other instances of the service follow within 30 seconds. An unknown or
/// expired token gets the same answer.
#[utoipa::path(
    operation_id = "revoke_token",
    tag = "accounts",
    request_body(content = RevocationRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "The token is revoked"), OAuthProblems)
)]
#[post("/oauth/revoke")]
pub async fn revoke_token(
    request: HttpRequest,
    state: Data<AppState>,
    form: ParsedForm,
) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&state, &request, form)?;
    let client = client_authentication::client(&state, &request, &parameters).await?;
    let token = parameters.required("token")?;
    if let Some(presented_token) = PresentedToken::parse(token) {
        end_session(&state, &presented_token).await?;
    } else if let Some(verified) = state.tokens.read(token, state.clock.now()).await? {
        revoke(&state, &verified, client.as_ref()).await?;
    }
    Ok(HttpResponse::Ok().finish())
}

async fn end_session(state: &AppState, presented_token: &PresentedToken) -> Result<(), Problem> {
    let identity = SignInQueries::new(&state.db);
    let found = identity.refresh_token(presented_token.account_id, presented_token.id, state.clock.now()).await?;
    if let Some((_, session)) = found.filter(|(stored, session)| presented_token.matches(stored, session)) {
        identity.end_session(session.account_id, session.id).await?;
        state.tokens.forget_grant(TokenGrant::Session(session.id));
    }
    Ok(())
}

async fn revoke(state: &AppState, token: &VerifiedToken, client: Option<&ApiClient>) -> Result<(), Problem> {
    if let Subject::Client(owner) = token.principal.subject {
        let client = client.ok_or_else(client_authentication::invalid_client)?;
        if (client.stamp.account_id, client.stamp.id) != (token.principal.account_id, owner) {
            let why = "the token was issued to another client";
            return Err(Problem::OAuth(OAuthError::InvalidGrant, why.into()));
        }
    }
    let account = token.principal.account_id;
    SignInQueries::new(&state.db).revoke_token(account, token.id, token.expires_at, state.clock.now()).await?;
    state.tokens.forget_token(token.id);
    Ok(())
}
