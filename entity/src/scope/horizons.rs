//! Horizons: until when kept plans stay valid.
//!
//! Every write of a fact marks the plan as outdated, in the same transaction and before anything else. So every writer
//! of an application's facts or kept plan locks its horizon first, which rules out deadlocks.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    Value,
    sea_query::{Expr, UpdateStatement},
};
use uuid::Uuid;

use super::Scope;
use crate::{
    ApplicationId, EventId, Result,
    tables::{
        AccountTable, DependentPlans, application,
        plan_horizon::{Column, Entity},
        planned_step,
    },
};

impl Scope {
    /// The number of writes of an application's facts; `None` if the account does not have the application. Whatever a
    /// plan follows from is unchanged as long as it stays the same.
    pub async fn facts_version(&self, application: ApplicationId) -> Result<Option<i64>> {
        let version = self.horizons().filter(Column::ApplicationId.eq(application)).select_only();
        Ok(version.column(Column::FactsVersion).into_tuple().one(&self.db).await?)
    }

    /// Marks the plans that depend on a row as outdated, before the row is changed or deleted.
    pub(super) async fn before_change<E: AccountTable>(&self, db: &impl ConnectionTrait, id: Value) -> Result<()> {
        match E::PLANS {
            DependentPlans::None => Ok(()),
            DependentPlans::Own => self.outdate_where(db, Column::ApplicationId.eq(id)).await,
            DependentPlans::Application(column) => {
                let row = self.find::<E>().filter(E::ID.eq(id)).select_only().column(column);
                self.outdate_where(db, Column::ApplicationId.in_subquery(row.into_query())).await
            }
            DependentPlans::SharedContact(_) => {
                // Several plans are locked in one order, in the statement that marks them.
                let all = Column::ApplicationId.in_subquery(self.applications_with_contact(id));
                let locked = self.horizons().filter(all).order_by_asc(Column::ApplicationId).lock_exclusive();
                let locked = locked.select_only().column(Column::ApplicationId).into_query();
                self.outdate_where(db, Column::ApplicationId.in_subquery(locked)).await
            }
            DependentPlans::AllOfCandidate => {
                let applications = self.find::<application::Entity>().filter(application::Column::CandidateId.eq(id));
                let applications = applications.select_only().column(application::Column::Id).into_query();
                let applications = Column::ApplicationId.in_subquery(applications);
                self.lock_where(db, applications.clone()).await?;
                self.outdate_where(db, applications).await
            }
        }
    }

    /// Marks the plan of an application as outdated, and writes the event of a changed application, although its row is
    /// unchanged. Returns false if the account does not have the application.
    pub(super) async fn outdate_with_event(
        &self,
        db: &impl ConnectionTrait,
        application: ApplicationId,
    ) -> Result<bool> {
        const UPDATE: &str = "UPDATE plan_horizons SET facts_version = facts_version + 1, made_with = '' \
             WHERE account_id = $1 AND application_id = $2 RETURNING application_id";
        const INSERT_EVENT: &str = "INSERT INTO events \
             (account_id, id, kind, created_at, resource_id, application_id, candidate_id, remote_id) \
             SELECT $1, $3, 'application.updated', $4, id, id, candidate_id, remote_id FROM applications \
             WHERE account_id = $1 AND id = $2";
        let dialect = self.db.dialect();
        let ids: [Value; 2] = [self.account_id.into(), application.into()];
        let event: [Value; 2] = [EventId::new().into(), self.now.into()];
        if dialect.is_distributed() {
            let exists = db.query_one_raw(dialect.statement(UPDATE, ids.clone())).await?.is_some();
            let insert_event =
                INSERT_EVENT.replace("$1, $3,", "$1::uuid, $3::uuid,").replace("$4,", "$4::timestamptz,");
            db.execute_raw(dialect.statement(insert_event, ids.into_iter().chain(event))).await?;
            return Ok(exists);
        }
        let both = if dialect.has_writing_ctes() {
            let insert_event =
                INSERT_EVENT.replace("$1, $3,", "$1::uuid, $3::uuid,").replace("$4,", "$4::timestamptz,");
            format!(
                "WITH outdated AS ({UPDATE}), event AS ({insert_event} AND id IN (SELECT application_id FROM outdated)) \
                 SELECT application_id FROM outdated"
            )
        } else {
            format!("{UPDATE}; {INSERT_EVENT}")
        };
        Ok(db.query_one_raw(dialect.statement(both, ids.into_iter().chain(event))).await?.is_some())
    }

    pub(super) async fn outdate_where(&self, db: &impl ConnectionTrait, which: Expr) -> Result<()> {
        db.execute(&self.mark_outdated_statement(which)).await?;
        Ok(())
    }

    /// The statement that marks plans as outdated.
    pub(super) fn mark_outdated_statement(&self, which: Expr) -> UpdateStatement {
        Entity::update_many()
            .col_expr(Column::FactsVersion, Expr::col(Column::FactsVersion).add(1))
            .col_expr(Column::MadeWith, Expr::value(""))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(which)
            .into_query()
    }

    /// Deletes the kept steps of applications that are being deleted. Their horizons must be locked, so that no new
    /// ones come.
    pub(super) async fn forget_steps(&self, db: &impl ConnectionTrait, applications: &[Uuid]) -> Result<()> {
        let steps = planned_step::Entity::delete_many()
            .filter(planned_step::Column::AccountId.eq(self.account_id))
            .filter(self.one_of(planned_step::Column::ApplicationId.into_expr(), applications.iter().copied()));
        steps.exec(db).await?;
        Ok(())
    }

    /// Locks horizons for the rest of the transaction, always in the same order. Returns the version of each one's
    /// facts.
    pub(super) async fn lock_where(
        &self,
        db: &impl ConnectionTrait,
        which: Expr,
    ) -> Result<HashMap<ApplicationId, i64>> {
        let rows: Vec<(ApplicationId, i64)> = self
            .horizons()
            .filter(which)
            .order_by_asc(Column::ApplicationId)
            .lock_exclusive()
            .select_only()
            .columns([Column::ApplicationId, Column::FactsVersion])
            .into_tuple()
            .all(db)
            .await?;
        Ok(rows.into_iter().collect())
    }

    pub(super) fn horizons(&self) -> Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id))
    }
}
