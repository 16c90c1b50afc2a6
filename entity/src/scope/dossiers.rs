//! Applications with everything that their plans follow from.

use database::{Dialect, PerBackend};
use std::{iter, sync::OnceLock};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::{Asterisk, Expr, Query, SelectStatement},
};
use serde::Deserialize;
use uuid::Uuid;

use super::Scope;
use crate::{
    Application, ApplicationId, Candidate, Communication, Contact, Interview, InterviewId, Interviewer, Playbook,
    Result, StepOverride,
    tables::{
        InOrder, application, candidate, communication, contact, interview, interviewer, playbook, step_override,
    },
};

/// An application with everything that a plan follows from; each list in the order in which its rows were made.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Dossier {
    /// The candidate who applied.
    pub candidate: Candidate,
    /// For what.
    pub application: Application,
    /// People at the employer.
    pub contacts: Vec<Contact>,
    /// Interviews.
    pub interviews: Vec<Interview>,
    /// Who leads them, in the order of each interview's list.
    pub interviewers: Vec<Interviewer>,
    /// What was sent and came back.
    pub communications: Vec<Communication>,
    /// What the candidate said about single steps, by their ids.
    pub overrides: Vec<StepOverride>,
    /// The account's own playbook that the application names.
    pub playbook: Option<Playbook>,
}

impl Scope {
    /// An application with everything that a plan follows from; none, if the account doesn't have it.
    pub async fn dossier(&self, id: ApplicationId) -> Result<Option<Dossier>> {
        Ok(self.dossiers_of(Which::Application, [id.into()]).await?.pop())
    }

    /// The application of an interview with everything that a plan follows from; none, if the account doesn't have it.
    pub async fn dossier_of_interview(&self, id: InterviewId) -> Result<Option<Dossier>> {
        Ok(self.dossiers_of(Which::OfInterview, [self.account_id.into(), id.into()]).await?.pop())
    }

    /// Applications with everything that their plans follow from, without those that the account doesn't have.
    pub async fn dossiers(&self, ids: &[ApplicationId]) -> Result<Vec<Dossier>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.db.dialect().id_list(ids.iter().copied());
        self.dossiers_of(Which::Applications, [ids]).await
    }

    /// `values` are those that the text has marks for, behind the account's id.
    async fn dossiers_of(&self, which: Which, values: impl IntoIterator<Item = Value>) -> Result<Vec<Dossier>> {
        let db = &self.db;
        let dialect = db.dialect();
        let values = iter::once(self.account_id.into()).chain(values);
        let rows = db.query_all_raw(dialect.statement(which.text(dialect), values)).await?;
        let dossiers = rows.iter().map(|row| {
            let text: String = row.try_get_by_index(0)?;
            serde_json::from_str(&text).map_err(|error| DbErr::Json(error.to_string()))
        });
        Ok(dossiers.collect::<Result<_, DbErr>>()?)
    }
}

/// Whose dossiers.
#[derive(Clone, Copy, Debug)]
enum Which {
    /// That of an application, by its id.
    Application,
    /// That of the application of an interview, by the account's id and the interview's.
    OfInterview,
    /// Those of applications, by their ids in one value.
    Applications,
}

impl Which {
    /// The statement's text; it has four thousand characters, and is made once.
    fn text(self, dialect: Dialect) -> &'static str {
        static TEXTS: PerBackend<[OnceLock<String>; 3]> =
            PerBackend::new([const { OnceLock::new() }; 3], [const { OnceLock::new() }; 3]);
        TEXTS.get(dialect)[self as usize].get_or_init(|| {
            let mut query = select(dialect);
            let account = Expr::col((APPLICATION, application::Column::AccountId));
            query.and_where(account.eq(Uuid::nil())).and_where(self.condition(dialect));
            dialect.text(&query)
        })
    }

    /// The condition, with any values.
    fn condition(self, dialect: Dialect) -> Expr {
        let any = Uuid::nil();
        match self {
            Self::Application => application_id().eq(any),
            Self::OfInterview => {
                let interview = interview::Entity::find()
                    .filter(interview::Column::AccountId.eq(any))
                    .filter(interview::Column::Id.eq(any));
                let application = interview.select_only().column(interview::Column::ApplicationId).into_query();
                application_id().in_subquery(application)
            }
            Self::Applications => dialect.is_one_of(application_id(), [any]),
        }
    }
}

