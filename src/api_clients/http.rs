//! The endpoints of API clients.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{CACHE_CONTROL, HeaderValue},
    patch, post,
    web::{Data, Path},
};
use entity::{ApiClientId, TokenGrant};

use super::{OAuthClient, OAuthClientInput, OAuthClientPatch, OAuthClientWithSecret, api_client};
use crate::{
    auth::{Admin, ClientSecret},
    http::{Body, Cursor, IfMatch, Listing, MergePatch, PageQuery, Query, answer, etag},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
};

/// A page of API clients.
pub type OAuthClientList = Listing<OAuthClient>;

/// Create an API client
///
/// The answer contains the client's secret, which is shown only once. With it, the client gets tokens from `POST
/// /oauth/token` (`client_credentials`). A repeated request with the same `Idempotency-Key` is answered with 409,
/// without the secret: if the secret is lost, delete the client and create another.
#[utoipa::path(
    operation_id = "create_api_client",
    tag = "api-clients",
    request_body = OAuthClientInput,
    responses(
        (status = 201, description = "The new API client with its secret", body = OAuthClientWithSecret,
         headers(("ETag" = String, description = "Its version, for `If-Match`"))),
        CreateProblems
    )
)]
#[post("/v1/api-clients")]
pub async fn create_api_client(
    request: HttpRequest,
    admin: Admin,
    Body(input): Body<OAuthClientInput>,
) -> Result<HttpResponse, Problem> {
    admin.may_grant(input.scopes)?;
    let stamp = admin.stamp(ApiClientId::new());
    let secret = ClientSecret::random(stamp.account_id)?;
    let row = admin.insert(input.into_row(stamp, secret.hash())).await?;
    let location = format!("/v1/api-clients/{}", row.stamp.id);
    let new =
        OAuthClientWithSecret { client: api_client(&row)?, client_id: row.stamp.id, client_secret: secret.reveal() };
    let mut answer = answer(&request, etag(row.stamp.version), Some(location), &new);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

/// List API clients
///
/// In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_api_clients",
    tag = "api-clients",
    params(PageQuery),
    responses((status = 200, description = "A page of API clients", body = OAuthClientList), ListProblems)
)]
#[get("/v1/api-clients")]
pub async fn list_api_clients(admin: Admin, Query(page): Query<PageQuery>) -> Result<OAuthClientList, Problem> {
    let page = admin.page(&(), page.cursor.map(Cursor::into_key), page.limit.get()).await?;
    Listing::from_rows(page, |row| api_client(&row))
}

/// Read an API client
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_api_client",
    tag = "api-clients",
    params(("id" = ApiClientId, Path, description = "The API client's id")),
    responses((status = 200, description = "The API client", body = OAuthClient), ReadProblems)
)]
#[get("/v1/api-clients/{id}")]
pub async fn get_api_client(admin: Admin, id: Path<ApiClientId>) -> Result<OAuthClient, Problem> {
    api_client(&admin.get(*id).await?.ok_or(Problem::NotFound)?)
}

/// Change an API client
///
/// Its name, its scopes, and whether it is disabled. Existing tokens follow within 30 seconds.
#[utoipa::path(
    operation_id = "update_api_client",
    tag = "api-clients",
    params(("id" = ApiClientId, Path, description = "The API client's id"), IfMatch),
    request_body(
        content = OAuthClientPatch,
        content_type = "application/merge-patch+json",
        example = json!({"disabled": true})
    ),
    responses((status = 200, description = "The API client", body = OAuthClient), ChangeProblems)
)]
#[patch("/v1/api-clients/{id}")]
pub async fn update_api_client(
    state: Data<AppState>,
    admin: Admin,
    id: Path<ApiClientId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<OAuthClient, Problem> {
    let row: entity::ApiClient = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let input = patch.apply(&OAuthClientInput::from_row(&row)?)?;
    admin.may_grant(input.scopes)?;
    let row = input.into_row(admin.next(row.stamp), row.secret_hash);
    let row = admin.update(row).await.map_err(|error| if_match.too_late(error))?;
    state.tokens.forget_grant(TokenGrant::Client(row.stamp.id));
    api_client(&row)
}

/// Delete an API client
///
/// Its tokens are refused within 30 seconds.
#[utoipa::path(
    operation_id = "delete_api_client",
    tag = "api-clients",
    params(("id" = ApiClientId, Path, description = "The API client's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/api-clients/{id}")]
pub async fn delete_api_client(
    state: Data<AppState>,
    admin: Admin,
    id: Path<ApiClientId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::ApiClient>(&admin, *id).await?;
    let deleted = admin.delete::<entity::ApiClient>(*id, version).await?;
    state.tokens.forget_grant(TokenGrant::Client(*id));
    if_match.deletion_response(deleted)
}
