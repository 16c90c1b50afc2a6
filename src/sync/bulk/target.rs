//! A row that is to be stored, beside the one that is stored.

use entity::{BulkRows, ChangedRow, Scope, Stamp};
use uuid::Uuid;

use super::outcome::{SyncEffect, Written};

/// What has to be written of a row.
#[derive(Debug)]
pub(super) enum Target<R> {
    New(R),
    Changed(Box<ChangedRow<R>>),
    Unchanged(R),
}

impl<R: Clone + PartialEq> Target<R> {
    /// What has to be written so that the row is what `make` makes it. A row that is so already keeps its version.
    pub(super) fn of<Id: Copy>(
        scope: &Scope,
        stored: Option<(&R, Stamp<Id>)>,
        new_id: impl FnOnce() -> Id,
        make: impl Fn(Stamp<Id>) -> R,
    ) -> Self {
        let Some((before, stamp)) = stored else { return Self::New(make(scope.stamp(new_id()))) };
        let same = make(stamp);
        if same == *before {
            return Self::Unchanged(same);
        }
        Self::Changed(Box::new(ChangedRow { before: before.clone(), after: make(scope.next(stamp)) }))
    }
}

impl<R> Target<R> {
    /// The row as it is stored and as it shall be, if these differ.
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

    /// Adds it to what is written, and says what becomes of it.
    pub(super) fn write<Id: Copy + Into<Uuid>>(
        self,
        rows: &mut BulkRows<R>,
        stamp: impl Fn(&R) -> Stamp<Id>,
    ) -> Written {
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
        Written { effect, id: Some(id.into()), version: Some(version) }
    }
}
