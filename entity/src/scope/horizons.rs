//! What is known of plans without making them, and until when it holds.
//!
//! Every write of a fact outdates the plan in its own transaction, and does so first: so whoever writes facts of an
//! application, or keeps a plan of it, waits for its horizon before anything else, and nobody waits for each other.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    Value,
    sea_query::{Expr, UpdateStatement},
};

use super::Scope;
use crate::{
    ApplicationId, Result,
    tables::{
        Owned, Plans, application,
        plan_horizon::{Column, Entity},
        planned_step,
    },
};

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

    /// Deletes what is kept of the steps of an application that goes. Its horizon was taken before: nobody keeps new ones.
    pub(super) async fn forget_steps(&self, db: &impl ConnectionTrait, application: Value) -> Result<()> {
        let steps = planned_step::Entity::delete_many()
            .filter(planned_step::Column::AccountId.eq(self.account_id))
            .filter(planned_step::Column::ApplicationId.eq(application));
        steps.exec(db).await?;
        Ok(())
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

    pub(super) fn horizons(&self) -> Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id))
    }
}
