//! Kept plans: finding those that are outdated, claiming them, and storing them again.

mod changes;
mod rebuilt;
mod transitions;

use database::{Connection, PositionalRow, Transaction};
use std::{collections::HashMap, sync::Arc};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Expr, LockBehavior, LockType, Query, SelectStatement, UnionType},
};

use super::{Agenda, Dossier, Scope, answer_counts::answer_changes};
use crate::{
    ApplicationId, Error, Result,
    tables::{
        cells,
        plan_horizon::{Column, Entity},
    },
};
use changes::{Changes, RebuiltHorizon};
pub use rebuilt::{ClaimedPlan, PlanSnapshot, RebuiltPlan, RebuiltStep};

/// Outdated plans that the holder of this rebuilds. Their horizons are locked: nobody else rebuilds them, and a write
/// of one of their facts waits. If the claim is dropped, nothing changes.
#[derive(Debug)]
pub struct PlanClaim {
    scope: Scope,
    transaction: Arc<Transaction>,
    plans: Vec<ClaimedPlan>,
}

/// The columns that are read of a plan's horizon.
const CLAIMED: [Column; 5] =
    [Column::ApplicationId, Column::MadeWith, Column::ChangesAt, Column::PlanState, Column::AnswerCounted];

impl Scope {
    /// The number of outdated plans that the agenda covers, counted up to `most`. A plan is outdated if a fact was
    /// written since, if it was made with another planner or playbook than `made_with`, or if it has expired.
    pub async fn outdated_plans(&self, agenda: &Agenda, made_with: &str, most: u64) -> Result<u64> {
        let outdated = self.select_outdated(agenda, made_with, most, |rows| rows);
        let count = Query::select().expr(Expr::col(Asterisk).count()).from_subquery(outdated, "outdated").to_owned();
        let row = self.db.query_one(&count).await?;
        let count: i64 = row.as_ref().map(|row| PositionalRow::new(row)?.read()).transpose()?.unwrap_or_default();
        Ok(count.unsigned_abs())
    }

    /// Claims up to `limit` outdated plans that no other instance has claimed. `None` if there are none.
    pub async fn claim_outdated_plans(
        &self,
        agenda: &Agenda,
        made_with: &str,
        limit: u64,
    ) -> Result<Option<PlanClaim>> {
        let transaction = self.db.begin().await?;
        let lock = |rows: Select<Entity>| rows.lock_with_behavior(LockType::NoKeyUpdate, LockBehavior::SkipLocked);
        let rows = transaction.query_all(&self.select_outdated(agenda, made_with, limit, lock)).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            let (application_id, with): (_, String) = (cells::read(&mut row)?, cells::read(&mut row)?);
            let (changes_at, state) = (cells::read(&mut row)?, cells::read(&mut row)?);
            let counted = cells::read(&mut row)?;
            let expired_at = if with == made_with { changes_at } else { None };
            Ok(ClaimedPlan { application_id, expired_at, state, counted })
        };
        let plans = rows.iter().map(read).collect::<Result<Vec<ClaimedPlan>, DbErr>>()?;
        if plans.is_empty() {
            transaction.rollback().await?;
            return Ok(None);
        }
        let transaction = Arc::new(transaction);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(Some(PlanClaim { scope, transaction, plans }))
    }

    /// A query of up to `limit` applications with outdated plans. `with` changes each part that reads the table.
    fn select_outdated(
        &self,
        agenda: &Agenda,
        made_with: &str,
        limit: u64,
        with: impl Fn(Select<Entity>) -> Select<Entity>,
    ) -> SelectStatement {
        let (older, newer) = (Column::MadeWith.lt(made_with), Column::MadeWith.gt(made_with));
        let expired = Column::MadeWith.eq(made_with).and(Column::ChangesAt.lte(self.now));
        let part = |which: Expr| with(self.horizons().filter(which).limit(limit).select_only().columns(CLAIMED));
        if agenda.is_narrowed() {
            let query = part(older.or(newer).or(expired));
            return query.filter(self.applications_of(agenda, Column::ApplicationId)).into_query();
        }
        // Three ranges of the index, each read in its order: at most `limit` entries of each range are read.
        let rows = |which: Expr| {
            let rows = part(which).order_by_asc(Column::MadeWith).order_by_asc(Column::ChangesAt);
            Query::select().column(Asterisk).from_subquery(rows.into_query(), "stretch").to_owned()
        };
        // Plans that time has outdated come first, so that events of steps are on time however many facts are written.
        let mut all = rows(expired);
        all.unions([(UnionType::All, rows(older)), (UnionType::All, rows(newer))]);
        all.limit(limit).to_owned()
    }
}

impl PlanClaim {
    /// The plans.
    #[must_use]
    pub fn plans(&self) -> &[ClaimedPlan] {
        &self.plans
    }

    fn applications(&self) -> Vec<ApplicationId> {
        self.plans.iter().map(|plan| plan.application_id).collect()
    }

    /// The facts of the plans.
    pub async fn dossiers(&self) -> Result<Vec<Dossier>> {
        self.scope.dossiers(&self.applications()).await
    }

    /// Stores the rebuilt plans, writes their events, queues the resulting mails, and releases the claim.
    /// Only steps that differ from the kept ones are written.
    ///
    /// # Errors
    ///
    /// If the database fails. Then nothing has changed.
    pub async fn keep(self, made_with: &str, plans: Vec<RebuiltPlan>) -> Result<()> {
        let applications = self.applications();
        let Self { scope, transaction, plans: claimed } = self;
        let mut kept = HashMap::<_, Vec<_>>::new();
        for step in scope.kept_steps(&applications).await? {
            kept.entry(step.application_id).or_default().push(step);
        }
        let claimed: HashMap<_, _> = claimed.iter().map(|plan| (plan.application_id, plan)).collect();
        let horizons: Vec<_> = plans.iter().map(RebuiltHorizon::from_plan).collect();
        let mut changes = Changes::default();
        let (mut events, mut answers) = (Vec::new(), Vec::new());
        for plan in plans {
            let before = kept.remove(&plan.application_id).unwrap_or_default();
            let claimed = claimed.get(&plan.application_id);
            let state = claimed.and_then(|claimed| claimed.state.as_deref());
            let counted = claimed.and_then(|claimed| claimed.counted.as_deref());
            events.extend(scope.transitions(&plan, state, &before));
            answers.extend(answer_changes(counted, plan.counted.as_deref()));
            changes.add(scope.account_id, plan, before);
        }
        scope.remove_steps(changes.removed).await?;
        scope.replace_steps(changes.replaced).await?;
        scope.add_steps(changes.added).await?;
        scope.note_answers(answers).await?;
        scope.write_horizons(made_with, horizons).await?;
        let written = scope.write_new_events(&scope.db, &events).await?;
        scope.collect_due_steps(&events, &written).await?;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::TransactionInUse)?.commit().await
    }
}
