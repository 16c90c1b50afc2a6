//! Rebuilt plans, in the form in which they are stored.

use chrono::{DateTime, Utc};

use crate::{ApplicationId, CandidateId};

/// An outdated plan that is still stored.
#[derive(Clone, Debug)]
pub struct ClaimedPlan {
    pub application_id: ApplicationId,
    /// When it expired; `None` if a fact was written since it was calculated.
    pub expired_at: Option<DateTime<Utc>>,
    /// Its state; `None` if it was never made.
    pub(super) state: Option<String>,
    /// How its application was counted in statistics.
    pub(super) counted: Option<String>,
}

/// The part of a plan that is stored for agendas.
#[derive(Clone, Debug)]
pub struct RebuiltPlan {
    pub application_id: ApplicationId,
    /// The client's own id of the application.
    pub application_remote_id: Option<String>,
    pub candidate_id: CandidateId,
    /// The client's own id of the candidate.
    pub candidate_remote_id: Option<String>,
    /// When the status of a step changes next without a new fact. `None` if it never does.
    pub changes_at: Option<DateTime<Utc>>,
    /// The plan at each change since it expired, in order, so that no event is left out.
    pub earlier: Vec<PlanSnapshot>,
    /// The plan now.
    pub current: PlanSnapshot,
    /// How its application is to be counted in statistics; `None` if it is not.
    pub counted: Option<String>,
}

/// A plan at a moment.
#[derive(Clone, Debug)]
pub struct PlanSnapshot {
    pub at: DateTime<Utc>,
    /// The state of the plan.
    pub state: String,
    pub steps: Vec<RebuiltStep>,
}

/// The part of a step that is stored for agendas.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RebuiltStep {
    /// The id of the step in the plan.
    pub step_id: String,
    /// The kind of step.
    pub kind: String,
    /// The status of the step.
    pub status: String,
    /// The first sort key of the agenda: lower ranks come first.
    pub rank: i16,
    /// When the step's window opens.
    pub opens_at: DateTime<Utc>,
    /// When the step's window closes.
    pub closes_at: DateTime<Utc>,
}
