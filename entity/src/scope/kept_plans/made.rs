//! Plans as they are handed in to be kept.

use chrono::{DateTime, Utc};

use crate::ApplicationId;

/// A plan as far as agendas need it.
#[derive(Clone, Debug)]
pub struct MadePlan {
    pub application_id: ApplicationId,
    /// When the first step changes its status by itself; none, if none ever does.
    pub changes_at: Option<DateTime<Utc>>,
    pub steps: Vec<MadeStep>,
}

/// A step as far as agendas need it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MadeStep {
    /// Its id in the plan.
    pub step_id: String,
    /// How it stands.
    pub status: String,
    /// What comes first on an agenda has the lower one.
    pub turn: i16,
    /// The first suitable instant.
    pub opens_at: DateTime<Utc>,
    /// The last suitable instant.
    pub closes_at: DateTime<Utc>,
}
