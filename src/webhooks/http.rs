//! The endpoints of webhook endpoints.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{CACHE_CONTROL, HeaderValue},
    patch, post,
    web::{Data, Path},
};
use entity::WebhookEndpointId;
use planning::Violation;

use super::{
    WebhookEndpoint, WebhookEndpointInput, WebhookEndpointPatch, WebhookEndpointWithSecret,
    endpoint::to_response,
    secrets::{ShownSecret, new_secret, public_key_of, seal},
};
use crate::{
    auth::Admin,
    http::{Body, Cursor, IfMatch, Listing, MergePatch, PageQuery, Query, answer, etag},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
};

/// A page of webhook endpoints.
pub type WebhookEndpointList = Listing<WebhookEndpoint>;

/// The most endpoints of an account.
const MAX_ENDPOINTS: u64 = 100;

/// Create a webhook endpoint
///
/// Events are posted to its `url` from now on, signed as [Standard Webhooks](https://www.standardwebhooks.com) 1.0 has
/// it. The answer has the secret that verifies them, which is shown only now. `docs/events.md` says what is promised.
#[utoipa::path(
    operation_id = "create_webhook_endpoint",
    tag = "webhook endpoints",
    request_body = WebhookEndpointInput,
    responses(
        (status = 201, description = "The new endpoint with its secret", body = WebhookEndpointWithSecret,
         headers(("ETag" = String, description = "Its version, for `If-Match`"))),
        CreateProblems
    )
)]
#[post("/v1/webhook-endpoints")]
pub async fn create_webhook_endpoint(
    request: HttpRequest,
    state: Data<AppState>,
    admin: Admin,
    Body(input): Body<WebhookEndpointInput>,
) -> Result<HttpResponse, Problem> {
    input.refuse(state.webhooks.client().allowed())?;
    if admin.page::<entity::WebhookEndpoint>(&(), None, MAX_ENDPOINTS).await?.items.len() as u64 >= MAX_ENDPOINTS {
        return Err(Problem::Conflict(format!("an account has at most {MAX_ENDPOINTS} endpoints").into()));
    }
    let stamp = admin.stamp(WebhookEndpointId::new());
    let secret = new_secret(input.scheme)?;
    let shown_secret = ShownSecret::of_new(input.scheme, &secret)?;
    let empty = entity::WebhookEndpoint {
        stamp,
        url: String::new(),
        event_types: Vec::new(),
        scheme: String::new(),
        enabled: false,
        description: None,
        secret: seal(&state.secret_sealer, (stamp.account_id, stamp.id), &secret)?,
        secret_since: admin.now(),
        previous_secret: None,
        previous_until: None,
        disabled_reason: None,
        disabled_at: None,
        last_success_at: None,
        last_failure_at: None,
        last_failure: None,
        failing_since: None,
        paused_until: None,
    };
    let row = admin.insert(input.into_row(stamp, empty)).await?;
    let location = format!("/v1/webhook-endpoints/{}", row.stamp.id);
    let new = WebhookEndpointWithSecret {
        endpoint: to_response(&row, shown_secret.public_key)?,
        secret: shown_secret.secret,
    };
    let mut answer = answer(&request, etag(row.stamp.version), Some(location), &new);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

/// List webhook endpoints
///
/// In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_webhook_endpoints",
    tag = "webhook endpoints",
    params(PageQuery),
    responses((status = 200, description = "A page of webhook endpoints", body = WebhookEndpointList), ListProblems)
)]
#[get("/v1/webhook-endpoints")]
pub async fn list_webhook_endpoints(
    state: Data<AppState>,
    admin: Admin,
    Query(page): Query<PageQuery>,
) -> Result<WebhookEndpointList, Problem> {
    let page = admin.page::<entity::WebhookEndpoint>(&(), page.cursor.map(Cursor::into_key), page.limit.get()).await?;
    let mut keys = Vec::with_capacity(page.items.len());
    for row in &page.items {
        keys.push(public_key_of(&state.secret_sealer, row).await?);
    }
    let mut keys = keys.into_iter();
    Listing::from_rows(page, |row| to_response(&row, keys.next().flatten()))
}

/// Read a webhook endpoint
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if what an administrator set has not changed.
#[utoipa::path(
    operation_id = "get_webhook_endpoint",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id")),
    responses((status = 200, description = "The endpoint", body = WebhookEndpoint), ReadProblems)
)]
#[get("/v1/webhook-endpoints/{id}")]
pub async fn get_webhook_endpoint(
    state: Data<AppState>,
    admin: Admin,
    id: Path<WebhookEndpointId>,
) -> Result<WebhookEndpoint, Problem> {
    let row = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    to_response(&row, public_key_of(&state.secret_sealer, &row).await?)
}

/// Change a webhook endpoint
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. The scheme stays. What is queued for
/// an endpoint that is disabled is not sent any more. One that is enabled again begins anew: `POST .../recover` queues
/// what happened meanwhile.
#[utoipa::path(
    operation_id = "update_webhook_endpoint",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id"), IfMatch),
    request_body(
        content = WebhookEndpointPatch,
        content_type = "application/merge-patch+json",
        example = json!({"enabled": false})
    ),
    responses((status = 200, description = "The current endpoint", body = WebhookEndpoint), ChangeProblems)
)]
#[patch("/v1/webhook-endpoints/{id}")]
pub async fn update_webhook_endpoint(
    state: Data<AppState>,
    admin: Admin,
    id: Path<WebhookEndpointId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<WebhookEndpoint, Problem> {
    let row: entity::WebhookEndpoint = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let before = WebhookEndpointInput::from_row(&row)?;
    let input: WebhookEndpointInput = patch.apply(&before)?;
    if input.scheme != before.scheme {
        let message = "stays as it is: make another endpoint";
        return Err(Problem::InvalidBody(vec![Violation::new("/scheme", "immutable", message)]));
    }
    input.refuse(state.webhooks.client().allowed())?;
    let next = input.into_row(admin.next(row.stamp), row);
    let transaction = admin.begin().await?;
    let written = transaction.scope().update(next).await.map_err(|error| if_match.too_late(error))?;
    if !written.enabled {
        transaction.scope().drop_deliveries(written.stamp.id).await?;
    }
    transaction.commit().await?;
    to_response(&written, public_key_of(&state.secret_sealer, &written).await?)
}

/// Delete a webhook endpoint
///
/// Nothing more is sent to it. The list of attempts is deleted, too.
#[utoipa::path(
    operation_id = "delete_webhook_endpoint",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/webhook-endpoints/{id}")]
pub async fn delete_webhook_endpoint(
    admin: Admin,
    id: Path<WebhookEndpointId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::WebhookEndpoint>(&admin, *id).await?;
    if_match.deletion_response(admin.delete::<entity::WebhookEndpoint>(*id, version).await?)
}
