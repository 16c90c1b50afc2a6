//! `/v1/assistants`: OAuth clients that a user has allowed to use the account.

use actix_web::{
    HttpResponse, delete, get,
    web::{Data, Json, Path},
};
use chrono::{DateTime, Utc};
use entity::{AssistantSession, SessionId, TokenGrant};
use serde::Serialize;
use url::Url;
use utoipa::ToSchema;

use crate::{
    auth::{Admin, ScopeName, Scopes},
    http::{Cursor, Listing, PageQuery, Query},
    problem::{DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
};

/// An assistant that a user has let into the account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assistant {
    id: SessionId,
    /// The name that the client gave itself.
    #[schema(example = "Example Assistant")]
    client_name: String,
    /// The host of the document that the client describes itself in; null, if the client has registered itself, so that
    /// nothing shows whose it is.
    #[schema(example = "assistant.example.com")]
    client_host: Option<String>,
    /// The client's id in OAuth.
    #[schema(example = "https://assistant.example.com/client.json")]
    client_id: String,
    /// The scopes that the user has granted.
    #[schema(value_type = Vec<ScopeName>)]
    scopes: Scopes,
    /// When the user has let it in.
    created_at: DateTime<Utc>,
    /// When its access ends unless it is used before.
    expires_at: DateTime<Utc>,
}

impl Assistant {
    fn from_row(row: AssistantSession) -> Result<Self, Problem> {
        let scopes = row.scope.parse().map_err(|error: String| Problem::internal(error))?;
        let url = Url::parse(&row.client_id).ok();
        Ok(Self {
            id: row.id,
            client_name: row.client_name,
            client_host: url.and_then(|url| url.host_str().map(str::to_owned)),
            client_id: row.client_id,
            scopes,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}

/// A page of assistants.
pub type AssistantList = Listing<Assistant>;

/// List assistants
///
/// Those that users have let into the account, each time that they did, in pages, in that order.
#[utoipa::path(
    operation_id = "list_assistants",
    tag = "assistants",
    params(PageQuery),
    responses((status = 200, description = "A page of assistants", body = AssistantList), ListProblems)
)]
#[get("/v1/assistants")]
pub async fn list_assistants(admin: Admin, Query(page): Query<PageQuery>) -> Result<AssistantList, Problem> {
    let page = admin.assistants(page.cursor.map(Cursor::into_key), page.limit.get()).await?;
    Listing::from_keyed_rows(page, |last| last.id.into(), Assistant::from_row)
}

/// Read an assistant
///
/// Its name, and what it may do.
#[utoipa::path(
    operation_id = "get_assistant",
    tag = "assistants",
    params(("id" = SessionId, Path, description = "The assistant's id")),
    responses((status = 200, description = "The assistant", body = Assistant), ReadProblems)
)]
#[get("/v1/assistants/{id}")]
pub async fn get_assistant(admin: Admin, id: Path<SessionId>) -> Result<Json<Assistant>, Problem> {
    Assistant::from_row(admin.assistant(*id).await?.ok_or(Problem::NotFound)?).map(Json)
}

/// End an assistant's access
///
/// Its refresh token becomes invalid, and its access tokens are refused: at once by the instance that
/// answers, within 30 seconds by others.
#[utoipa::path(
    operation_id = "delete_assistant",
    tag = "assistants",
    params(("id" = SessionId, Path, description = "The assistant's id")),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/assistants/{id}")]
pub async fn delete_assistant(
    state: Data<AppState>,
    admin: Admin,
    id: Path<SessionId>,
) -> Result<HttpResponse, Problem> {
    if !admin.end_assistant(*id).await? {
        return Err(Problem::NotFound);
    }
    tracing::info!(account_id = %admin.account_id(), "the access of an assistant was ended");
    state.tokens.forget_grant(TokenGrant::Session(*id));
    Ok(HttpResponse::NoContent().finish())
}
