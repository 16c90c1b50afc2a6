//! `POST /oauth/token`: access tokens for a password, a refresh token, or an API client's secret (RFC 6749).

use actix_web::{HttpRequest, HttpResponse, http::header, post, web::Data};
use entity::{Session, SessionId, SignInQueries};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Audience, Principal, Scopes, Subject, authorization_codes, client_authentication, jwt,
    parameters::{Parameters, ParsedForm},
    refresh_tokens::{self, PresentedToken, SessionKind},
    sign_in,
};
use crate::{
    problem::{OAuthError, OAuthProblems, Problem},
    state::AppState,
};

/// The form that asks for a token.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(dead_code, reason = "the form as documented; it is read parameter by parameter, for the errors of OAuth")]
pub struct TokenRequest {
    /// `password`, `refresh_token`, `client_credentials` or `authorization_code`.
    #[schema(example = "password")]
    grant_type: String,
    /// The user's e-mail address, for `password`.
    #[schema(example = "ada@example.com")]
    username: Option<String>,
    /// The user's password, for `password`.
    #[schema(format = Password, example = "correct horse battery staple")]
    password: Option<String>,
    /// The refresh token, for `refresh_token`.
    refresh_token: Option<String>,
    /// The API client's id, for `client_credentials`. Not needed with `Authorization: Basic …`. For
    /// `authorization_code`, and for the refresh tokens that follow, the id of the client that the code was issued to.
    client_id: Option<String>,
    /// The API client's secret, for `client_credentials`. Not needed with `Authorization: Basic …`.
    #[schema(format = Password)]
    client_secret: Option<String>,
    /// The requested scopes, separated by spaces: `read`, `write`, `admin`. The default is all that are possible.
    #[schema(example = "read write")]
    scope: Option<String>,
    /// The resource that the token is for (RFC 8707): the address of the service, or that address with `/mcp`, for
    /// assistants. The default is the service; for `refresh_token` and `authorization_code`, what was granted.
    resource: Option<String>,
    /// The code, for `authorization_code`.
    code: Option<String>,
    /// The verifier that belongs to the challenge (RFC 7636), for `authorization_code`.
    code_verifier: Option<String>,
    /// The redirect URI of the authorization request, for `authorization_code`. It may be left out, as in OAuth 2.1.
    redirect_uri: Option<String>,
}

/// An access token response (RFC 6749, section 5.1).
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the RFC")]
pub struct Token {
    /// The access token, sent as `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// The lifetime of the access token in seconds.
    #[schema(example = 900)]
    expires_in: i64,
    /// The refresh token for the next access token. It can be used once. API clients get none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    refresh_token: Option<String>,
    /// The scopes of the token, separated by spaces.
    #[schema(example = "read write admin")]
    scope: String,
}

/// Get an access token
///
/// Send the e-mail address and password of a user, the refresh token that came with the last access token, or the id
/// and secret of an API client. A refresh token can be used once; using it again ends its session. A token is for one
/// resource: one for `/mcp` is refused by the API, and the other way round.
#[utoipa::path(
    operation_id = "create_token",
    tag = "accounts",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "An access token", body = Token), OAuthProblems)
)]
#[post("/oauth/token")]
pub async fn create_token(
    request: HttpRequest,
    state: Data<AppState>,
    form: ParsedForm,
) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&state, &request, form)?;
    let token = match parameters.required("grant_type")? {
        "password" => by_password(&state, &parameters).await?,
        "refresh_token" => by_refresh_token(&state, &parameters).await?,
        "client_credentials" => by_client(&state, &request, &parameters).await?,
        "authorization_code" => by_code(&state, &parameters).await?,
        _ => {
            let known = "the grant types here are password, refresh_token, client_credentials and authorization_code";
            return Err(Problem::OAuth(OAuthError::UnsupportedGrantType, known.into()));
        }
    };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(token))
}

