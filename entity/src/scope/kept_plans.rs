//! Plans that agendas keep: which of them are out of date, who makes them anew, and what is written then.

mod changes;
mod made;

use database::{Connection, PositionalRow, Transaction};
use std::{collections::HashMap, sync::Arc};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Expr, LockBehavior, LockType, Query, SelectStatement, UnionType},
};

use super::{Agenda, Dossier, Scope};
use crate::{
    ApplicationId, Error, Result,
    tables::{
        cells,
        plan_horizon::{Column, Entity},
    },
};
use changes::Changes;
pub use made::{MadePlan, MadeStep};

/// From so many applications on, a statement for each table takes less time than one for each application's facts.
const MANY: usize = 10;

/// Plans that whoever has this makes anew, and nobody else meanwhile: their horizons are taken, so that whoever writes a
/// fact of theirs waits. Dropped, it leaves them as they were.
#[derive(Debug)]
pub struct PlanClaim {
    scope: Scope,
    transaction: Arc<Transaction>,
    applications: Vec<ApplicationId>,
}

impl Scope {
    /// How many plans that the agenda is about have to be made anew: because of facts that were written, or because they
    /// were made with something else than `made_with`, or because time has passed. Counted up to `most`.
    pub async fn outdated_plans(&self, agenda: &Agenda, made_with: &str, most: u64) -> Result<u64> {
        let outdated = self.outdated(agenda, made_with, most, |stretch| stretch);
        let count = Query::select().expr(Expr::col(Asterisk).count()).from_subquery(outdated, "outdated").to_owned();
        let row = self.db.query_one(&count).await?;
        let count: i64 = row.as_ref().map(|row| PositionalRow::new(row)?.read()).transpose()?.unwrap_or_default();
        Ok(count.unsigned_abs())
    }

    /// Takes up to `limit` of them that nobody else makes anew at the moment; none, if there are none.
    pub async fn claim_outdated_plans(
        &self,
        agenda: &Agenda,
        made_with: &str,
        limit: u64,
    ) -> Result<Option<PlanClaim>> {
        let transaction = self.db.begin().await?;
        let lock =
            |stretch: Select<Entity>| stretch.lock_with_behavior(LockType::NoKeyUpdate, LockBehavior::SkipLocked);
        let rows = transaction.query_all(&self.outdated(agenda, made_with, limit, lock)).await?;
        let ids = rows.iter().map(|row| cells::read(&mut PositionalRow::new(row)?));
        let applications = ids.collect::<Result<Vec<ApplicationId>, DbErr>>()?;
        if applications.is_empty() {
            transaction.rollback().await?;
            return Ok(None);
        }
        let transaction = Arc::new(transaction);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(Some(PlanClaim { scope, transaction, applications }))
    }

    /// Up to `limit` applications whose plans are out of date. `with` gets each part of the query that reads the table.
    fn outdated(
        &self,
        agenda: &Agenda,
        made_with: &str,
        limit: u64,
        with: impl Fn(Select<Entity>) -> Select<Entity>,
    ) -> SelectStatement {
        let (older, newer) = (Column::MadeWith.lt(made_with), Column::MadeWith.gt(made_with));
        let expired = Column::MadeWith.eq(made_with).and(Column::ChangesAt.lte(self.now));
        let part =
            |which: Expr| with(self.horizons().filter(which).limit(limit).select_only().column(Column::ApplicationId));
        if agenda.is_narrowed() {
            let theirs = part(older.or(newer).or(expired));
            return theirs.filter(self.applications_of(agenda, Column::ApplicationId)).into_query();
        }
        // Three stretches of the index, each read in its order: however many plans there are, no more than `limit` of a
        // stretch are looked at.
        let stretch = |which: Expr| {
            let stretch = part(which).order_by_asc(Column::MadeWith).order_by_asc(Column::ChangesAt);
            Query::select().column(Asterisk).from_subquery(stretch.into_query(), "stretch").to_owned()
        };
        let mut all = stretch(older);
        all.unions([(UnionType::All, stretch(expired)), (UnionType::All, stretch(newer))]);
        all.limit(limit).to_owned()
    }
}

impl PlanClaim {
    /// How many they are.
    #[must_use]
    pub fn plans(&self) -> usize {
        self.applications.len()
    }

    /// What the plans follow from.
    pub async fn dossiers(&self) -> Result<Vec<Dossier>> {
        if self.applications.len() < MANY {
            return self.scope.dossiers(&self.applications).await;
        }
        self.scope.many_dossiers(&self.applications).await
    }

    /// Keeps the plans as they were made, and gives them free. Of what was kept before only what differs is written.
    ///
    /// # Errors
    ///
    /// If the database fails; then nothing has changed.
    pub async fn keep(self, made_with: &str, plans: Vec<MadePlan>) -> Result<()> {
        let Self { scope, transaction, applications } = self;
        let mut kept = HashMap::<_, Vec<_>>::new();
        for step in scope.kept_steps(&applications).await? {
            kept.entry(step.application_id).or_default().push(step);
        }
        let horizons: Vec<_> = plans.iter().map(|plan| (plan.application_id, plan.changes_at)).collect();
        let mut changes = Changes::default();
        for plan in plans {
            let before = kept.remove(&plan.application_id).unwrap_or_default();
            changes.add(scope.account_id, plan, before);
        }
        scope.remove_steps(changes.removed).await?;
        scope.write_steps(changes.written).await?;
        scope.write_horizons(made_with, horizons).await?;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::Held)?.commit().await
    }
}
