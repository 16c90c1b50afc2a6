//! Sends events to endpoints in the background.
//!
//! Each endpoint is served by one task of an instance at a time, which sends one event after the other, in order. A
//! slow endpoint so holds up itself alone. Over all endpoints, a bounded number of requests is under way. Endpoints
//! whose last attempt failed share a part of these, so that those that hang leave the others their places.

use std::time::{Duration, Instant};

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};
use chrono::TimeDelta;
use entity::{AccountId, DeliveryClaim, DeliveryDecision, EventId, Feeds, Scope, WebhookEndpoint, WebhookEndpointId};

use super::{
    schedule::DISABLE_AFTER,
    secrets::secrets_of,
    send::{AttemptConsequence, attempt_row, consequence, failure, outcome, send, share_of},
};
use crate::{
    events::{DisabledReason, Event},
    problem::Problem,
    state::AppState,
    stored,
};

/// How often to look for deliveries that are due.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// How many events are claimed at once.
const CLAIM_BATCH_SIZE: u32 = 50;

/// The duration of a claim.
const LEASE_DURATION: TimeDelta = TimeDelta::seconds(60);

/// Within what time of a claim new attempts are begun: an attempt takes up to 15 s.
const START_ATTEMPTS_WITHIN: Duration = Duration::from_secs(40);

/// An endpoint that answers more slowly uses the request slots of failing endpoints.
const SLOW_ENDPOINT_THRESHOLD: Duration = Duration::from_secs(2);

/// The task that sends events, until it is stopped.
#[derive(Debug)]
pub struct Sender(JoinHandle<()>);

impl Sender {
    /// Starts it.
    #[must_use]
    pub fn start(state: &Data<AppState>) -> Self {
        Self(rt::spawn(run(state.clone())))
    }

    /// Stops it. Another instance repeats unfinished attempts once the lease has ended.
    pub async fn stop(self) {
        self.0.abort();
        let _ = self.0.await;
    }
}

async fn run(state: Data<AppState>) {
    let mut failing = false;
    loop {
        let due = endpoints_to_send_to(&state).await;
        if let (Err(error), false) = (&due, failing) {
            tracing::warn!(%error, "webhooks can't be looked for; this is tried again and again");
        }
        failing = due.is_err();
        for of in due.unwrap_or_default() {
            begin(&state, of);
        }
        let _ = tokio::time::timeout(POLL_INTERVAL, state.webhooks.wait_for_change()).await;
    }
}

/// All endpoints to which something is due, however many of them are being served.
async fn endpoints_to_send_to(state: &AppState) -> Result<Vec<(AccountId, WebhookEndpointId)>, Problem> {
    let (feeds, now) = (Feeds::new(&state.db), state.clock.now());
    let mut all = Vec::new();
    loop {
        let found = feeds.endpoints_to_send_to(now, all.last().copied()).await?;
        let more = found.len() == Feeds::MAX_RESULTS;
        all.extend(found);
        if !more {
            return Ok(all);
        }
    }
}

/// Starts a task that serves an endpoint, unless one is running.
fn begin(state: &Data<AppState>, of: (AccountId, WebhookEndpointId)) {
    let Some(served) = state.webhooks.serve(of) else { return };
    let state = state.clone();
    rt::spawn(async move {
        let _served = served;
        if let Err(error) = serve(&state, of).await {
            tracing::warn!(%error, account_id = %of.0, endpoint_id = %of.1, "events can't be sent");
        }
    });
}

/// Sends an endpoint what is due, until nothing is, or it is better left alone.
async fn serve(state: &AppState, (account, id): (AccountId, WebhookEndpointId)) -> Result<(), Problem> {
    while !state.status.is_stopping() {
        #[expect(clippy::disallowed_methods, reason = "the account is that of the endpoint")]
        let scope = Scope::new(state.db.clone(), account, state.clock.now());
        let turn = state.webhooks.database_permit().await.map_err(Problem::internal)?;
        let Some(endpoint) = scope.get::<WebhookEndpoint>(id).await? else { break };
        if !endpoint.enabled {
            scope.drop_deliveries(id).await?;
            break;
        }
        let claim = scope.claim_deliveries(id, scope.now() + LEASE_DURATION, CLAIM_BATCH_SIZE).await?;
        drop(turn);
        if claim.deliveries.is_empty() || !send_claimed(state, &scope, &endpoint, &claim).await? {
            break;
        }
    }
    Ok(())
}

