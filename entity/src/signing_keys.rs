//! The keys that sign access tokens. All instances of the service share them.

use chrono::{DateTime, Utc};
use database::Database;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{
    Result,
    tables::{
        insert,
        signing_key::{Column, Entity, Model as SigningKey},
    },
};

/// The claim of the instance that makes a key, so that instances that start together don't make one each.
const CLAIM: &str = "signing-keys";

/// Reads and writes the signing keys.
#[derive(Debug)]
pub struct SigningKeys<'a> {
    db: &'a Database,
}

impl<'a> SigningKeys<'a> {
    /// The keys that this database holds.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// All keys, in the order in which they sign.
    pub async fn all(&self) -> Result<Vec<SigningKey>> {
        let query = Entity::find().order_by_asc(Column::SignsFrom).order_by_asc(Column::Id);
        Ok(query.all(self.db).await?)
    }

    /// Stores the first key, unless there is one that is not retired. Of several instances that start together, only
    /// one stores a key.
    pub async fn add_first(&self, key: SigningKey) -> Result<()> {
        let transaction = self.db.claim(CLAIM.to_owned()).await?;
        let staying = Entity::find().select_only().column(Column::Id).filter(Column::RetiresAt.is_null());
        if staying.into_tuple::<uuid::Uuid>().one(&*transaction).await?.is_none() {
            insert(key).exec_without_returning(&*transaction).await?;
        }
        transaction.commit().await
    }

    /// Stores a new key, retires all others at `others_retire_at` at the latest, and deletes retired keys.
    pub async fn rotate(&self, key: SigningKey, others_retire_at: DateTime<Utc>) -> Result<()> {
        let transaction = self.db.claim(CLAIM.to_owned()).await?;
        Entity::delete_many().filter(Column::RetiresAt.lte(key.created_at)).exec(&*transaction).await?;
        let later = Condition::any().add(Column::RetiresAt.is_null()).add(Column::RetiresAt.gt(others_retire_at));
        Entity::update_many()
            .col_expr(Column::RetiresAt, Expr::value(others_retire_at))
            .filter(later)
            .exec(&*transaction)
            .await?;
        insert(key).exec_without_returning(&*transaction).await?;
        transaction.commit().await
    }
}
