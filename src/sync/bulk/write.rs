//! Reading what is stored, deciding, and writing; again, where others have written the same rows in between.

use entity::{Error, Scope};

use super::{
    items::Item,
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
        let Resolved { outcomes, write } = resolve(scope, items, &stored);
        match scope.write_bulk(write).await {
            Ok(()) => Ok(outcomes),
            // All that is named was there: somebody else has changed, made or deleted it.
            Err(Error::Stale | Error::Taken { .. } | Error::Reference) => Err(WriteError::Overtaken),
            Err(error) => Err(WriteError::Failed(error.into())),
        }
    })
    .await
}