/// The result of the deliveries of a claim.
#[derive(Default)]
struct Results {
    fates: Vec<(EventId, DeliveryDecision)>,
    attempts: Vec<entity::WebhookAttempt>,
    succeeded: bool,
    /// Why the last attempt that failed did.
    failure: Option<String>,
    /// Whether the last attempt failed.
    failing: bool,
    /// How long the last attempt took.
    took: Duration,
    gone: bool,
    /// Until when the endpoint is left alone.
    pause: Option<chrono::DateTime<chrono::Utc>>,
}

/// Sends claimed events; says whether more may be sent at once.
async fn send_claimed(
    state: &AppState,
    scope: &Scope,
    endpoint: &WebhookEndpoint,
    claim: &DeliveryClaim,
) -> Result<bool, Problem> {
    let began = Instant::now();
    let turn = state.webhooks.database_permit().await.map_err(Problem::internal)?;
    let rows = scope.events_by_id(claim.deliveries.iter().map(|delivery| delivery.event_id)).await?;
    let secrets = secrets_of(&state.secret_sealer, endpoint, scope.now()).await?;
    drop(turn);
    let mut results = Results::default();
    for delivery in &claim.deliveries {
        if let Some(at) = results.pause.or_else(|| results.gone.then(|| scope.now())) {
            results.fates.push((delivery.event_id, DeliveryDecision::Released(at)));
            continue;
        }
        // One that is no longer kept can't be sent.
        let Some(row) = rows.iter().find(|row| row.id == delivery.event_id) else {
            results.fates.push((delivery.event_id, DeliveryDecision::Failed));
            continue;
        };
        let event = Event::from_row(row)?;
        let failing = results.failing
            || results.took > SLOW_ENDPOINT_THRESHOLD
            || (endpoint.failing_since.is_some() && !results.succeeded);
        let permit = state.webhooks.sending_permit(failing).await.map_err(Problem::internal)?;
        // It may have taken long to get one.
        if began.elapsed() > START_ATTEMPTS_WITHIN {
            results.fates.push((delivery.event_id, DeliveryDecision::Released(scope.now())));
            continue;
        }
        let now = state.clock.now();
        let attempted = send(state.webhooks.client(), &endpoint.url, &secrets, &event, now).await?;
        drop(permit);
        state.status.metrics.count_webhook(&stored::to_word(&outcome(&attempted)));
        let AttemptConsequence { decision, pause, gone } =
            consequence(&attempted, delivery.attempt, share_of(delivery), now);
        results.fates.push((delivery.event_id, decision));
        let of = (delivery.event_id, row.kind.as_str());
        results.attempts.push(attempt_row(scope, endpoint, of, delivery.attempt, &attempted));
        let why = failure(&attempted);
        results.failing = why.is_some();
        results.took = attempted.took;
        results.succeeded |= why.is_none();
        results.failure = why.or(results.failure);
        (results.gone, results.pause) = (gone, pause);
    }
    settle(state, scope, endpoint, claim, results).await
}

async fn settle(
    state: &AppState,
    scope: &Scope,
    endpoint: &WebhookEndpoint,
    claim: &DeliveryClaim,
    results: Results,
) -> Result<bool, Problem> {
    let goes_on = results.pause.is_none() && !results.gone;
    let _turn = state.webhooks.database_permit().await.map_err(Problem::internal)?;
    scope.settle_deliveries(claim, results.fates, results.attempts).await?;
    let failure = results.failure.as_deref().map(|why| (why, results.failing));
    if results.succeeded || failure.is_some() {
        scope.note_attempts(endpoint.stamp.id, results.succeeded, failure, results.pause).await?;
    }
    let failing = endpoint.failing_since.filter(|_| !results.succeeded && results.failing);
    if results.gone {
        scope.disable_endpoint(endpoint.stamp.id, &stored::to_word(&DisabledReason::Gone)).await?;
        return Ok(false);
    }
    if failing.is_some_and(|since| scope.now() - since >= DISABLE_AFTER) {
        scope.disable_endpoint(endpoint.stamp.id, &stored::to_word(&DisabledReason::Failing)).await?;
        return Ok(false);
    }
    Ok(goes_on)
}

/// Sends all that is due now, to all endpoints, one after the other.
///
/// # Errors
///
/// If the database fails.
pub async fn send_all(state: &AppState) -> Result<(), Problem> {
    for _ in 0..100 {
        let due = endpoints_to_send_to(state).await?;
        if due.is_empty() {
            break;
        }
        for of in due {
            serve(state, of).await?;
        }
    }
    Ok(())
}
