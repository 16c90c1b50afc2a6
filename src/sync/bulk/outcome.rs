//! The outcome of an item.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// The effect of an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SyncEffect {
    /// The resource is new.
    Created,
    /// The resource was changed.
    Updated,
    /// The resource did not change, and keeps its version.
    Unchanged,
    /// The resource was deleted, or the contact was removed from the application.
    Deleted,
    /// The item was not written; `problem` says why.
    Failed,
}

/// The write of a resource that an item names.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResourceWrite {
    pub(super) effect: SyncEffect,
    /// `None` if there is no such resource.
    pub(super) id: Option<Uuid>,
    /// `None` if there is no such resource, or it was deleted.
    pub(super) version: Option<i64>,
}

impl ResourceWrite {
    /// The resource that was to be deleted does not exist.
    pub(super) const NOTHING: Self = Self { effect: SyncEffect::Unchanged, id: None, version: None };

    pub(super) fn deleted(id: impl Into<Uuid>) -> Self {
        Self { effect: SyncEffect::Deleted, id: Some(id.into()), version: None }
    }
}

/// The outcome of an item.
#[derive(Debug)]
pub(super) enum ItemOutcome {
    Written(ResourceWrite),
    Refused(Problem),
    /// The item could not be parsed; it holds the problem.
    Unreadable,
}
