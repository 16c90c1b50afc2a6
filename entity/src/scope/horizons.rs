//! What is known of plans without making them, and until when it holds.
//!
//! Every write of a fact outdates the plan in its own transaction, and does so first: so whoever writes facts of an
//! application, or keeps a plan of it, waits for its horizon before anything else, and nobody waits for each other.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, Value,
    sea_query::{Expr, OnConflict, UpdateStatement},
};

use super::{Agenda, Scope};
use crate::{
    ApplicationId, PlannedStep, Result,
    tables::{
        Owned, Plans, application,
        plan_horizon::{ActiveModel, Column, Entity},
        planned_step,
    },
};

/// How many steps are written by one statement: `SQLite` takes 32,766 parameters.
const STEPS_AT_ONCE: usize = 2_000;

/// A plan as far as agendas need it.
#[derive(Clone, Debug)]
pub struct MadePlan {
    /// The application.
    pub application_id: ApplicationId,
    /// The version of the facts that was read before the facts were.
    pub facts_version: i64,
    /// When the first step changes its status by itself; none, if none ever does.
    pub changes_at: Option<DateTime<Utc>>,
    /// Its steps.
    pub steps: Vec<PlannedStep>,
}

impl Scope {
    /// Whatever row changes or goes: plans that follow from it are no longer what they were.
    pub(super) async fn before_change<E: Owned>(&self, db: &impl ConnectionTrait, id: Value) -> Result<()> {
        match E::PLANS {
            Plans::None => Ok(()),
            Plans::OfItself => self.outdate_where(db, Column::ApplicationId.eq(id)).await,
            Plans::OfApplication(column) => {
                let row = self.find::<E>().filter(E::ID.eq(id)).select_only().column(column);
                self.outdate_where(db, Column::ApplicationId.in_subquery(row.into_query())).await
            }
            Plans::OfCandidate => {
                let theirs = self.find::<application::Entity>().filter(application::Column::CandidateId.eq(id));
                let theirs = theirs.select_only().column(application::Column::Id).into_query();
                let theirs = Column::ApplicationId.in_subquery(theirs);
                self.lock_where(db, theirs.clone()).await?;
                self.outdate_where(db, theirs).await
            }
        }
    }

    /// The plan of this application is no longer what it was. False, if the account doesn't have the application.
    pub(super) async fn outdate(&self, db: &impl ConnectionTrait, application: impl Into<Value>) -> Result<bool> {
        Ok(db.execute(&self.outdating(Column::ApplicationId.eq(application))).await?.rows_affected() > 0)
    }

    pub(super) async fn outdate_where(&self, db: &impl ConnectionTrait, which: Expr) -> Result<()> {
        db.execute(&self.outdating(which)).await?;
        Ok(())
    }

    /// What outdates these plans.
    pub(super) fn outdating(&self, which: Expr) -> UpdateStatement {
        Entity::update_many()
            .col_expr(Column::FactsVersion, Expr::col(Column::FactsVersion).add(1))
            .col_expr(Column::MadeWith, Expr::value(""))
            .filter(Column::AccountId.eq(self.account_id))
            .filter(which)
            .into_query()
    }

    /// Takes horizons for the rest of a transaction, always in one order; each with the version of its facts.
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

    fn horizons(&self) -> Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id))
    }

    /// Up to `limit` applications that the agenda is about and whose plans have to be made anew: because of facts that
    /// were written, or because they were made with something else than `made_with`, or because time has passed. Each
    /// with the version of its facts, which has to be read before these are.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn outdated_plans(
        &self,
        agenda: &Agenda,
        made_with: &str,
        limit: u64,
    ) -> Result<Vec<(ApplicationId, i64)>> {
        // "Another than" in two halves, each a stretch of the index.
        let outdated = Condition::any()
            .add(Column::MadeWith.lt(made_with))
            .add(Column::MadeWith.gt(made_with))
            .add(Column::MadeWith.eq(made_with).and(Column::ChangesAt.lte(self.now)));
        Ok(self
            .horizons()
            .filter(outdated)
            .filter(self.applications_of(agenda, Column::ApplicationId))
            .limit(limit)
            .select_only()
            .columns([Column::ApplicationId, Column::FactsVersion])
            .into_tuple()
            .all(self.db.connection())
            .await?)
    }

    /// Keeps plans, but for those whose facts were written since their version was read.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn keep_plans(&self, made_with: &str, plans: Vec<MadePlan>) -> Result<()> {
        let transaction = self.db.begin().await?;
        let ids = plans.iter().map(|plan| plan.application_id);
        let these = self.one_of(Column::ApplicationId.into_expr(), ids);
        let facts_versions = self.lock_where(&transaction, these).await?;
        let plans: Vec<_> = plans
            .into_iter()
            .filter(|plan| facts_versions.get(&plan.application_id) == Some(&plan.facts_version))
            .collect();
        if plans.is_empty() {
            return Ok(());
        }
        planned_step::Entity::delete_many()
            .filter(planned_step::Column::AccountId.eq(self.account_id))
            .filter(
                self.one_of(
                    planned_step::Column::ApplicationId.into_expr(),
                    plans.iter().map(|plan| plan.application_id),
                ),
            )
            .exec(&transaction)
            .await?;
        let horizons = plans.iter().map(|plan| ActiveModel {
            account_id: Set(self.account_id),
            application_id: Set(plan.application_id),
            facts_version: Set(plan.facts_version),
            made_with: Set(made_with.to_owned()),
            changes_at: Set(plan.changes_at),
        });
        let replace = OnConflict::columns([Column::AccountId, Column::ApplicationId])
            .update_columns([Column::MadeWith, Column::ChangesAt])
            .to_owned();
        Entity::insert_many(horizons).on_conflict(replace).exec_without_returning(&transaction).await?;
        let steps: Vec<_> = plans.into_iter().flat_map(|plan| plan.steps).collect();
        for steps in steps.chunks(STEPS_AT_ONCE) {
            let rows = steps
                .iter()
                .cloned()
                .map(|step| PlannedStep { account_id: self.account_id, ..step }.into_active_model().reset_all());
            planned_step::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await
    }
}
