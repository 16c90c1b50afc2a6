//! Queues events again that were sent or missed before.

use actix_web::{
    post,
    web::{Data, Json, Path},
};
use entity::{EventId, MAX_RECOVERED_EVENTS, Scope, WebhookEndpointId};
use planning::{Instant, Violation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    auth::Admin,
    http::{Body, Validate},
    problem::{ConflictProblems, CreateProblems, DeleteProblems, Problem},
    state::AppState,
};

/// Reads an endpoint that events are sent to.
async fn enabled(scope: &Scope, id: WebhookEndpointId) -> Result<entity::WebhookEndpoint, Problem> {
    let row: entity::WebhookEndpoint = scope.get(id).await?.ok_or(Problem::NotFound)?;
    if row.enabled { Ok(row) } else { Err(Problem::ENDPOINT_DISABLED) }
}

/// Send an event again
///
/// Whatever came of it before, and whether or not it is of the endpoint's types. It has the same id.
#[utoipa::path(
    operation_id = "resend_event",
    tag = "webhook endpoints",
    params(
        ("id" = WebhookEndpointId, Path, description = "The endpoint's id"),
        ("event_id" = EventId, Path, description = "The event's id")
    ),
    responses((status = 200, description = "It is queued", body = WebhookRecovered), DeleteProblems, ConflictProblems)
)]
#[post("/v1/webhook-endpoints/{id}/events/{event_id}/resend")]
pub async fn resend_event(
    state: Data<AppState>,
    admin: Admin,
    ids: Path<(WebhookEndpointId, EventId)>,
) -> Result<Json<WebhookRecovered>, Problem> {
    let (id, event_id) = *ids;
    enabled(&admin, id).await?;
    let event = admin.events_by_id([event_id]).await?.pop().ok_or(Problem::NotFound)?;
    let not_yet = || Problem::Conflict("the event is not in the feed yet: it will be sent".into());
    admin.resend(id, event_id, event.position.ok_or_else(not_yet)?).await?;
    state.webhooks.wake();
    Ok(Json(WebhookRecovered { queued: 1, more: false }))
}

/// Since when to send again.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"since": "2026-03-09T00:00:00Z"}))]
pub struct WebhookRecovery {
    /// Events from this instant on; they are kept for 30 days.
    since: Instant,
}

impl Validate for WebhookRecovery {
    fn violations(&self) -> Vec<Violation> {
        Vec::new()
    }
}

/// What is sent again.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookRecovered {
    /// The number of events that are queued.
    queued: u64,
    /// Whether there are more: then ask again.
    more: bool,
}

/// Send what an endpoint has missed
///
/// Queues all events since an instant that are of the endpoint's types and were not delivered to it, such as those of a
/// time in which it was disabled: up to 10,000, the oldest first.
#[utoipa::path(
    operation_id = "recover_events",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id")),
    request_body = WebhookRecovery,
    responses((status = 200, description = "How many are queued", body = WebhookRecovered), CreateProblems)
)]
#[post("/v1/webhook-endpoints/{id}/recover")]
pub async fn recover_events(
    state: Data<AppState>,
    admin: Admin,
    id: Path<WebhookEndpointId>,
    Body(recovery): Body<WebhookRecovery>,
) -> Result<Json<WebhookRecovered>, Problem> {
    let endpoint = enabled(&admin, *id).await?;
    let queued = admin.recover(&endpoint, *recovery.since).await?;
    state.webhooks.wake();
    let more = queued == u64::try_from(MAX_RECOVERED_EVENTS).unwrap_or(u64::MAX);
    Ok(Json(WebhookRecovered { queued, more }))
}
