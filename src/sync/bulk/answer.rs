//! The answer: the result of each item.

use planning::Key;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    item::ResourceType,
    items::Item,
    outcome::{ItemOutcome, ResourceWrite, SyncEffect},
};
use crate::problem::{Problem, ProblemDocument};

/// The results of the items of a request.
#[derive(Serialize, ToSchema)]
pub struct SyncResults<'a> {
    /// One result for each item, in their order.
    pub results: Vec<SyncItemResult<'a>>,
    /// How many resources are new.
    pub created: usize,
    /// How many resources were changed.
    pub updated: usize,
    /// How many resources were not changed.
    pub unchanged: usize,
    /// How many resources were deleted.
    pub deleted: usize,
    /// How many items were not written.
    pub failed: usize,
}

/// The result of an item.
#[derive(Serialize, ToSchema)]
pub struct SyncItemResult<'a> {
    pub result: SyncEffect,
    /// The type of resource; null, if the item has none.
    #[serde(rename = "type")]
    #[schema(required)]
    pub kind: Option<ResourceType>,
    /// The item's remote id; null, if it has none.
    #[schema(required)]
    pub remote_id: Option<&'a Key>,
    /// The resource's id; left out, if the item failed, or there was nothing to delete.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub id: Option<Uuid>,
    /// The resource's version, the number in its `ETag`; left out, if the item failed, or the resource is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<u64>)]
    pub version: Option<i64>,
    /// Why the item failed. Pointers begin with `/items/` and the item's number, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub problem: Option<ProblemDocument<'a>>,
}

impl<'a> SyncResults<'a> {
    pub(super) fn new(items: &'a [Item], outcomes: &'a [ItemOutcome]) -> Self {
        let results: Vec<_> =
            items.iter().zip(outcomes).map(|(item, outcome)| SyncItemResult::new(item, outcome)).collect();
        let count = |wanted| results.iter().filter(|result| result.result == wanted).count();
        Self {
            created: count(SyncEffect::Created),
            updated: count(SyncEffect::Updated),
            unchanged: count(SyncEffect::Unchanged),
            deleted: count(SyncEffect::Deleted),
            failed: count(SyncEffect::Failed),
            results,
        }
    }
}

impl<'a> SyncItemResult<'a> {
    fn new(item: &'a Item, outcome: &'a ItemOutcome) -> Self {
        let (result, (id, version), problem) = match outcome {
            ItemOutcome::Written(ResourceWrite { effect, id, version }) => (*effect, (*id, *version), None),
            ItemOutcome::Refused(problem) => (SyncEffect::Failed, (None, None), Some(problem.document(None))),
            ItemOutcome::Unreadable => (SyncEffect::Failed, (None, None), item.content.as_ref().err().map(document)),
        };
        Self { result, kind: item.kind, remote_id: item.remote_id.as_ref(), id, version, problem }
    }
}

fn document(problem: &Problem) -> ProblemDocument<'_> {
    problem.document(None)
}
