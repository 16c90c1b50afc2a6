//! The steps of all applications, ordered by when they are due.

use chrono::{DateTime, Utc};
use database::PositionalRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, QueryFilter, QuerySelect,
    QueryTrait, Select, Value,
    sea_query::{Asterisk, Expr, Query, SelectStatement, UnionType},
};

use super::{Page, Scope};
use crate::{
    ApplicationId, CandidateId, PlannedStep, Result,
    tables::{
        application, cells,
        planned_step::{Column, Entity},
    },
};

/// The filter of an agenda.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// Only steps of this candidate's applications.
    pub candidate_id: Option<CandidateId>,
    /// Only steps of this application.
    pub application_id: Option<ApplicationId>,
    /// Only steps with one of these statuses.
    pub statuses: Vec<String>,
    /// Only steps whose windows close at or after this instant.
    pub from: Option<DateTime<Utc>>,
    /// Only steps whose windows open at or before this instant.
    pub to: Option<DateTime<Utc>>,
}

impl Agenda {
    /// Whether the agenda covers only some of the account's applications.
    pub(super) fn is_narrowed(&self) -> bool {
        self.candidate_id.is_some() || self.application_id.is_some()
    }
}

/// The position of a step in the order of the agenda.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StepPosition {
    /// The first sort key: lower ranks come first.
    pub rank: i16,
    /// When the step's window closes.
    pub closes_at: DateTime<Utc>,
    pub application_id: ApplicationId,
    /// The id of the step in the plan.
    pub step_id: String,
}

impl PlannedStep {
    /// The position of the step in the order of the agenda.
    #[must_use]
    pub fn position(&self) -> StepPosition {
        let Self { rank, closes_at, application_id, .. } = *self;
        StepPosition { rank, closes_at, application_id, step_id: self.step_id.clone() }
    }
}

impl Scope {
    /// Up to `limit` steps of an agenda after the position `after`, from the kept plans.
    pub async fn planned_steps(
        &self,
        agenda: &Agenda,
        after: Option<&StepPosition>,
        limit: u64,
    ) -> Result<Page<PlannedStep>> {
        // The index has the steps of one status in order. So at most one page of each status is read.
        let mut of_each = agenda.statuses.iter().map(|status| {
            let steps = ordered(self.steps_behind(agenda, status, after).into_query(), limit + 1);
            Query::select().column(Asterisk).from_subquery(steps, "steps").to_owned()
        });
        let Some(mut all) = of_each.next() else { return Ok(Page::new(Vec::new(), limit)) };
        all.unions(of_each.map(|steps| (UnionType::All, steps)));
        Ok(Page::new(self.read_all(&ordered(all, limit + 1)).await?, limit))
    }

    /// Up to `limit` applications whose stored plans have steps with one of these statuses. They are ordered by id, and
    /// start after the id `after`.
    pub async fn applications_with_steps(
        &self,
        statuses: &[String],
        after: Option<ApplicationId>,
        limit: u64,
    ) -> Result<Page<ApplicationId>> {
        let mut query = Query::select();
        query
            .distinct()
            .column(Column::ApplicationId)
            .from(Entity)
            .and_where(Column::AccountId.eq(self.account_id))
            .and_where(Column::Status.is_in(statuses.iter().map(String::as_str)))
            .order_by(Column::ApplicationId, Order::Asc)
            .limit(limit + 1);
        if let Some(after) = after {
            query.and_where(Column::ApplicationId.gt(after));
        }
        let rows = self.db.query_all(&query).await?;
        let ids = rows.iter().map(|row| cells::read(&mut PositionalRow::new(row)?));
        Ok(Page::new(ids.collect::<Result<_, DbErr>>()?, limit))
    }

    fn steps_behind(&self, agenda: &Agenda, status: &str, after: Option<&StepPosition>) -> Select<Entity> {
        let window = Condition::all()
            .add_option(agenda.from.map(|from| Column::ClosesAt.gte(from)))
            .add_option(agenda.to.map(|to| Column::OpensAt.lte(to)));
        let query = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Status.eq(status))
            .filter(self.applications_of(agenda, Column::ApplicationId))
            .filter(window);
        let Some(StepPosition { rank, closes_at, application_id, step_id }) = after else { return query };
        let after: [Value; 4] =
            [(*rank).into(), (*closes_at).into(), (*application_id).into(), step_id.as_str().into()];
        query.filter(Expr::tuple(ORDER.map(Expr::col)).gt(Expr::tuple(after.map(Expr::value))))
    }

    /// Limits a query to the applications that the agenda covers. `column` names the application.
    pub(super) fn applications_of(&self, agenda: &Agenda, column: impl ColumnTrait) -> Condition {
        let of_candidate = |candidate| {
            let applications = self.find::<application::Entity>();
            let of_candidate = applications.filter(application::Column::CandidateId.eq(candidate));
            column.in_subquery(of_candidate.select_only().column(application::Column::Id).into_query())
        };
        Condition::all()
            .add_option(agenda.application_id.map(|id| column.eq(id)))
            .add_option(agenda.candidate_id.map(of_candidate))
    }
}

/// The order of the agenda.
const ORDER: [Column; 4] = [Column::Rank, Column::ClosesAt, Column::ApplicationId, Column::StepId];

fn ordered(mut steps: SelectStatement, limit: u64) -> SelectStatement {
    for column in ORDER {
        steps.order_by(column, Order::Asc);
    }
    steps.limit(limit).to_owned()
}
