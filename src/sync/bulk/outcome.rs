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

/// What becomes of an item.
#[derive(Debug)]
pub(super) enum Outcome {
    Written {
        effect: SyncEffect,
        id: Uuid,
        version: i64,
    },
    Refused(Problem),
    /// It couldn't be read; the item says why.
    Unread,
}
