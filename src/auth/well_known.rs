//! `/.well-known/…`: what programs can find out by themselves about the tokens here.

use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Data, Json},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ScopeName, rotation::PUBLISHED_FOR};
use crate::{
    problem::{OpenProblems, Problem},
    state::AppState,
};

/// Get the public keys of access tokens
///
/// A JSON Web Key Set (RFC 7517). Tokens are signed with `EdDSA`; `kid` in their header names the key. A new key is
/// published here before it is used, for longer than this answer may be cached.
#[utoipa::path(
    operation_id = "get_jwks",
    tag = "accounts",
    responses(
        (status = 200, description = "The public keys", body = Value, example = json!({"keys": []})),
        OpenProblems
    )
)]
#[get("/.well-known/jwks.json")]
pub async fn get_jwks(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let keys = state.tokens.public_keys(state.clock.now()).await?;
    let kept = format!("public, max-age={PUBLISHED_FOR}");
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, kept)).json(keys))
}

/// What the authorization server can do (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorizationServer {
    /// Who issues the tokens, as their claim `iss` says.
    #[schema(example = "https://followup.example.com")]
    issuer: String,
    /// Where tokens are to be had.
    #[schema(example = "https://followup.example.com/oauth/token")]
    token_endpoint: String,
    /// Where tokens are revoked.
    #[schema(example = "https://followup.example.com/oauth/revoke")]
    revocation_endpoint: String,
    /// Where the keys are that verify tokens.
    #[schema(example = "https://followup.example.com/.well-known/jwks.json")]
    jwks_uri: String,
    /// Where the API is explained.
    #[schema(example = "https://followup.example.com/docs/")]
    service_documentation: String,
    /// What tokens may do.
    scopes_supported: [ScopeName; 3],
    /// None: there is no authorization endpoint.
    response_types_supported: [&'static str; 0],
    /// The ways to a token.
    grant_types_supported: [&'static str; 3],
    /// How clients show who they are when they ask for a token; `none` is for users.
    token_endpoint_auth_methods_supported: [&'static str; 3],
    /// The same, when they revoke one.
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
}

/// Get the authorization server's metadata
///
/// For OAuth libraries (RFC 8414).
#[utoipa::path(
    operation_id = "get_authorization_server",
    tag = "accounts",
    responses((status = 200, description = "The metadata", body = AuthorizationServer), OpenProblems)
)]
#[get("/.well-known/oauth-authorization-server")]
pub async fn get_authorization_server(state: Data<AppState>) -> Json<AuthorizationServer> {
    let at = |path: &str| state.tokens.issuer().to_owned() + path;
    let methods = ["client_secret_basic", "client_secret_post", "none"];
    Json(AuthorizationServer {
        issuer: at(""),
        token_endpoint: at("/oauth/token"),
        revocation_endpoint: at("/oauth/revoke"),
        jwks_uri: at("/.well-known/jwks.json"),
        service_documentation: at("/docs/"),
        scopes_supported: ScopeName::ALL,
        response_types_supported: [],
        grant_types_supported: ["password", "refresh_token", "client_credentials"],
        token_endpoint_auth_methods_supported: methods,
        revocation_endpoint_auth_methods_supported: methods,
    })
}
