//! Interviews, past and future.

use planning::{
    Date, Instant, Key, Note,
    facts::{InterviewDetails, InterviewKind, InterviewStatus, Medium, Rapport},
};
use sea_orm::{Condition, entity::prelude::*};

use super::{
    account_table,
    cells::Cell,
    impl_remote_record,
    list_filters::{InterviewFilter, in_period},
    table,
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
    let InterviewFilter { by_application, status, starts_from, starts_before } = filter;
    let is_any = || Column::Status.is_in(InterviewStatus::ALL.map(Cell));
    let status = match status {
        Some(status) => Some(Column::Status.eq(Cell(*status))),
        // The index of a period has the status before the start.
        None => (starts_from.is_some() || starts_before.is_some()).then(is_any),
    };
    let period = in_period(Column::StartsAt, *starts_from, *starts_before);
    by_application.condition(Column::RemoteId).add_option(status).add(period)
}

account_table!(Interview: InterviewFilter, plans Application(ApplicationId), events "interview");
impl_remote_record!(Interview: InterviewId);

impl super::ReferencesContacts for Interview {}
