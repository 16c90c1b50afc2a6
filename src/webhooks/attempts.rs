//! The list of attempts to send to an endpoint, with its responses.

use actix_web::{get, web::Path};
use chrono::{DateTime, Utc};
use entity::{EventId, WebhookAttemptId, WebhookEndpointId};
use planning::{Instant, rfc3339};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    auth::Admin,
    events::EventType,
    http::{Cursor, Limit, Listing, Query},
    problem::{ListProblems, Problem},
    stored,
};

/// The result of an attempt.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookAttemptOutcome)]
pub enum AttemptOutcome {
    /// The endpoint answered with a status from 200 to 299.
    Accepted,
    /// It answered with another status. Redirects are not followed.
    Refused,
    /// There was no answer.
    Unanswered,
}

/// An attempt to send an event to an endpoint.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookAttempt {
    pub(super) id: WebhookAttemptId,
    pub(super) event_id: EventId,
    pub(super) event_type: EventType,
    /// The number of the attempt, from 1.
    #[schema(minimum = 1)]
    pub(super) attempt: i16,
    pub(super) outcome: AttemptOutcome,
    /// The HTTP status of the answer; null, if there was none.
    #[schema(required)]
    pub(super) status: Option<i16>,
    /// Why there was no answer.
    #[schema(required)]
    pub(super) error: Option<String>,
    /// The beginning of the body of the answer.
    #[schema(required)]
    pub(super) answer: Option<String>,
    /// How long it took, in milliseconds.
    #[schema(minimum = 0)]
    pub(super) duration_ms: i32,
    /// When it was made.
    #[serde(serialize_with = "rfc3339::utc")]
    #[schema(value_type = Instant)]
    pub(super) created_at: DateTime<Utc>,
}

impl WebhookAttempt {
    pub(super) fn from_row(row: entity::WebhookAttempt) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id,
            event_id: row.event_id,
            event_type: stored::text(&row.kind)?,
            attempt: row.attempt,
            outcome: stored::word(&row.outcome)?,
            status: row.status,
            error: row.error,
            answer: row.answer,
            duration_ms: row.duration_ms,
            created_at: row.created_at,
        })
    }
}

/// A page of attempts.
pub type WebhookAttemptList = Listing<WebhookAttempt>;

/// Which attempts.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WebhookAttemptQuery {
    /// Only those of which this came.
    #[serde(default)]
    outcome: Option<AttemptOutcome>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List the attempts at a webhook endpoint
///
/// The latest first, in pages, with what the endpoint answered. They are kept for 30 days.
#[utoipa::path(
    operation_id = "list_webhook_attempts",
    tag = "webhook endpoints",
    params(("id" = WebhookEndpointId, Path, description = "The endpoint's id"), WebhookAttemptQuery),
    responses((status = 200, description = "A page of attempts", body = WebhookAttemptList), ListProblems)
)]
#[get("/v1/webhook-endpoints/{id}/attempts")]
pub async fn list_webhook_attempts(
    admin: Admin,
    id: Path<WebhookEndpointId>,
    Query(query): Query<WebhookAttemptQuery>,
) -> Result<WebhookAttemptList, Problem> {
    let outcome = query.outcome.map(|outcome| stored::to_word(&outcome));
    let before = query.cursor.map(Cursor::into_key);
    let page = admin.attempts(*id, outcome.as_deref(), before, query.limit.get()).await?;
    if page.items.is_empty() {
        admin.get::<entity::WebhookEndpoint>(*id).await?.ok_or(Problem::NotFound)?;
    }
    Listing::from_keyed_rows(page, |row| row.id.into(), WebhookAttempt::from_row)
}
