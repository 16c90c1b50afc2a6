//! The changes to kept steps when plans are rebuilt.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use database::Dialect;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait, Value, sea_query::OnConflict,
};

use super::rebuilt::{RebuiltPlan, RebuiltStep};
use crate::{
    AccountId, ApplicationId, PlannedStep, Result, Scope,
    tables::{
        insert_many, plan_horizon,
        planned_step::{Column, Entity},
    },
};

/// The stored row of a rebuilt plan, without its steps.
#[derive(Debug)]
pub(super) struct RebuiltHorizon {
    application_id: ApplicationId,
    changes_at: Option<DateTime<Utc>>,
    state: String,
    counted: Option<String>,
}

impl RebuiltHorizon {
    pub(super) fn from_plan(plan: &RebuiltPlan) -> Self {
        let RebuiltPlan { application_id, changes_at, current, counted, .. } = plan;
        let (state, counted) = (current.state.clone(), counted.clone());
        Self { application_id: *application_id, changes_at: *changes_at, state, counted }
    }
}

/// The differences between rebuilt plans and the kept ones.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// New steps with new numbers.
    pub(super) added: Vec<PlannedStep>,
    /// Steps that replace the kept ones with their numbers.
    pub(super) replaced: Vec<PlannedStep>,
    /// The numbers of removed steps.
    pub(super) removed: Vec<(ApplicationId, i64)>,
}

impl Changes {
    /// Adds the differences of one plan.
    pub(super) fn add(&mut self, account_id: AccountId, plan: RebuiltPlan, before: Vec<PlannedStep>) {
        let mut taken: HashSet<i64> = before.iter().map(|step| step.number).collect();
        let mut before: HashMap<String, PlannedStep> =
            before.into_iter().map(|step| (step.step_id.clone(), step)).collect();
        let mut new = Vec::new();
        for step in plan.current.steps {
            match before.remove(&step.step_id) {
                Some(kept) if is_unchanged(&kept, &step) => {}
                Some(kept) => self.replaced.push(row(account_id, plan.application_id, kept.number, step)),
                None => new.push(step),
            }
        }
        // A new step reuses the number of a removed one.
        let mut gone = before.into_values().map(|step| step.number);
        let mut next = 0;
        for step in new {
            if let Some(number) = gone.next() {
                self.replaced.push(row(account_id, plan.application_id, number, step));
                continue;
            }
            while !taken.insert(next) {
                next += 1;
            }
            self.added.push(row(account_id, plan.application_id, next, step));
        }
        self.removed.extend(gone.map(|number| (plan.application_id, number)));
    }
}

fn is_unchanged(kept: &PlannedStep, step: &RebuiltStep) -> bool {
    (kept.rank, kept.opens_at, kept.closes_at, &kept.status) == (step.rank, step.opens_at, step.closes_at, &step.status)
}

fn row(account_id: AccountId, application_id: ApplicationId, number: i64, step: RebuiltStep) -> PlannedStep {
    let RebuiltStep { step_id, status, rank, opens_at, closes_at, kind: _ } = step;
    PlannedStep { account_id, application_id, number, step_id, status, rank, opens_at, closes_at }
}

/// The number of steps in one statement on `SQLite`, which accepts 32,766 parameters.
const STEPS_PER_STATEMENT: usize = 2_000;

/// Steps from a list for each column: Postgres would take longer to parse eight parameters a step than to write them.
const FROM_LISTS: &str = "FROM unnest(
        $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::smallint[], $7::timestamptz[], $8::timestamptz[]
    ) AS step(application_id, number, step_id, status, turn, opens_at, closes_at)";

fn lists(dialect: Dialect, steps: Vec<PlannedStep>) -> [Value; 7] {
    let applications = dialect.id_list(steps.iter().map(|step| step.application_id));
    let numbers: Vec<i64> = steps.iter().map(|step| step.number).collect();
    let ranks: Vec<i16> = steps.iter().map(|step| step.rank).collect();
    let opens: Vec<DateTime<Utc>> = steps.iter().map(|step| step.opens_at).collect();
    let closes: Vec<DateTime<Utc>> = steps.iter().map(|step| step.closes_at).collect();
    let (ids, statuses): (Vec<_>, Vec<_>) = steps.into_iter().map(|step| (step.step_id, step.status)).unzip();
    [applications, numbers.into(), ids.into(), statuses.into(), ranks.into(), opens.into(), closes.into()]
}

impl Scope {
    /// The kept steps of applications.
    pub(super) async fn kept_steps(&self, applications: &[ApplicationId]) -> Result<Vec<PlannedStep>> {
        let condition = self.one_of(Column::ApplicationId.into_expr(), applications.iter().copied());
        let query = Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(condition);
        self.read_all(query.as_query()).await
    }

