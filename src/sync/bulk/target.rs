//! Compares a row that is to be stored with the one that is stored.

use entity::{BulkRows, ChangedRow, Scope, Stamp};
use uuid::Uuid;

use super::outcome::{ResourceWrite, SyncEffect};

/// The write of a row.
#[derive(Debug)]
pub(super) enum RowWrite<R> {
    New(R),
    Changed(Box<ChangedRow<R>>),
    Unchanged(R),
}

impl<R: Clone + PartialEq> RowWrite<R> {
    /// Compares the stored row with the one that `make` returns. If they are equal, the row keeps its version.
    pub(super) fn new<Id: Copy>(
        scope: &Scope,
        stored: Option<(&R, Stamp<Id>)>,
        new_id: impl FnOnce() -> Id,
        make: impl Fn(Stamp<Id>) -> R,
    ) -> Self {
        let Some((before, stamp)) = stored else { return Self::New(make(scope.stamp(new_id()))) };
        let after = make(stamp);
        if after == *before {
            return Self::Unchanged(after);
        }
        Self::Changed(Box::new(ChangedRow { before: before.clone(), after: make(scope.next(stamp)) }))
    }
}

impl<R> RowWrite<R> {
    /// The rows before and after, if they differ.
    pub(super) fn changed(&self) -> Option<(&R, &R)> {
        match self {
            Self::Changed(changed) => Some((&changed.before, &changed.after)),
            Self::New(_) | Self::Unchanged(_) => None,
        }
    }

    /// The row that is to be stored.
    pub(super) fn row(&self) -> &R {
        match self {
            Self::New(row) | Self::Unchanged(row) => row,
            Self::Changed(changed) => &changed.after,
        }
    }

    /// Adds the row to those that are written, and returns what is done to it.
    pub(super) fn write<Id: Copy + Into<Uuid>>(
        self,
        rows: &mut BulkRows<R>,
        stamp: impl Fn(&R) -> Stamp<Id>,
    ) -> ResourceWrite {
        let Stamp { id, version, .. } = stamp(self.row());
        let effect = match self {
            Self::New(row) => {
                rows.new.push(row);
                SyncEffect::Created
            }
            Self::Changed(changed) => {
                rows.changed.push(*changed);
                SyncEffect::Updated
            }
            Self::Unchanged(_) => SyncEffect::Unchanged,
        };
        ResourceWrite { effect, id: Some(id.into()), version: Some(version) }
    }
}
