//! Overrides: candidates' decisions about steps. The key of a row is its application and step; it has no id.

use planning::facts::OverrideDetails;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};

use super::{Page, Scope};
use crate::{
    ApplicationId, Error, Result, StepOverride,
    tables::{
        cells::Cell,
        insert,
        step_override::{Column, Entity, Model},
    },
};

impl Scope {
    /// The overrides of an application, by step id.
    pub(super) fn overrides_of(&self, application: ApplicationId) -> Select<Entity> {
        Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::ApplicationId.eq(application))
            .order_by_asc(Column::StepId)
    }

    /// Up to `limit` overrides of an application by step id, starting after `after`.
    pub async fn overrides(
        &self,
        application: ApplicationId,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<StepOverride>> {
        let mut query = self.overrides_of(application);
        if let Some(after) = after {
            query = query.filter(Column::StepId.gt(after));
        }
        let rows = query.limit(limit + 1).all(&self.db).await?;
        Ok(Page::new(rows.into_iter().map(StepOverride::from).collect(), limit))
    }

    /// The override of a step; `None` if there is none.
    pub async fn step_override(&self, application: ApplicationId, step_id: &str) -> Result<Option<StepOverride>> {
        let query = self.overrides_of(application).filter(Column::StepId.eq(step_id));
        Ok(query.one(&self.db).await?.map(StepOverride::from))
    }

    /// Inserts or replaces the override of a step; replaces it only if it has this version, where one is given.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if the account does not have the application; [`Error::WriteConflict`], if the override
    /// does not have `version`; and any other error of the database.
    pub async fn put_override(
        &self,
        application: ApplicationId,
        step_id: &str,
        details: OverrideDetails,
        version: Option<i64>,
    ) -> Result<StepOverride> {
        let row = Model {
            account_id: self.account_id,
            application_id: application,
            step_id: step_id.to_owned(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
            dismissed: details.dismissed,
            not_before: Cell(details.not_before),
        };
        let transaction = self.db.begin().await?;
        if !self.outdate_with_event(&transaction, application).await? {
            return Err(Error::Reference);
        }
        match version {
            Some(version) => self.overwrite(&transaction, &row, version).await?,
            None => insert_or_replace(&transaction, row).await?,
        }
        let written = self.overrides_of(application).filter(Column::StepId.eq(step_id)).one(&transaction).await?;
        transaction.commit().await?;
        written.map(StepOverride::from).ok_or(Error::WriteConflict)
    }

    async fn overwrite(&self, db: &impl ConnectionTrait, row: &Model, version: i64) -> Result<()> {
        let update = Entity::update_many()
            .col_expr(Column::Version, Expr::value(version + 1))
            .col_expr(Column::UpdatedAt, Expr::value(row.updated_at))
            .col_expr(Column::Dismissed, Expr::value(row.dismissed))
            .col_expr(Column::NotBefore, Expr::value(row.not_before.clone()))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::ApplicationId.eq(row.application_id))
            .filter(Column::StepId.eq(row.step_id.as_str()))
            .filter(Column::Version.eq(version));
        match update.exec(db).await?.rows_affected {
            0 => Err(Error::WriteConflict),
            _ => Ok(()),
        }
    }

    /// Deletes the override of a step, if it has this version where one is given. Returns whether one was deleted.
    pub async fn delete_override(
        &self,
        application: ApplicationId,
        step_id: &str,
        version: Option<i64>,
    ) -> Result<bool> {
        let mut delete = Entity::delete_many()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::ApplicationId.eq(application))
            .filter(Column::StepId.eq(step_id));
        if let Some(version) = version {
            delete = delete.filter(Column::Version.eq(version));
        }
        let transaction = self.db.begin().await?;
        self.outdate_with_event(&transaction, application).await?;
        let deleted = delete.exec(&transaction).await?.rows_affected > 0;
        if deleted {
            transaction.commit().await?;
        }
        Ok(deleted)
    }
}

/// One statement, so that two requests which override a step at the same time both succeed.
async fn insert_or_replace(db: &impl ConnectionTrait, row: Model) -> Result<()> {
    let replace = OnConflict::columns([Column::AccountId, Column::ApplicationId, Column::StepId])
        .value(Column::Version, Expr::col((Entity, Column::Version)).add(1))
        .update_columns([Column::UpdatedAt, Column::Dismissed, Column::NotBefore])
        .to_owned();
    insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}