    pub(super) async fn remove_steps(&self, removed: Vec<(ApplicationId, i64)>) -> Result<()> {
        if removed.is_empty() {
            return Ok(());
        }
        let (applications, numbers): (Vec<_>, Vec<_>) = removed.into_iter().unzip();
        if self.db.dialect().has_list_parameters() {
            let sql = "DELETE FROM planned_steps WHERE account_id = $1 AND (application_id, number) IN (
                SELECT * FROM unnest($2::uuid[], $3::bigint[])
            )";
            return self.run(sql, [self.db.dialect().id_list(applications), numbers.into()]).await;
        }
        let keys = applications.into_iter().zip(numbers);
        let keys = keys.map(|(application, number)| {
            serde_json::json!([uuid::Uuid::from(application).simple().to_string(), number])
        });
        let keys: serde_json::Value = keys.collect();
        let sql = "DELETE FROM planned_steps WHERE account_id = ? AND (application_id, number) IN (
            SELECT unhex(value ->> 0), value ->> 1 FROM json_each(?)
        )";
        self.run(sql, [keys.to_string().into()]).await
    }

    /// Writes new steps. Nobody else writes steps of these applications meanwhile: their horizons are locked.
    pub(super) async fn add_steps(&self, steps: Vec<PlannedStep>) -> Result<()> {
        if steps.is_empty() {
            return Ok(());
        }
        if self.db.dialect().has_list_parameters() {
            let sql = "INSERT INTO planned_steps
                (account_id, application_id, number, step_id, status, turn, opens_at, closes_at)
                SELECT $1::uuid, step.* ";
            return self.run(format!("{sql}{FROM_LISTS}"), lists(self.db.dialect(), steps)).await;
        }
        for steps in steps.chunks(STEPS_PER_STATEMENT) {
            insert_many(steps.iter().cloned()).exec_without_returning(&self.db).await?;
        }
        Ok(())
    }

    /// Replaces the kept steps with the same numbers.
    pub(super) async fn replace_steps(&self, steps: Vec<PlannedStep>) -> Result<()> {
        if steps.is_empty() {
            return Ok(());
        }
        if self.db.dialect().has_list_parameters() {
            let sql = "UPDATE planned_steps SET step_id = step.step_id, status = step.status, turn = step.turn,
                opens_at = step.opens_at, closes_at = step.closes_at ";
            let which = " WHERE planned_steps.account_id = $1
                AND planned_steps.application_id = step.application_id AND planned_steps.number = step.number";
            return self.run(format!("{sql}{FROM_LISTS}{which}"), lists(self.db.dialect(), steps)).await;
        }
        let replace = OnConflict::columns([Column::AccountId, Column::ApplicationId, Column::Number])
            .update_columns([Column::StepId, Column::Status, Column::Rank, Column::OpensAt, Column::ClosesAt])
            .to_owned();
        for steps in steps.chunks(STEPS_PER_STATEMENT) {
            insert_many(steps.iter().cloned()).on_conflict(replace.clone()).exec_without_returning(&self.db).await?;
        }
        Ok(())
    }

    /// Writes what plans were made with, and when they expire.
    pub(super) async fn write_horizons(&self, made_with: &str, horizons: Vec<RebuiltHorizon>) -> Result<()> {
        if self.db.dialect().has_list_parameters() {
            // A list parameter cannot hold nulls.
            const NEVER: DateTime<Utc> = DateTime::UNIX_EPOCH;
            let sql = "UPDATE plan_horizons
                SET made_with = $2, changes_at = nullif(horizon.changes_at, $3), plan_state = horizon.state,
                    answer_counted = nullif(horizon.counted, '')
                FROM unnest($4::uuid[], $5::timestamptz[], $6::text[], $7::text[])
                    AS horizon(application_id, changes_at, state, counted)
                WHERE plan_horizons.account_id = $1 AND plan_horizons.application_id = horizon.application_id";
            let applications = self.db.dialect().id_list(horizons.iter().map(|horizon| horizon.application_id));
            let moments: Vec<_> = horizons.iter().map(|horizon| horizon.changes_at.unwrap_or(NEVER)).collect();
            let (states, counted): (Vec<_>, Vec<_>) =
                horizons.into_iter().map(|horizon| (horizon.state, horizon.counted.unwrap_or_default())).unzip();
            let lists = [made_with.into(), NEVER.into(), applications, moments.into(), states.into(), counted.into()];
            return self.run(sql, lists).await;
        }
        // All rows exist, so that this only updates them.
        let rows = horizons.into_iter().map(|horizon| plan_horizon::ActiveModel {
            account_id: Set(self.account_id),
            application_id: Set(horizon.application_id),
            facts_version: Set(1),
            made_with: Set(made_with.to_owned()),
            changes_at: Set(horizon.changes_at),
            plan_state: Set(Some(horizon.state)),
            answer_counted: Set(horizon.counted),
        });
        let replace = OnConflict::columns([plan_horizon::Column::AccountId, plan_horizon::Column::ApplicationId])
            .update_columns([
                plan_horizon::Column::MadeWith,
                plan_horizon::Column::ChangesAt,
                plan_horizon::Column::PlanState,
                plan_horizon::Column::AnswerCounted,
            ])
            .to_owned();
        plan_horizon::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Runs a statement whose first parameter is the account's id.
    async fn run(&self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Result<()> {
        let values = std::iter::once(self.account_id.into()).chain(values);
        let statement = self.db.dialect().statement(sql, values);
        self.db.execute_raw(statement).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::rebuilt::PlanSnapshot, *};

    fn rebuilt(ids: &[&str]) -> RebuiltPlan {
        let at = DateTime::UNIX_EPOCH;
        let step = |id: &&str| RebuiltStep {
            step_id: (*id).to_owned(),
            kind: "follow_up".to_owned(),
            status: "due".to_owned(),
            rank: 0,
            opens_at: at,
            closes_at: at,
        };
        RebuiltPlan {
            application_id: uuid::Uuid::nil().into(),
            application_remote_id: None,
            candidate_id: uuid::Uuid::nil().into(),
            candidate_remote_id: None,
            changes_at: None,
            earlier: Vec::new(),
            current: PlanSnapshot { at, state: "active".to_owned(), steps: ids.iter().map(step).collect() },
            counted: None,
        }
    }

    fn kept(steps: &[(i64, &str)]) -> Vec<PlannedStep> {
        let ids: Vec<_> = steps.iter().map(|(_, id)| *id).collect();
        let rows = steps.iter().zip(rebuilt(&ids).current.steps);
        rows.map(|((number, _), step)| row(uuid::Uuid::nil().into(), uuid::Uuid::nil().into(), *number, step)).collect()
    }

    /// The numbers and ids that are written, and the numbers that are removed.
    fn changes(before: &[(i64, &str)], plan: RebuiltPlan) -> (Vec<(i64, String)>, Vec<i64>) {
        let mut changes = Changes::default();
        changes.add(uuid::Uuid::nil().into(), plan, kept(before));
        let written =
            changes.replaced.into_iter().chain(changes.added).map(|step| (step.number, step.step_id)).collect();
        (written, changes.removed.into_iter().map(|(_, number)| number).collect())
    }

    #[test]
    fn unchanged_steps_are_not_written() {
        assert_eq!(changes(&[(7, "a"), (2, "b")], rebuilt(&["b", "a"])), (vec![], vec![]));
        assert_eq!(changes(&[], rebuilt(&[])), (vec![], vec![]));
    }

    #[test]
    fn changed_steps_keep_their_numbers() {
        for change in [
            |step: &mut RebuiltStep| step.status = "done".to_owned(),
            |step: &mut RebuiltStep| step.rank = 1,
            |step: &mut RebuiltStep| step.opens_at += chrono::TimeDelta::microseconds(1),
            |step: &mut RebuiltStep| step.closes_at += chrono::TimeDelta::microseconds(1),
        ] {
            let mut plan = rebuilt(&["a", "b"]);
            change(&mut plan.current.steps[1]);
            assert_eq!(changes(&[(7, "a"), (2, "b")], plan), (vec![(2, "b".to_owned())], vec![]));
        }
    }

    #[test]
    fn new_steps_get_free_numbers_and_removed_steps_are_deleted() {
        let text = |number, id: &str| (number, id.to_owned());
        assert_eq!(changes(&[], rebuilt(&["a", "b"])), (vec![text(0, "a"), text(1, "b")], vec![]));
        assert_eq!(
            changes(&[(0, "a"), (2, "c")], rebuilt(&["a", "b", "c", "d"])),
            (vec![text(1, "b"), text(3, "d")], vec![])
        );
        assert_eq!(changes(&[(5, "a")], rebuilt(&["b", "c"])), (vec![text(5, "b"), text(0, "c")], vec![]));
        let (written, mut removed) = changes(&[(0, "a"), (1, "b"), (2, "c")], rebuilt(&["b"]));
        removed.sort_unstable();
        assert_eq!((written, removed), (vec![], vec![0, 2]));
    }
}
