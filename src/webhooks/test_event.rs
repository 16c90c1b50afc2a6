//! Sends a test event to an endpoint.

use actix_web::{
    post,
    web::{Data, Path},
};
use entity::{EventId, WebhookEndpointId};

use super::{
    attempts::WebhookAttempt,
    secrets::secrets_of,
    send::{attempt_row, send},
};
use crate::{
    auth::Admin,
    events::{EndpointTestEvent, Event, EventData, EventType},
    problem::{DeleteProblems, Problem},
    state::AppState,
};

/// Test a webhook endpoint
///
/// Sends an event of the type `webhook_endpoint.test` now, whether or not the endpoint is enabled, and answers with
/// the result. It is not in the feed, and is not sent again.
#[utoipa::path(
    operation_id = "test_webhook_endpoint",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id")),
    responses((status = 200, description = "The result", body = WebhookAttempt), DeleteProblems)
)]
#[post("/v1/webhook-endpoints/{id}/test")]
pub async fn test_webhook_endpoint(
    state: Data<AppState>,
    admin: Admin,
    id: Path<WebhookEndpointId>,
) -> Result<actix_web::web::Json<WebhookAttempt>, Problem> {
    let row: entity::WebhookEndpoint = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    let secrets = secrets_of(&state.secret_sealer, &row, admin.now()).await?;
    let event = Event {
        id: EventId::new(),
        kind: EventType::TEST,
        timestamp: admin.now(),
        data: EventData::EndpointTest(EndpointTestEvent { webhook_endpoint_id: *id }),
    };
    let attempted = send(state.webhooks.client(), &row.url, &secrets, &event, admin.now()).await?;
    let attempt = attempt_row(&admin, &row, (event.id, event.kind.name()), 1, &attempted);
    admin.keep_attempt(attempt.clone()).await?;
    Ok(actix_web::web::Json(WebhookAttempt::from_row(attempt)?))
}
