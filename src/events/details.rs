//! The stored details of events.

use chrono::{DateTime, Utc};
use entity::CommunicationId;
use planning::StepKind;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

use crate::problem::Problem;

/// Why the service has disabled a webhook endpoint.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisabledReason {
    /// It answered 410.
    Gone,
    /// Nothing was accepted for five days.
    Failing,
}

/// The remote ids that events of a plan have had when they were written. Those of releases before have none.
#[derive(Deserialize)]
pub(super) struct EventRemoteIds {
    #[serde(default)]
    pub(super) application_remote_id: Option<String>,
    #[serde(default)]
    pub(super) candidate_remote_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct StepDetails {
    #[serde(flatten)]
    pub(super) named: EventRemoteIds,
    pub(super) step_id: String,
    pub(super) kind: StepKind,
    pub(super) opens_at: DateTime<Utc>,
    pub(super) closes_at: DateTime<Utc>,
    pub(super) since: DateTime<Utc>,
}

#[derive(Deserialize)]
pub(super) struct StateDetails {
    #[serde(flatten)]
    pub(super) named: EventRemoteIds,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) since: DateTime<Utc>,
}

#[derive(Deserialize)]
pub(super) struct SentDetails {
    pub(super) communication_id: CommunicationId,
}

#[derive(Deserialize)]
pub(super) struct DisabledDetails {
    pub(super) reason: DisabledReason,
}

pub(super) fn lacking(what: &str) -> Problem {
    Problem::internal(format!("an event lacks {what}"))
}

pub(super) fn details<T: DeserializeOwned>(row: &entity::Event) -> Result<T, Problem> {
    T::deserialize(row.details.as_ref().ok_or_else(|| lacking("its details"))?).map_err(Problem::internal)
}
