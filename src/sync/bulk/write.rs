//! Reading what is stored, deciding, and writing; again, where others have written the same rows in between.

use std::collections::HashSet;

use entity::{Error, Scope};

use super::{
    item::ResourceType,
    items::Item,
    laid::Laid,
    outcome::Outcome,
    resolve::{Resolved, resolve},
    stored::Stored,
};
use crate::{
    http::{WriteError, retry_overtaken},
    problem::Problem,
};

/// Has what the items say take effect, and says what became of each.
pub(super) async fn write(scope: &Scope, items: &[Item]) -> Result<Vec<Outcome>, Problem> {
    retry_overtaken(async || {
        let stored = Stored::read(scope, items).await?;
        let Resolved { outcomes, write } = decide(scope, items, &stored).await;
        match scope.write_bulk(write).await {
            Ok(()) => Ok(outcomes),
            // All that is named was there: somebody else has changed, made or deleted it.
            Err(Error::Stale | Error::Taken { .. } | Error::Reference) => Err(WriteError::Overtaken),
            Err(error) => Err(WriteError::Failed(error.into())),
        }
    })
    .await
}

/// What becomes of items. Those that name some fields of a contact count one after the other; one that is refused counts for
/// none of those behind it.
async fn decide(scope: &Scope, items: &[Item], stored: &Stored) -> Resolved {
    let mut refused = HashSet::new();
    loop {
        let resolved = resolve(scope, items, stored, Laid::over(stored, items, &refused).await);
        let now: Vec<usize> = (0..).zip(items).zip(&resolved.outcomes).filter_map(refused_patch).collect();
        if now.iter().all(|index| refused.contains(index)) {
            return resolved;
        }
        refused.extend(now);
    }
}

/// The place of an item that names some fields of a contact and is refused.
fn refused_patch(((index, item), outcome): ((usize, &Item), &Outcome)) -> Option<usize> {
    let is_patch = item.kind == Some(ResourceType::Contact) && item.patch.is_some();
    (is_patch && !matches!(outcome, Outcome::Written(_))).then_some(index)
}
