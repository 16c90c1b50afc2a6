//! Interviews, past and future.

use planning::{
    Date, Instant, Key, Note,
    facts::{InterviewDetails, InterviewKind, InterviewStatus, Medium, Rapport},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{
    cells::Cell,
    list_filters::{InterviewFilter, within},
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
    let InterviewFilter { of, status, starts_from, starts_before } = filter;
    let is_any = || Column::Status.is_in(InterviewStatus::ALL.map(Cell));
    let status = match status {
        Some(status) => Some(Column::Status.eq(Cell(*status))),
        // The index of a period has the status before the start.
        None => (starts_from.is_some() || starts_before.is_some()).then(is_any),
    };
    let period = within(Column::StartsAt, *starts_from, *starts_before);
    of.condition(Column::RemoteId).add_option(status).add(period)
}

owned!(Interview: InterviewFilter, plans OfApplication(ApplicationId), events "interview");
remotely_named!(Interview: InterviewId);

impl super::Fact for Interview {}
