//! Plans to be kept.

use chrono::{DateTime, Utc};

use crate::ApplicationId;

/// The part of a plan that is kept for agendas.
#[derive(Clone, Debug)]
pub struct MadePlan {
    pub application_id: ApplicationId,
    /// When the status of a step changes next without a new fact. `None`, if it never does.
    pub changes_at: Option<DateTime<Utc>>,
    pub steps: Vec<MadeStep>,
}

/// The part of a step that is kept for agendas.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MadeStep {
    /// The id of the step in the plan.
    pub step_id: String,
    /// The status of the step.
    pub status: String,
    /// The first sort key of the agenda: lower ranks come first.
    pub rank: i16,
    /// When the step's window opens.
    pub opens_at: DateTime<Utc>,
    /// When the step's window closes.
    pub closes_at: DateTime<Utc>,
}
