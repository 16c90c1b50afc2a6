//! Dossiers: applications with all rows that their plans follow from.

use database::{Dialect, PerBackend};
use std::{iter, sync::OnceLock};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, QueryFilter, QueryResult, QuerySelect,
    QueryTrait, Value,
    sea_query::{Asterisk, Expr, Query, SelectStatement},
};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use super::{Scope, shared_contacts::select_further_contacts};
use crate::{
    Application, ApplicationId, Candidate, Communication, Contact, Interview, InterviewId, Interviewer, Playbook,
    Result, StepOverride,
    tables::{
        PositionalColumns, application, application_contact, candidate, communication, contact, interview, interviewer,
        plan_horizon, playbook, step_override,
    },
};

/// An application with all rows that its plan follows from. Each list is in order of creation.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub struct Dossier {
    /// The candidate who applied.
    pub candidate: Candidate,
    /// The application.
    pub application: Application,
    /// People at the employer, each with the role in this application.
    #[serde(deserialize_with = "own_and_shared")]
    pub contacts: Vec<Contact>,
    /// Interviews.
    pub interviews: Vec<Interview>,
    /// The interviewers, in the order of each interview's list.
    pub interviewers: Vec<Interviewer>,
    /// Communications, sent and received.
    pub communications: Vec<Communication>,
    /// The overrides of steps, by step id.
    pub overrides: Vec<StepOverride>,
    /// The account's own playbook that the application names.
    pub playbook: Option<Playbook>,
}

/// A dossier, and which state of the application's facts it has.
#[derive(Clone, Debug)]
pub struct VersionedDossier {
    pub dossier: Dossier,
    /// [`Scope::facts_version`] at the moment of the dossier.
    pub facts_version: i64,
    /// The length of the dossier as JSON, in bytes.
    pub json_length: usize,
}

/// From this number of applications on, a statement for each table takes less time than subqueries for each
/// application.
const MIN_FOR_TABLE_STATEMENTS: usize = 10;

impl Scope {
    /// The dossier of an application; `None` if the account does not have the application.
    pub async fn dossier(&self, id: ApplicationId) -> Result<Option<Dossier>> {
        Ok(self.dossiers_of(DossierKey::Application, [id.into()]).await?.pop())
    }

    /// The dossier of an application with its version; `None` if the account does not have the application.
    pub async fn versioned_dossier(&self, id: ApplicationId) -> Result<Option<VersionedDossier>> {
        let rows = self.dossier_rows(DossierKey::VersionedApplication, [id.into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let (json, facts_version): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok(Some(VersionedDossier { dossier: from_json(&json)?, facts_version, json_length: json.len() }))
    }

    /// The dossier of an interview's application; `None` if the account does not have the interview.
    pub async fn dossier_of_interview(&self, id: InterviewId) -> Result<Option<Dossier>> {
        Ok(self.dossiers_of(DossierKey::OfInterview, [self.account_id.into(), id.into()]).await?.pop())
    }

    /// The dossiers of those of these applications that the account has.
    pub async fn dossiers(&self, ids: &[ApplicationId]) -> Result<Vec<Dossier>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        if ids.len() >= MIN_FOR_TABLE_STATEMENTS {
            return self.many_dossiers(ids).await;
        }
        let ids = self.db.dialect().id_list(ids.iter().copied());
        self.dossiers_of(DossierKey::Applications, [ids]).await
    }

    /// Reads dossiers. `values` are the parameters of the statement's text after the account's id.
    async fn dossiers_of(&self, key: DossierKey, values: impl IntoIterator<Item = Value>) -> Result<Vec<Dossier>> {
        let rows = self.dossier_rows(key, values).await?;
        let dossiers = rows.iter().map(|row| from_json(&row.try_get_by_index::<String>(0)?));
        Ok(dossiers.collect::<Result<_, DbErr>>()?)
    }

    async fn dossier_rows(
        &self,
        key: DossierKey,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let dialect = self.db.dialect();
        let values = iter::once(self.account_id.into()).chain(values);
        self.db.query_all_raw(dialect.statement(key.text(dialect), values)).await
    }
}

fn from_json(text: &str) -> Result<Dossier, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
}

/// The contacts that were created for an application, and those that it shares with the application they were created
/// for.
#[derive(Deserialize)]
struct Contacts {
    own: Vec<Contact>,
    shared: Vec<Contact>,
}

fn own_and_shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Contact>, D::Error> {
    let Contacts { mut own, mut shared } = Contacts::deserialize(deserializer)?;
    if !shared.is_empty() {
        own.append(&mut shared);
        own.sort_unstable_by_key(|row| row.stamp.id);
    }
    Ok(own)
}