async fn by_password(state: &AppState, parameters: &Parameters) -> Result<Token, Problem> {
    let email = parameters.required("username")?.trim().to_lowercase();
    let password = parameters.required("password")?.to_owned();
    let scopes = parameters.scopes(Scopes::ALL)?;
    let audience = parameters.audience(state.tokens.issuer(), None)?;
    let refused = || {
        let why = "the e-mail address and the password don't go together";
        Problem::OAuth(OAuthError::InvalidGrant, why.into())
    };
    let found = sign_in(state, &email, password).await?.ok_or_else(refused)?;
    let session = Session {
        account_id: found.user.account_id,
        id: SessionId::new(),
        user_id: found.user.user_id,
        scope: scopes.to_string(),
        audience: (audience != Audience::Api).then(|| audience.as_str().to_owned()),
        client: None,
    };
    let now = state.clock.now();
    let (refresh_token, first) = refresh_tokens::issue(session.account_id, SessionKind::from_session(&session), now)?;
    if !SignInQueries::new(&state.db).begin_session(&found, &session, first, now).await? {
        return Err(refused());
    }
    token(state, &holder(&session, scopes)?, Some(refresh_token)).await
}

async fn by_code(state: &AppState, parameters: &Parameters) -> Result<Token, Problem> {
    let (session, refresh_token) = authorization_codes::begin_session(state, parameters).await?;
    let scopes = session.scope.parse().map_err(|error: String| Problem::internal(error))?;
    token(state, &holder(&session, scopes)?, Some(refresh_token)).await
}

async fn by_refresh_token(state: &AppState, parameters: &Parameters) -> Result<Token, Problem> {
    let refused = || {
        let why = "the refresh token is not valid, or was used before; sign in again";
        Problem::OAuth(OAuthError::InvalidGrant, why.into())
    };
    let now = state.clock.now();
    let presented_token = PresentedToken::parse(parameters.required("refresh_token")?).ok_or_else(refused)?;
    let found =
        SignInQueries::new(&state.db).refresh_token(presented_token.account_id, presented_token.id, now).await?;
    let (_, session) =
        found.filter(|(stored, session)| presented_token.matches(stored, session)).ok_or_else(refused)?;
    // A public client has nothing but its id to say who it is (OAuth 2.1, section 4.3.1).
    if let Some(client) = &session.client
        && parameters.required("client_id")? != client.id
    {
        return Err(refused());
    }
    let granted: Scopes = session.scope.parse().map_err(|error: String| Problem::internal(error))?;
    // The session keeps the granted scopes. Only this access token has fewer (RFC 6749, section 6).
    let principal = holder(&session, parameters.scopes(granted)?)?;
    parameters.audience(state.tokens.issuer(), Some(principal.audience))?;
    let (refresh_token, successor) =
        refresh_tokens::issue(session.account_id, SessionKind::from_session(&session), now)?;
    if !SignInQueries::new(&state.db).rotate_refresh_token(&session, presented_token.id, successor, now).await? {
        tracing::warn!(account_id = %session.account_id, "a refresh token was used twice; its session has ended");
        state.tokens.forget_grant(principal.subject.grant());
        return Err(refused());
    }
    token(state, &principal, Some(refresh_token)).await
}

async fn by_client(state: &AppState, request: &HttpRequest, parameters: &Parameters) -> Result<Token, Problem> {
    let client = client_authentication::client(state, request, parameters).await?;
    let client = client.ok_or_else(client_authentication::invalid_client)?;
    let granted = client.scope.parse().map_err(|error: String| Problem::internal(error))?;
    let scopes = parameters.scopes(granted)?;
    let audience = parameters.audience(state.tokens.issuer(), None)?;
    let subject = Subject::Client(client.stamp.id);
    let principal = Principal { account_id: client.stamp.account_id, subject, scopes, audience };
    token(state, &principal, None).await
}

fn holder(session: &Session, scopes: Scopes) -> Result<Principal, Problem> {
    let subject = Subject::User(session.user_id, session.id);
    let audience = match session.audience.as_deref() {
        None => Audience::Api,
        Some(word) => Audience::parse(word).ok_or_else(|| Problem::internal("a session for no audience"))?,
    };
    Ok(Principal { account_id: session.account_id, subject, scopes, audience })
}

async fn token(state: &AppState, principal: &Principal, refresh_token: Option<String>) -> Result<Token, Problem> {
    Ok(Token {
        access_token: state.tokens.issue(principal, state.clock.now()).await?,
        token_type: "Bearer",
        expires_in: jwt::LIFETIME.num_seconds(),
        refresh_token,
        scope: principal.scopes.to_string(),
    })
}
