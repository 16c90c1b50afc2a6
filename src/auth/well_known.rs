//! `/.well-known/…`: metadata and keys by which programs verify tokens.

use actix_web::{
    HttpResponse, get,
    http::header,
    web::{Data, Json},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ScopeName, rotation::JWKS_MAX_AGE_SECONDS};
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
    let kept = format!("public, max-age={JWKS_MAX_AGE_SECONDS}");
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, kept)).json(keys))
}

/// Authorization server metadata (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorizationServer {
    /// The issuer: the value of the claim `iss` in tokens.
    #[schema(example = "https://followup.example.com")]
    issuer: String,
    /// The address of the page on which users let assistants in.
    #[schema(example = "https://followup.example.com/oauth/authorize")]
    authorization_endpoint: String,
    /// The address of the token endpoint.
    #[schema(example = "https://followup.example.com/oauth/token")]
    token_endpoint: String,
    /// The address of the revocation endpoint (RFC 7009).
    #[schema(example = "https://followup.example.com/oauth/revoke")]
    revocation_endpoint: String,
    /// The address at which clients register that have no metadata document (RFC 7591).
    #[schema(example = "https://followup.example.com/oauth/register")]
    registration_endpoint: String,
    /// The address of the public keys that verify tokens (RFC 7517).
    #[schema(example = "https://followup.example.com/.well-known/jwks.json")]
    jwks_uri: String,
    /// The address of the API's documentation.
    #[schema(example = "https://followup.example.com/docs/")]
    service_documentation: String,
    /// The supported scopes.
    scopes_supported: [ScopeName; 3],
    /// The supported response types.
    response_types_supported: [&'static str; 1],
    /// The supported response modes.
    response_modes_supported: [&'static str; 1],
    /// The supported grant types.
    grant_types_supported: [&'static str; 4],
    /// The supported methods of PKCE (RFC 7636), which is required.
    code_challenge_methods_supported: [&'static str; 1],
    /// Whether the id of a client may be the HTTPS address of its metadata document.
    client_id_metadata_document_supported: bool,
    /// Whether authorization responses name the issuer (RFC 9207).
    authorization_response_iss_parameter_supported: bool,
    /// Client authentication methods of the token endpoint; `none` is for the grants of users.
    token_endpoint_auth_methods_supported: [&'static str; 3],
    /// Client authentication methods of the revocation endpoint.
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
        authorization_endpoint: at("/oauth/authorize"),
        token_endpoint: at("/oauth/token"),
        revocation_endpoint: at("/oauth/revoke"),
        registration_endpoint: at("/oauth/register"),
        jwks_uri: at("/.well-known/jwks.json"),
        service_documentation: at("/docs/"),
        scopes_supported: ScopeName::ALL,
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        grant_types_supported: ["authorization_code", "refresh_token", "client_credentials", "password"],
        code_challenge_methods_supported: ["S256"],
        client_id_metadata_document_supported: true,
        authorization_response_iss_parameter_supported: true,
        token_endpoint_auth_methods_supported: methods,
        revocation_endpoint_auth_methods_supported: methods,
    })
}
