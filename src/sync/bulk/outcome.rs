//! What becomes of an item.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// What became of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncEffect {
    /// The resource is new.
    Created,
    /// The resource was changed.
    Updated,
    /// The resource was as wanted before, and keeps its version.
    Unchanged,
    /// The resource is gone, or the contact is out of the application.
    Deleted,
    /// The item was not written; `problem` says why.
    Failed,
}

/// What becomes of a resource that an item names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) effect: SyncEffect,
    /// None, if there is no such resource.
    pub(super) id: Option<Uuid>,
    /// None, if there is none, or no longer.
    pub(super) version: Option<i64>,
}

impl Written {
    /// What was to be deleted isn't there.
    pub(super) const NOTHING: Self = Self { effect: SyncEffect::Unchanged, id: None, version: None };

    pub(super) fn deleted(id: impl Into<Uuid>) -> Self {
        Self { effect: SyncEffect::Deleted, id: Some(id.into()), version: None }
    }
}

/// What becomes of an item.
#[derive(Debug)]
pub(super) enum Outcome {
    Written(Written),
    Refused(Problem),
    /// It couldn't be read; the item says why.
    Unread,
}
