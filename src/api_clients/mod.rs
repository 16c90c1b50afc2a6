//! `/v1/api-clients`: programs that act for an account.

mod http;

use entity::{ApiClientId, Stamp};
pub use http::*;
use planning::Name;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    auth::{ScopeName, Scopes},
    http::{Validate, resource},
    problem::Problem,
};

/// The fields of an API client that an administrator sets.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Nightly sync with the job board", "scopes": ["read", "write"]}))]
pub struct OAuthClientInput {
    /// The purpose of the client, for people.
    pub name: Name,
    /// The scopes of its tokens; at most those of the administrator who writes them.
    #[schema(value_type = Vec<ScopeName>, min_items = 1, max_items = 3)]
    pub scopes: Scopes,
    /// Whether the client is disabled. A disabled client gets no tokens, and its existing tokens are refused.
    #[serde(default)]
    pub disabled: bool,
}

impl Validate for OAuthClientInput {}

resource! {
    /// An API client. Its `client_id` in OAuth is its `id`.
    OAuthClient: ApiClientId, OAuthClientInput, patch OAuthClientPatch
}

/// A new API client, with its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct OAuthClientWithSecret {
    #[serde(flatten)]
    client: OAuthClient,
    /// The client id for token requests: the value of `id`.
    client_id: ApiClientId,
    /// The client secret for token requests. It is shown only here.
    #[schema(example = "fu_secret_…")]
    client_secret: String,
}

impl OAuthClientInput {
    fn into_row(self, stamp: Stamp<ApiClientId>, secret_hash: String) -> entity::ApiClient {
        let Self { name, scopes, disabled } = self;
        entity::ApiClient { stamp, name, scope: scopes.to_string(), disabled, secret_hash }
    }

    fn from_row(row: &entity::ApiClient) -> Result<Self, Problem> {
        let scopes = row.scope.parse().map_err(|error: String| Problem::internal(error))?;
        Ok(Self { name: row.name.clone(), scopes, disabled: row.disabled })
    }
}

fn api_client(row: &entity::ApiClient) -> Result<OAuthClient, Problem> {
    Ok(crate::http::Resource::new(row.stamp, OAuthClientInput::from_row(row)?).into())
}
