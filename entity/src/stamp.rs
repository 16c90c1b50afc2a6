//! The columns that all resources have.

use chrono::{DateTime, Utc};

use crate::AccountId;

/// The columns that every row has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Stamp<Id> {
    pub account_id: AccountId,
    pub id: Id,
    /// How often it was written, from 1.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl<Id: Into<uuid::Uuid>> Stamp<Id> {
    /// The sort key of the row in lists in the order of changes.
    #[must_use]
    pub fn change_key(self) -> (DateTime<Utc>, uuid::Uuid) {
        (self.updated_at, self.id.into())
    }
}
