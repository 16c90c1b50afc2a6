//! Reads the stored rows, resolves the items, and writes; repeats this if others have changed the same rows meanwhile.

use std::collections::HashSet;

use entity::{Error, Scope};

use super::{
    item::ResourceType,
    items::Item,
    merged_items::MergedItems,
    outcome::Outcome,
    resolve::{Resolved, resolve},
    stored_rows::StoredRows,
};
use crate::{
    http::{WriteError, retry_overtaken},
    problem::Problem,
};

/// Writes the items. Returns the outcome of each.
pub(super) async fn write(scope: &Scope, items: &[Item]) -> Result<Vec<Outcome>, Problem> {
    retry_overtaken(async || {
        let stored = StoredRows::read(scope, items).await?;
        let Resolved { outcomes, write } = resolve_in_order(scope, items, &stored).await;
        match scope.write_bulk(write).await {
            Ok(()) => Ok(outcomes),
            // The references were checked before: another request has changed, created or deleted the rows.
            Err(Error::Stale | Error::Taken { .. } | Error::Reference) => Err(WriteError::Overtaken),
            Err(error) => Err(WriteError::Failed(error.into())),
        }
    })
    .await
}

/// Resolves the items. Items that name some fields of the same contact are merged in order. If one of them is refused, all are
/// resolved again without it.
async fn resolve_in_order(scope: &Scope, items: &[Item], stored: &StoredRows) -> Resolved {
    let mut refused = HashSet::new();
    loop {
        let resolved = resolve(scope, items, stored, MergedItems::merge(stored, items, &refused).await);
        let now: Vec<usize> = (0..).zip(items).zip(&resolved.outcomes).filter_map(refused_patch).collect();
        if now.iter().all(|index| refused.contains(index)) {
            return resolved;
        }
        refused.extend(now);
    }
}

/// The index of an item that names some fields of a contact and is refused.
fn refused_patch(((index, item), outcome): ((usize, &Item), &Outcome)) -> Option<usize> {
    let is_patch = item.kind == Some(ResourceType::Contact) && item.patch.is_some();
    (is_patch && !matches!(outcome, Outcome::Written(_))).then_some(index)
}
