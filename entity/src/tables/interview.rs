//! Interviews, past and future.

use planning::{
    Date, Instant, Key, Note,
    facts::{InterviewDetails, InterviewKind, InterviewStatus, Medium, Rapport},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{
    cells::Cell,
    of_application::{InterviewFilter, within},
    owned, remotely_named, table,
};
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

fn condition(filter: &InterviewFilter) -> Condition {
    let status = filter.status.map(|status| Column::Status.eq(Cell(status)));
    filter.of.condition(Column::RemoteId).add_option(status).add(within(
        Column::StartsAt,
        filter.starts_from,
        filter.starts_before,
    ))
}

owned!(Interview: InterviewFilter, plans OfApplication(ApplicationId), events "interview");
remotely_named!(Interview: InterviewId);

impl super::Fact for Interview {}
