//! Reads the stored rows, resolves the items, and writes; repeats this if others have changed the same rows meanwhile.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
};

use entity::{BulkWrite, Error, Scope};
use futures_util::future::join_all;
use uuid::Uuid;

use super::{
    item::ResourceType,
    items::Item,
    merged_items::MergedItems,
    outcome::{ItemOutcome, ResourceWrite, SyncEffect},
    resolve::{ResolvedItems, resolve},
    stored_rows::StoredRows,
};
use crate::{
    http::{WriteError, retry_overtaken},
    problem::Problem,
};

/// The largest number of connections that write the rows of one request. Most of the time of a large request is that of
/// the database, which uses one core for each connection.
const MOST_CONNECTIONS: usize = 2;

/// Writes the items. Returns the outcome of each.
pub(super) async fn write(scope: &Scope, items: &[Item]) -> Result<Vec<ItemOutcome>, Problem> {
    let earlier = RefCell::new(EarlierEffects::default());
    retry_overtaken(async || {
        let stored = StoredRows::read(scope, items).await?;
        let ResolvedItems { mut outcomes, write } = resolve_in_order(scope, items, &stored).await;
        earlier.borrow().restore(&mut outcomes);
        let (ids, result) = write_parts(scope, write).await;
        match result {
            Ok(()) => Ok(outcomes),
            // The references were checked before: another request has changed, created or deleted the rows.
            Err(Error::WriteConflict | Error::DuplicateKey { .. } | Error::Reference) => {
                earlier.borrow_mut().note(&outcomes, &ids);
                Err(WriteError::ConcurrentWrite)
            }
            Err(error) => Err(WriteError::Failed(error.into())),
        }
    })
    .await
}

/// Writes the rows, those of different applications by several connections. Returns the ids of what was written, and
/// the error of what was not.
async fn write_parts(scope: &Scope, write: BulkWrite) -> (HashSet<Uuid>, entity::Result<()>) {
    let most = if scope.writes_in_parallel() { MOST_CONNECTIONS } else { 1 };
    let (candidates, parts) = write.into_parts(most);
    let mut written = HashSet::new();
    let write_part = async |part: BulkWrite| {
        let ids = part.ids();
        scope.write_bulk(part).await.map(|()| ids)
    };
    for results in [vec![write_part(candidates).await], join_all(parts.into_iter().map(write_part)).await] {
        let mut error = None;
        for result in results {
            match result {
                Ok(ids) => written.extend(ids),
                Err(why) => error = Some(why),
            }
        }
        if let Some(error) = error {
            return (written, Err(error));
        }
    }
    (written, Ok(()))
}

/// What an earlier attempt has done to rows, although it has not written all of them, by the indexes of their items.
/// The attempt after it finds these rows stored, and would call them unchanged.
#[derive(Debug, Default)]
struct EarlierEffects(HashMap<usize, SyncEffect>);

impl EarlierEffects {
    /// Notes what was done to the rows with these ids.
    fn note(&mut self, outcomes: &[ItemOutcome], ids: &HashSet<Uuid>) {
        let written = outcomes.iter().enumerate().filter_map(|(index, outcome)| match outcome {
            ItemOutcome::Written(ResourceWrite { effect, id: Some(id), .. }) if ids.contains(id) => {
                Some((index, *effect))
            }
            _ => None,
        });
        self.0.extend(written);
    }

    fn restore(&self, outcomes: &mut [ItemOutcome]) {
        for (index, earlier) in &self.0 {
            if let ItemOutcome::Written(ResourceWrite { effect: effect @ SyncEffect::Unchanged, .. }) =
                &mut outcomes[*index]
            {
                *effect = *earlier;
            }
        }
    }
}

/// Resolves the items. Items that name some fields of the same contact are merged in order. If one of them is refused,
/// all are resolved again without it.
async fn resolve_in_order(scope: &Scope, items: &[Item], stored: &StoredRows) -> ResolvedItems {
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
fn refused_patch(((index, item), outcome): ((usize, &Item), &ItemOutcome)) -> Option<usize> {
    let is_patch = item.kind == Some(ResourceType::Contact) && item.patch.is_some();
    (is_patch && !matches!(outcome, ItemOutcome::Written(_))).then_some(index)
}