/// What the row of an application goes by.
const APPLICATION: &str = "application";

fn application_id() -> Expr {
    Expr::col((APPLICATION, application::Column::Id))
}

/// Whose rows they are, in subqueries. On Postgres it is the first parameter in each of them: from the application's own
/// column a distributed database doesn't see that one node has all of them, and asks every one.
fn owner(dialect: Dialect) -> Expr {
    dialect.first_parameter(Expr::col((APPLICATION, application::Column::AccountId)))
}

/// Dossiers as JSON, one a row.
fn select(dialect: Dialect) -> SelectStatement {
    let dossier = dialect.json_object([
        ("candidate", dialect.json_subquery(candidate(dialect))),
        (APPLICATION, dialect.json_row::<application::Entity>(APPLICATION, Application::IS_LIST)),
        ("contacts", of_application::<contact::Entity, Contact>(dialect, "id")),
        ("interviews", of_application::<interview::Entity, Interview>(dialect, "id")),
        ("interviewers", dialect.json_rows::<interviewer::Entity>(interviewers(dialect), Interviewer::IS_LIST)),
        ("communications", of_application::<communication::Entity, Communication>(dialect, "id")),
        ("overrides", of_application::<step_override::Entity, step_override::Model>(dialect, "step_id")),
        ("playbook", dialect.json_subquery(playbook(dialect))),
    ]);
    Query::select().expr(dossier.cast_as("text")).from_as(application::Entity, APPLICATION).to_owned()
}

/// Who applied: not by a join, for which all candidates of the account might be gone through.
fn candidate(dialect: Dialect) -> SelectStatement {
    const CANDIDATE: &str = "candidate";
    Query::select()
        .expr(dialect.json_row::<candidate::Entity>(CANDIDATE, Candidate::IS_LIST))
        .from_as(candidate::Entity, CANDIDATE)
        .and_where(Expr::col((CANDIDATE, "account_id")).eq(owner(dialect)))
        .and_where(Expr::col((CANDIDATE, "id")).equals((APPLICATION, "candidate_id")))
        .to_owned()
}

/// The account's own playbook that the application names; none, where it names none.
fn playbook(dialect: Dialect) -> SelectStatement {
    const PLAYBOOK: &str = "playbook";
    Query::select()
        .expr(dialect.json_row::<playbook::Entity>(PLAYBOOK, Playbook::IS_LIST))
        .from_as(playbook::Entity, PLAYBOOK)
        .and_where(Expr::col((PLAYBOOK, "account_id")).eq(owner(dialect)))
        .and_where(Expr::col((PLAYBOOK, "key")).equals((APPLICATION, "own_playbook")))
        .to_owned()
}

/// A JSON array of the application's rows in a table, in the order of a column.
fn of_application<E: EntityTrait, R: InOrder>(dialect: Dialect, order: &'static str) -> Expr {
    dialect.json_rows::<E>(select_of_application::<E>(dialect, order), R::IS_LIST)
}

fn select_of_application<E: EntityTrait>(dialect: Dialect, order: &'static str) -> SelectStatement {
    Query::select()
        .column(Asterisk)
        .from(E::default())
        .and_where(Expr::col((E::default(), "account_id")).eq(owner(dialect)))
        .and_where(Expr::col((E::default(), "application_id")).equals((APPLICATION, "id")))
        .order_by(order, Order::Asc)
        .to_owned()
}

/// Who leads the application's interviews, in the order of these and of each one's list.
fn interviewers(dialect: Dialect) -> SelectStatement {
    let interviews = select_of_application::<interview::Entity>(dialect, "id")
        .clear_selects()
        .clear_order_by()
        .column("id")
        .to_owned();
    Query::select()
        .column(Asterisk)
        .from(interviewer::Entity)
        .and_where(Expr::col((interviewer::Entity, "account_id")).eq(owner(dialect)))
        .and_where(Expr::col((interviewer::Entity, "interview_id")).in_subquery(interviews))
        .order_by("interview_id", Order::Asc)
        .order_by("position", Order::Asc)
        .to_owned()
}
