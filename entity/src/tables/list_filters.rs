//! The filters of tables whose rows belong to an application and have remote ids.

use planning::{Instant, Key, facts::InterviewStatus};
use sea_orm::{ColumnTrait, Condition};

use crate::{ApplicationId, CandidateId};

/// A row that is named by its id or by its remote id.
#[derive(Clone, Debug)]
pub enum IdOrRemoteId<I> {
    Id(I),
    RemoteId(Key),
}

/// The filter of a list of contacts, and of any rows of applications.
#[derive(Clone, Debug, Default)]
pub struct OfApplicationFilter {
    /// Only rows of this application.
    pub application: Option<IdOrRemoteId<ApplicationId>>,
    /// Only rows of this candidate's applications.
    pub candidate: Option<IdOrRemoteId<CandidateId>>,
    /// Only the row with this remote id.
    pub remote_id: Option<Key>,
}

impl OfApplicationFilter {
    /// The condition on the row itself. `Scope` adds the condition on its application.
    pub(super) fn condition(&self, remote_id: impl ColumnTrait) -> Condition {
        Condition::all().add_option(self.remote_id.as_deref().map(|id| remote_id.eq(id)))
    }
}

/// The filter of a list of interviews.
#[derive(Clone, Debug, Default)]
pub struct InterviewFilter {
    pub by_application: OfApplicationFilter,
    /// Only those with this status.
    pub status: Option<InterviewStatus>,
    /// Only those that start at this instant or later.
    pub starts_from: Option<Instant>,
    /// Only those that start before this instant.
    pub starts_before: Option<Instant>,
}

/// The filter of a list of communications.
#[derive(Clone, Debug, Default)]
pub struct CommunicationFilter {
    pub by_application: OfApplicationFilter,
    /// Only those of this instant or later.
    pub occurred_from: Option<Instant>,
    /// Only those before this instant.
    pub occurred_before: Option<Instant>,
}

/// The condition that a column lies in a period, its end not included.
pub(super) fn in_period(column: impl ColumnTrait, from: Option<Instant>, before: Option<Instant>) -> Condition {
    Condition::all().add_option(from.map(|from| column.gte(*from))).add_option(before.map(|before| column.lt(*before)))
}
