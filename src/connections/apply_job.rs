//! Applies stored deliveries, as jobs.

use chrono::{DateTime, TimeDelta, Utc};
use connectors::{Delivery, DeliveryContent, ReadError, Settings};
use database::Job;
use entity::{DeliveryId, Scope, StoredBody};
use serde::Deserialize;
use uuid::Uuid;

use super::{DeliveryResult, DeliveryState, queued::BODY_RETENTION_DAYS, receive::reading};
use crate::{
    http::{WriteError, retry_overtaken},
    imports::{Upload, import},
    problem::Problem,
    state::AppState,
    stored, sync,
};

/// Bodies of more bytes are read on a thread that may block.
const BLOCKING_THRESHOLD_BYTES: usize = 64 * 1024;

#[derive(Deserialize)]
struct Payload {
    delivery_id: DeliveryId,
}

fn delivery_of(job: &Job) -> Result<DeliveryId, Problem> {
    let payload = Payload::deserialize(&job.payload).map_err(Problem::internal)?;
    Ok(payload.delivery_id)
}

fn scope_of(state: &AppState, job: &Job) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "a job is the account's that queued it")]
    Scope::new(state.db.clone(), job.account_id.into(), state.clock.now())
}

/// Applies a delivery, stores the result, and completes the job; all together, or nothing.
///
/// # Errors
///
/// Why it has to be tried again.
pub(crate) async fn apply_delivery(state: &AppState, job: &Job) -> Result<(), Problem> {
    let scope = scope_of(state, job);
    let id = delivery_of(job)?;
    // One that was given up may be replayed by its job.
    let states = [DeliveryState::Received, DeliveryState::Failed].map(|state| stored::to_word(&state));
    let waiting = |row: &entity::Delivery| states.contains(&row.state);
    let Some(row) = scope.get::<entity::Delivery>(id).await?.filter(waiting) else {
        // It was deleted with its connection, or was applied.
        scope.complete_job(job).await?;
        return Ok(());
    };
    let Some(connection) = scope.get::<entity::Connection>(row.connection_id).await? else {
        scope.complete_job(job).await?;
        return Ok(());
    };
    let (kind, settings) = reading(&connection)?;
    let mapped = match scope.delivery_body(id).await? {
        Some(body) => map(state, kind, settings, body, row.stamp.created_at).await?,
        None => Err(ReadError { pointer: String::new(), detail: "its body is no longer kept".into() }),
    };
    let changes = match mapped {
        Ok(DeliveryContent::Changes(changes)) => changes,
        Ok(DeliveryContent::Mail(mail)) => return import_mail(state, &scope, job, row, mail.raw).await,
        Err(unreadable) => {
            let result = DeliveryResult::unreadable(&unreadable);
            return finish(&scope, job, row, DeliveryState::Failed, result).await;
        }
    };
    let applied = retry_overtaken(async || {
        let transaction = scope.begin().await?;
        let applied = sync::apply(transaction.scope(), &changes, row.stamp.created_at).await?;
        let (state, result) = DeliveryResult::from_applied(applied);
        write(transaction.scope(), job, row.clone(), state, result).await?;
        Ok::<_, WriteError>(transaction.commit().await?)
    });
    match applied.await {
        Err(Problem::InvalidBody(violations)) => {
            let result = DeliveryResult::refused(violations);
            finish(&scope, job, row, DeliveryState::Failed, result).await
        }
        Err(Problem::Conflict(why)) if job.is_last_attempt() => {
            finish(&scope, job, row, DeliveryState::Failed, DeliveryResult::because(why.into_owned())).await
        }
        applied => applied,
    }
}

/// Hands a mail over to the imports; their answer has the result.
async fn import_mail(
    state: &AppState,
    scope: &Scope,
    job: &Job,
    row: entity::Delivery,
    raw: Vec<u8>,
) -> Result<(), Problem> {
    let upload = Upload {
        content_type: "message/rfc822".to_owned(),
        body: raw.into(),
        connection_id: Some(row.connection_id),
        received_at: row.stamp.created_at,
    };
    let imported = import(state, scope, upload, None).await?.row;
    let (state, result) = DeliveryResult::of_mail(&imported);
    finish(scope, job, row, state, result).await
}

async fn map(
    state: &AppState,
    kind: &'static connectors::Kind,
    settings: Settings,
    StoredBody { headers, body }: StoredBody,
    received_at: DateTime<Utc>,
) -> Result<Result<DeliveryContent, ReadError>, Problem> {
    let large = body.len() > BLOCKING_THRESHOLD_BYTES;
    let map = move || {
        let headers = headers.0.into_iter().collect();
        kind.connector.map(&Delivery { body: &body, headers: &headers, received_at }, &settings)
    };
    if large { state.blocking.run(map).await } else { Ok(map()) }
}

/// Stores the result of a delivery of which nothing was written, and completes the job.
async fn finish(
    scope: &Scope,
    job: &Job,
    row: entity::Delivery,
    state: DeliveryState,
    result: DeliveryResult,
) -> Result<(), Problem> {
    let transaction = scope.begin().await?;
    write(transaction.scope(), job, row, state, result).await?;
    Ok(transaction.commit().await?)
}

async fn write(
    scope: &Scope,
    job: &Job,
    row: entity::Delivery,
    state: DeliveryState,
    result: DeliveryResult,
) -> Result<(), Problem> {
    keep(scope, row, state, result).await?;
    if !scope.complete_job(job).await? {
        return Err(Problem::Conflict("another instance has claimed the job".into()));
    }
    Ok(())
}

async fn keep(
    scope: &Scope,
    row: entity::Delivery,
    state: DeliveryState,
    result: DeliveryResult,
) -> Result<(), Problem> {
    let stamp = scope.next(row.stamp);
    let next = entity::Delivery {
        stamp,
        state: stored::to_word(&state),
        result: Some(serde_json::to_value(result).map_err(Problem::internal)?),
        ..row
    };
    scope.update(next).await?;
    Ok(())
}

/// Marks a delivery as given up: no further attempt is made.
pub(crate) async fn give_delivery_up(state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
    let scope = scope_of(state, job);
    let Some(row) = scope.get::<entity::Delivery>(delivery_of(job)?).await? else { return Ok(()) };
    let message = format!("it could not be applied within {} attempts: {why}", job.attempt);
    keep(&scope, row, DeliveryState::Failed, DeliveryResult::because(message)).await
}

/// Deletes the bodies that are old enough, and completes the job.
pub(crate) async fn forget_bodies(state: &AppState, job: &Job) -> Result<(), Problem> {
    let scope = scope_of(state, job);
    let before = state.clock.now() - TimeDelta::days(i64::try_from(BODY_RETENTION_DAYS).unwrap_or(i64::MAX));
    // Ids begin with the milliseconds since 1970 (RFC 9562, section 5.7).
    let millis = u64::try_from(before.timestamp_millis()).unwrap_or_default();
    let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
    scope.forget_delivery_bodies(first_of(first)).await?;
    scope.forget_import_bodies(first_of(first)).await?;
    scope.complete_job(job).await?;
    Ok(())
}

/// The lowest id of the same millisecond.
fn first_of(id: Uuid) -> Uuid {
    let mut bytes = *id.as_bytes();
    bytes[6..].fill(0);
    Uuid::from_bytes(bytes)
}
