//! The filter of tables whose rows belong to an application and have remote ids.

use planning::Key;
use sea_orm::{ColumnTrait, Condition};

use crate::ApplicationId;

/// The filter of a list of contacts, interviews or communications.
#[derive(Clone, Debug, Default)]
pub struct OfApplicationFilter {
    /// Only rows of this application.
    pub application_id: Option<ApplicationId>,
    /// Only the row with this remote id.
    pub remote_id: Option<Key>,
}

impl OfApplicationFilter {
    pub(super) fn condition(&self, application_id: impl ColumnTrait, remote_id: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.application_id.map(|id| application_id.eq(id)))
            .add_option(self.remote_id.as_deref().map(|id| remote_id.eq(id)))
    }
}
