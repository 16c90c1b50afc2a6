//! The account's own playbooks and their versions.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, SelectTwo,
    sea_query::SelectStatement,
};

use super::{Page, Scope};
use crate::{
    Error, Playbook, PlaybookVersion, Record, Result,
    tables::{application, insert, plan_horizon, playbook, playbook_version},
};

impl Scope {
    /// The account's playbook with this key.
    pub async fn playbook(&self, key: &str) -> Result<Option<Playbook>> {
        self.row(self.rows_of::<playbook::Entity>().and_where(playbook::Column::Key.eq(key)).take()).await
    }

    /// The account's playbooks with these keys, read by one query. Unknown keys are left out.
    pub async fn playbooks(&self, keys: impl IntoIterator<Item = impl Into<String>>) -> Result<Vec<Playbook>> {
        let mut keys = keys.into_iter().map(Into::into).peekable();
        if keys.peek().is_none() {
            return Ok(Vec::new());
        }
        self.rows(self.rows_of::<playbook::Entity>().and_where(playbook::Column::Key.is_in(keys)).take()).await
    }

    /// Inserts a playbook and its first version.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert`].
    pub async fn insert_playbook(&self, row: Playbook) -> Result<Playbook> {
        let transaction = self.db.begin().await?;
        let row = self.insert_on(&transaction, row).await?;
        self.insert_playbook_version(&transaction, &row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Writes the next version of a playbook, and keeps the earlier ones. The plans of the applications that name it
    /// are marked as outdated.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::update`].
    pub async fn update_playbook(&self, row: Playbook) -> Result<Playbook> {
        let transaction = self.db.begin().await?;
        // Locks the row. An application that names the playbook later waits, and one that named it before is found
        // below.
        let row = self.update_on(&transaction, row).await?;
        let dependent = plan_horizon::Column::ApplicationId.in_subquery(self.naming_playbook(&row.key));
        if !self.lock_where(&transaction, dependent.clone()).await?.is_empty() {
            self.outdate_where(&transaction, dependent).await?;
            self.check_plans_soon(&transaction).await?;
        }
        self.insert_playbook_version(&transaction, &row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Deletes a playbook, if it has this version where one is given. Returns whether one was deleted.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if an application names it, and any other error of the database.
    pub async fn delete_playbook(&self, row: &Playbook, version: Option<i64>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        // Deleted first. An application that names the playbook later waits, and one that named it before is found
        // below.
        if !self.delete_on::<Playbook>(&transaction, row.stamp.id, version).await? {
            return Ok(false);
        }
        let dependent = transaction.query_one(self.naming_playbook(&row.key).limit(1)).await?;
        if dependent.is_some() {
            return Err(Error::Reference);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The ids of the applications that name the account's playbook with this key.
    fn naming_playbook(&self, key: &str) -> SelectStatement {
        let dependent = self.find::<application::Entity>().filter(application::Column::OwnPlaybook.eq(key));
        dependent.select_only().column(application::Column::Id).into_query()
    }

    /// Checks that the account's playbook which a row names exists, and locks it until the transaction ends. The
    /// playbook is locked before any horizon, as in a change of the playbook.
    pub(super) async fn hold_playbook<R: Record>(&self, db: &impl ConnectionTrait, row: &R) -> Result<()> {
        let Some(key) = row.own_playbook() else { return Ok(()) };
        let query = self.find::<playbook::Entity>().filter(playbook::Column::Key.eq(key)).lock_shared();
        let query = query.select_only().column(playbook::Column::Id);
        db.query_one(query.as_query()).await?.map(drop).ok_or(Error::Reference)
    }

    async fn insert_playbook_version(&self, db: &impl ConnectionTrait, row: &Playbook) -> Result<()> {
        let version = PlaybookVersion {
            account_id: self.account_id,
            playbook_id: row.stamp.id,
            version: row.stamp.version,
            created_at: row.stamp.updated_at,
            body: row.body.clone(),
        };
        insert(version).exec_without_returning(db).await?;
        Ok(())
    }

    /// A version of the account's playbook with this key, and the current playbook.
    pub async fn playbook_version(&self, key: &str, version: i64) -> Result<Option<(Playbook, PlaybookVersion)>> {
        let query = self.versions_of_playbook(key).filter(playbook_version::Column::Version.eq(version));
        Ok(query.one(&self.db).await?.and_then(from_joined_row))
    }

    /// Up to `limit` versions of the account's playbook with this key, after the version `after`, each with the current
    /// playbook.
    pub async fn playbook_versions(
        &self,
        key: &str,
        after: i64,
        limit: u64,
    ) -> Result<Page<(Playbook, PlaybookVersion)>> {
        let query = self
            .versions_of_playbook(key)
            .filter(playbook_version::Column::Version.gt(after))
            .order_by_asc(playbook_version::Column::Version);
        let rows = query.limit(limit + 1).all(&self.db).await?;
        Ok(Page::new(rows.into_iter().filter_map(from_joined_row).collect(), limit))
    }

    fn versions_of_playbook(&self, key: &str) -> SelectTwo<playbook::Entity, playbook_version::Entity> {
        let versions = playbook::Entity::belongs_to(playbook_version::Entity)
            .from((playbook::Column::AccountId, playbook::Column::Id))
            .to((playbook_version::Column::AccountId, playbook_version::Column::PlaybookId));
        self.find::<playbook::Entity>()
            .filter(playbook::Column::Key.eq(key))
            .filter(playbook_version::Column::AccountId.eq(self.account_id))
            .join(JoinType::InnerJoin, versions.into())
            .select_also(playbook_version::Entity)
    }
}

fn from_joined_row(
    (playbook, version): (playbook::Model, Option<PlaybookVersion>),
) -> Option<(Playbook, PlaybookVersion)> {
    Some((playbook.into(), version?))
}