/// The key by which a statement finds dossiers.
#[derive(Clone, Copy, Debug)]
enum DossierKey {
    /// The dossier of an application, by its id.
    Application,
    /// An application, with the version of its facts in a second column.
    VersionedApplication,
    /// The dossier of an interview's application, by the account's id and the interview's id.
    OfInterview,
    /// The dossiers of applications, by a list of their ids in one parameter.
    Applications,
}

impl DossierKey {
    /// The text of the statement. It has four thousand characters, so it is built once.
    fn text(self, dialect: Dialect) -> &'static str {
        static TEXTS: PerBackend<[OnceLock<String>; 4]> =
            PerBackend::new([const { OnceLock::new() }; 4], [const { OnceLock::new() }; 4]);
        TEXTS.get(dialect)[self as usize].get_or_init(|| {
            let mut query = select(dialect);
            let account = Expr::col((APPLICATION, application::Column::AccountId));
            query.and_where(account.eq(Uuid::nil())).and_where(self.condition(dialect));
            if matches!(self, Self::VersionedApplication) {
                query.expr(facts_version(dialect));
            }
            dialect.text(&query)
        })
    }

    /// The condition on applications, with its values if there are any.
    fn condition(self, dialect: Dialect) -> Expr {
        let any = Uuid::nil();
        match self {
            Self::Application | Self::VersionedApplication => application_id().eq(any),
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

/// The alias of the application's row.
const APPLICATION: &str = "application";

fn application_id() -> Expr {
    Expr::col((APPLICATION, application::Column::Id))
}

/// The condition on the account in subqueries. On Postgres each subquery compares with the first parameter. If it
/// compared with the application's column, a distributed database would not see that all rows are on one node, and
/// would query every node.
fn owner(dialect: Dialect) -> Expr {
    dialect.first_parameter(Expr::col((APPLICATION, application::Column::AccountId)))
}

/// The statement that reads dossiers as JSON, one per row.
fn select(dialect: Dialect) -> SelectStatement {
    let dossier = dialect.json_object([
        ("candidate", dialect.json_subquery(candidate(dialect))),
        (APPLICATION, dialect.json_row::<application::Entity>(APPLICATION, Application::IS_LIST)),
        ("contacts", contacts(dialect)),
        ("interviews", of_application::<interview::Entity, Interview>(dialect, "id")),
        ("interviewers", dialect.json_rows::<interviewer::Entity>(interviewers(dialect), Interviewer::IS_LIST)),
        ("communications", of_application::<communication::Entity, Communication>(dialect, "id")),
        ("overrides", of_application::<step_override::Entity, step_override::Model>(dialect, "step_id")),
        ("playbook", dialect.json_subquery(playbook(dialect))),
    ]);
    Query::select().expr(dossier.cast_as("text")).from_as(application::Entity, APPLICATION).to_owned()
}

/// The version of the application's facts.
fn facts_version(dialect: Dialect) -> SelectStatement {
    use plan_horizon::{Column, Entity};
    Query::select()
        .column(Column::FactsVersion)
        .from(Entity)
        .and_where(Expr::col((Entity, Column::AccountId)).eq(owner(dialect)))
        .and_where(Expr::col((Entity, Column::ApplicationId)).equals((APPLICATION, "id")))
        .to_owned()
}

/// The candidate. A subquery instead of a join, since a join might scan all candidates of the account.
fn candidate(dialect: Dialect) -> SelectStatement {
    const CANDIDATE: &str = "candidate";
    Query::select()
        .expr(dialect.json_row::<candidate::Entity>(CANDIDATE, Candidate::IS_LIST))
        .from_as(candidate::Entity, CANDIDATE)
        .and_where(Expr::col((CANDIDATE, "account_id")).eq(owner(dialect)))
        .and_where(Expr::col((CANDIDATE, "id")).equals((APPLICATION, "candidate_id")))
        .to_owned()
}

/// The account's own playbook that the application names; `None` if it names none.
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
fn of_application<E: EntityTrait, R: PositionalColumns>(dialect: Dialect, order: &'static str) -> Expr {
    dialect.json_rows::<E>(select_of_application::<E>(dialect, order), R::IS_LIST)
}

/// [`Contacts`], each with the role in this application.
fn contacts(dialect: Dialect) -> Expr {
    let in_this_one = Expr::col((application_contact::Entity, "application_id")).equals((APPLICATION, "id"));
    let shared = select_further_contacts(&owner(dialect), in_this_one);
    dialect.json_object([
        ("own", of_application::<contact::Entity, Contact>(dialect, "id")),
        ("shared", dialect.json_rows::<contact::Entity>(shared, Contact::IS_LIST)),
    ])
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

/// The interviewers of the application's interviews, in the order of the interviews and of each list.
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
