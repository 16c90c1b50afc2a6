//! One attempt: signs an event, sends it, and decides what to do next.

use chrono::{DateTime, Utc};
use connectors::{
    Secret,
    standard_webhooks::{ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, sign},
};
use entity::{ClaimedDelivery, DeliveryDecision, EventId, Scope, WebhookAttemptId, WebhookEndpoint};

use super::{
    attempts::AttemptOutcome,
    client::{AttemptResult, WebhookClient, WebhookRequest},
    schedule::{asked_wait, wait_after},
};
use crate::{events::Event, problem::Problem, stored};

/// Sends an event to an endpoint.
pub(super) async fn send(
    client: &WebhookClient,
    url: &str,
    secrets: &[Secret],
    event: &Event,
    now: DateTime<Utc>,
) -> Result<AttemptResult, Problem> {
    let body = serde_json::to_vec(event).map_err(Problem::internal)?;
    let id = event.id.to_string();
    let signature = sign(secrets, &id, now, &body).map_err(Problem::internal)?;
    let headers = vec![
        ("content-type", "application/json".to_owned()),
        (ID_HEADER, id),
        (TIMESTAMP_HEADER, now.timestamp().to_string()),
        (SIGNATURE_HEADER, signature),
    ];
    client.send(WebhookRequest { url: url.to_owned(), headers, body }).await
}

/// The outcome of an attempt.
pub(super) fn outcome(attempted: &AttemptResult) -> AttemptOutcome {
    match &attempted.result {
        Ok(answered) if (200..300).contains(&answered.status) => AttemptOutcome::Accepted,
        Ok(_) => AttemptOutcome::Refused,
        Err(_) => AttemptOutcome::Unanswered,
    }
}

/// Why an attempt failed, in a few words.
pub(super) fn failure(attempted: &AttemptResult) -> Option<String> {
    match &attempted.result {
        Ok(_) if outcome(attempted) == AttemptOutcome::Accepted => None,
        Ok(answered) => Some(format!("it answered with the status {}", answered.status)),
        Err(error) => Some(error.clone()),
    }
}

/// The decisions that follow from an attempt.
pub(super) struct AttemptConsequence {
    pub decision: DeliveryDecision,
    /// Whether and until when the endpoint is left alone: it does not answer, or asks for it.
    pub pause: Option<DateTime<Utc>>,
    /// Whether the endpoint answered that it no longer exists (410).
    pub gone: bool,
}

/// The decisions that follow from an attempt with this number.
pub(super) fn consequence(
    attempted: &AttemptResult,
    attempt: i16,
    share: u8,
    now: DateTime<Utc>,
) -> AttemptConsequence {
    let outcome = outcome(attempted);
    if outcome == AttemptOutcome::Accepted {
        return AttemptConsequence { decision: DeliveryDecision::Delivered, pause: None, gone: false };
    }
    let answered = attempted.result.as_ref().ok();
    let asked = answered.and_then(|answered| asked_wait(answered.retry_after.as_deref(), now));
    let wait = wait_after(attempt, share).map(|wait| asked.map_or(wait, |asked| asked.max(wait)));
    let decision = wait.map_or(DeliveryDecision::Failed, |wait| DeliveryDecision::Retry(now + wait));
    let busy = answered.is_some_and(|answered| matches!(answered.status, 429 | 503)) && asked.is_some();
    let pause = match outcome {
        AttemptOutcome::Unanswered => wait_after(1, share).map(|wait| now + wait),
        _ if busy => asked.map(|asked| now + asked),
        _ => None,
    };
    AttemptConsequence { decision, pause, gone: answered.is_some_and(|answered| answered.status == 410) }
}

/// The row of an attempt.
pub(super) fn attempt_row(
    scope: &Scope,
    endpoint: &WebhookEndpoint,
    event: (EventId, &str),
    attempt: i16,
    attempted: &AttemptResult,
) -> entity::WebhookAttempt {
    let (status, error, answer) = match &attempted.result {
        Ok(answered) => (i16::try_from(answered.status).ok(), None, Some(answered.text.clone())),
        Err(error) => (None, Some(error.clone()), None),
    };
    entity::WebhookAttempt {
        account_id: scope.account_id(),
        id: WebhookAttemptId::new(),
        endpoint_id: endpoint.stamp.id,
        event_id: event.0,
        kind: event.1.to_owned(),
        attempt,
        outcome: stored::to_word(&outcome(attempted)),
        status,
        error,
        answer,
        duration_ms: i32::try_from(attempted.took.as_millis()).unwrap_or(i32::MAX),
        created_at: scope.now(),
    }
}

/// The jitter of a delivery, which is the same for all of one batch.
pub(super) fn share_of(delivery: &ClaimedDelivery) -> u8 {
    uuid::Uuid::from(delivery.event_id).as_bytes()[15]
}
