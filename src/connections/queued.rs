//! The jobs that follow from deliveries.

use chrono::{DateTime, Days, NaiveTime, Utc};
use database::NewJob;
use entity::{DeliveryId, Scope};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The kind of the jobs that apply a delivery.
pub(crate) const DELIVERY: &str = "delivery";

/// The kind of the jobs that delete old bodies.
pub(crate) const FORGET_BODIES: &str = "forget_bodies";

/// The number of days after which bodies are deleted.
pub(super) const BODY_RETENTION_DAYS: u64 = 30;

/// The job that applies a delivery: one at a time, with the delivery's id.
pub(super) fn delivery_job(scope: &Scope, id: DeliveryId) -> NewJob {
    NewJob {
        account_id: scope.account_id().into(),
        id: id.into(),
        kind: DELIVERY,
        payload: json!({"delivery_id": id}),
        due_at: scope.now(),
    }
}

/// The job that forgets the bodies of this day, of which one is enough: it always has the same id.
pub(crate) fn forget_job(scope: &Scope) -> NewJob {
    let (account_id, day) = (Uuid::from(scope.account_id()), scope.now().date_naive());
    let digest = Sha256::new()
        .chain_update(FORGET_BODIES)
        .chain_update(account_id.as_bytes())
        .chain_update(day.to_string())
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    NewJob {
        account_id,
        id: uuid::Builder::from_custom_bytes(id).into_uuid(),
        kind: FORGET_BODIES,
        payload: json!({}),
        due_at: midnight_after(scope.now(), BODY_RETENTION_DAYS + 1),
    }
}

/// Midnight at the beginning of the day after this number of days.
fn midnight_after(now: DateTime<Utc>, days: u64) -> DateTime<Utc> {
    let day = now.date_naive().checked_add_days(Days::new(days)).unwrap_or_else(|| now.date_naive());
    day.and_time(NaiveTime::MIN).and_utc()
}
