//! Protected resource metadata (RFC 9728): which authorization server issues the tokens of `/mcp`.

use actix_web::{
    get,
    web::{Data, Json},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Audience, ScopeName};
use crate::{problem::OpenProblems, state::AppState};

/// The path of the metadata of `/mcp`.
pub(crate) const METADATA_PATH: &str = "/.well-known/oauth-protected-resource/mcp";

/// Protected resource metadata (RFC 9728, section 2).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProtectedResource {
    /// The resource that tokens are asked for, in the parameter `resource` (RFC 8707).
    #[schema(example = "https://followup.example.com/mcp")]
    resource: String,
    /// The name of the resource, for people.
    #[schema(example = "Follow-up API")]
    resource_name: &'static str,
    /// The issuers of its tokens.
    #[schema(example = json!(["https://followup.example.com"]))]
    authorization_servers: [String; 1],
    /// The scopes that its operations need.
    scopes_supported: [ScopeName; 2],
    /// Where the token is sent: in the header `Authorization` alone.
    bearer_methods_supported: [&'static str; 1],
    /// The address of the documentation.
    #[schema(example = "https://followup.example.com/docs/")]
    resource_documentation: String,
}

fn metadata(state: &AppState) -> Json<ProtectedResource> {
    let issuer = state.tokens.issuer();
    Json(ProtectedResource {
        resource: Audience::Mcp.uri(issuer),
        resource_name: "Follow-up API",
        authorization_servers: [issuer.to_owned()],
        scopes_supported: [ScopeName::Read, ScopeName::Write],
        bearer_methods_supported: ["header"],
        resource_documentation: format!("{issuer}/docs/"),
    })
}

/// Get the metadata of the endpoint for assistants
///
/// For clients of the Model Context Protocol (RFC 9728).
#[utoipa::path(
    operation_id = "get_mcp_resource",
    tag = "assistants",
    responses((status = 200, description = "The metadata", body = ProtectedResource), OpenProblems)
)]
#[get("/.well-known/oauth-protected-resource/mcp")]
pub async fn get_mcp_resource(state: Data<AppState>) -> Json<ProtectedResource> {
    metadata(&state)
}

/// Get the metadata of the protected resource
///
/// The same as at `/.well-known/oauth-protected-resource/mcp`, for clients that look here.
#[utoipa::path(
    operation_id = "get_protected_resource",
    tag = "assistants",
    responses((status = 200, description = "The metadata", body = ProtectedResource), OpenProblems)
)]
#[get("/.well-known/oauth-protected-resource")]
pub async fn get_protected_resource(state: Data<AppState>) -> Json<ProtectedResource> {
    metadata(&state)
}
