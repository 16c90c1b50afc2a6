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
    /// The resource was replaced.
    Updated,
    /// The resource was as wanted before, and keeps its version.
    Unchanged,
    /// The item was not written; `problem` says why.
    Failed,
}

/// What becomes of a resource that an item names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) effect: SyncEffect,
    pub(super) id: Uuid,
    pub(super) version: i64,
}

/// What becomes of an item.
#[derive(Debug)]
pub(super) enum Outcome {
    Written(Written),
    Refused(Problem),
    /// It couldn't be read; the item says why.
    Unread,
}
