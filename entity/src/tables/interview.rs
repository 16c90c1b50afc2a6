//! Interviews, past and future.

use planning::{
    Date, Instant, Key, Note,
    facts::{InterviewDetails, InterviewKind, InterviewStatus, Medium, Rapport},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{cells::Cell, owned, remotely_named, table};
use crate::{ApplicationId, InterviewId};

table! {
    /// An interview.
    "interviews": Interview, InterviewId {
        /// The client's own id.
        remote_id: Option<Key>,
        application_id: ApplicationId,
    }
    details InterviewDetails {
        kind: InterviewKind,
        medium: Medium,
        starts_at: Instant,
        ends_at: Instant,
        status: InterviewStatus,
        rapport: Rapport,
        decision_expected_on: Option<Date>,
        respond_by: Option<Instant>,
        talking_points: Vec<Note>,
        points_to_clarify: Vec<Note>,
    }
}

/// The filter of a list of interviews.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub application_id: Option<ApplicationId>,
    /// The client's own id.
    pub remote_id: Option<Key>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.application_id.map(|id| Column::ApplicationId.eq(id)))
        .add_option(filter.remote_id.as_deref().map(|id| Column::RemoteId.eq(id)))
}

owned!(Interview: Filter, plans OfApplication(ApplicationId), told "interview");
remotely_named!(Interview: InterviewId);

impl super::Fact for Interview {}
