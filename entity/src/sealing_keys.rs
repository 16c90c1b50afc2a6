//! The keys that secrets are encrypted with. All instances of the service share them.

use database::Database;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{
    Result,
    tables::{
        insert,
        sealing_key::{Column, Entity, Model as SealingKey},
    },
};

/// The claim of the instance that makes the first key, so that instances that start together don't make one each.
const CLAIM: &str = "sealing-keys";

/// Reads and writes the keys.
#[derive(Debug)]
pub struct SealingKeys<'a> {
    db: &'a Database,
}

impl<'a> SealingKeys<'a> {
    /// The keys that this database holds.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// All keys, the newest last.
    pub async fn all(&self) -> Result<Vec<SealingKey>> {
        Ok(Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::Id).all(self.db).await?)
    }

    /// Stores the first key, unless there is one. Of several instances that start together, only one stores a key.
    pub async fn add_first(&self, key: SealingKey) -> Result<()> {
        let transaction = self.db.claim(CLAIM.to_owned()).await?;
        let existing = Entity::find().select_only().column(Column::Id).into_tuple::<uuid::Uuid>();
        if existing.one(&*transaction).await?.is_none() {
            insert(key).exec_without_returning(&*transaction).await?;
        }
        transaction.commit().await
    }

    /// Stores another key, which is used for encryption from now on.
    pub async fn add(&self, key: SealingKey) -> Result<()> {
        insert(key).exec_without_returning(self.db).await?;
        Ok(())
    }
}
