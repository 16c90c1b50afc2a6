//! The account's own playbooks, with the versions that they had.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use super::{Page, Scope};
use crate::{
    Playbook, PlaybookId, PlaybookVersion, Result,
    tables::{playbook, playbook_version},
};

impl Scope {
    /// The account's playbook of this key.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn playbook(&self, key: &str) -> Result<Option<Playbook>> {
        let query = self.find::<playbook::Entity>().filter(playbook::Column::Key.eq(key));
        Ok(query.one(self.db.connection()).await?)
    }

    /// The account's playbooks of these keys, in one query; keys that are no playbook's give nothing.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn playbooks(&self, keys: impl IntoIterator<Item = impl Into<String>>) -> Result<Vec<Playbook>> {
        let mut keys = keys.into_iter().map(Into::into).peekable();
        if keys.peek().is_none() {
            return Ok(Vec::new());
        }
        let query = self.find::<playbook::Entity>().filter(playbook::Column::Key.is_in(keys));
        Ok(query.all(self.db.connection()).await?)
    }

    /// Writes a new playbook and its first version.
    ///
    /// # Errors
    ///
    /// Those of [`Scope::insert`].
    pub async fn insert_playbook(&self, row: Playbook) -> Result<Playbook> {
        let transaction = self.db.begin().await?;
        let row = self.insert_on(&transaction, row).await?;
        self.insert_playbook_version(&transaction, &row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Writes the next version of a playbook; those before it stay.
    ///
    /// # Errors
    ///
    /// Those of [`Scope::update`].
    pub async fn update_playbook(&self, row: Playbook) -> Result<Playbook> {
        let transaction = self.db.begin().await?;
        let row = self.update_on(&transaction, row).await?;
        self.insert_playbook_version(&transaction, &row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    async fn insert_playbook_version(&self, db: &impl ConnectionTrait, row: &Playbook) -> Result<()> {
        let version = PlaybookVersion {
            account_id: self.account_id,
            playbook_id: row.id,
            version: row.version,
            created_at: row.updated_at,
            body: row.body.clone(),
        };
        let active = version.into_active_model().reset_all();
        playbook_version::Entity::insert(active).exec_without_returning(db).await?;
        Ok(())
    }

    /// One version of a playbook.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn playbook_version(&self, id: PlaybookId, version: i64) -> Result<Option<PlaybookVersion>> {
        let query = self.find_playbook_versions(id).filter(playbook_version::Column::Version.eq(version));
        Ok(query.one(self.db.connection()).await?)
    }

    /// Up to `limit` versions of a playbook, from the one after `after`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn playbook_versions(&self, id: PlaybookId, after: i64, limit: u64) -> Result<Page<PlaybookVersion>> {
        let query = self
            .find_playbook_versions(id)
            .filter(playbook_version::Column::Version.gt(after))
            .order_by_asc(playbook_version::Column::Version);
        Ok(Page::cut(query.limit(limit + 1).all(self.db.connection()).await?, limit))
    }

    fn find_playbook_versions(&self, id: PlaybookId) -> Select<playbook_version::Entity> {
        playbook_version::Entity::find()
            .filter(playbook_version::Column::AccountId.eq(self.account_id))
            .filter(playbook_version::Column::PlaybookId.eq(id))
    }
}
