//! The events of writes.
//!
//! An event is written in the transaction of the write that it reports: on Postgres in the same statement, on `SQLite`
//! in the same command. So it costs no round trip, and there is never one without the other.

use std::{collections::HashSet, fmt::Write as _};

use chrono::{DateTime, Utc};
use database::PositionalRow;
use sea_orm::{ConnectionTrait, DbErr, IdenStatic, Iterable, QueryTrait, Value, sea_query::OnConflict};
use uuid::Uuid;

use super::Scope;
use crate::{
    EventId, Result,
    tables::{
        AccountTable, DependentPlans,
        event::{Column, Model},
        insert, insert_many,
    },
};

/// The kind of change to a resource.
#[derive(Clone, Copy, Debug)]
pub(super) enum ChangeKind {
    Created,
    Updated,
    Deleted,
}

impl ChangeKind {
    fn event_type(self, resource: &str) -> String {
        let verb = match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        };
        format!("{resource}.{verb}")
    }
}

/// The source of an event's columns.
#[derive(Clone, Copy, Debug)]
pub(super) enum ColumnSource {
    /// A `WITH` clause that returns the columns of [`Source::returning`].
    Returned(&'static str),
    /// The parameters of a statement before it, one for each column of the table in order; there is an event, if that
    /// statement changed a row.
    Parameters,
    /// The row itself, before it is deleted: the account is the first parameter, and the condition the rest.
    Row,
}

/// The columns of an event that are columns of the table, each with its name there.
fn shared<E: AccountTable>() -> impl Iterator<Item = (&'static str, &'static str)> {
    let named = |name: &str| E::Column::iter().map(|column| column.as_str()).find(|column| *column == name);
    let application = match E::PLANS {
        DependentPlans::Own => Some(E::ID.as_str()),
        plans => plans.application().map(|column| column.as_str()),
    };
    let candidate = match E::PLANS {
        DependentPlans::AllOfCandidate => Some(E::ID.as_str()),
        _ => named("candidate_id"),
    };
    let columns = [
        ("resource_id", Some(E::ID.as_str())),
        ("application_id", application),
        ("candidate_id", candidate),
        ("remote_id", named("remote_id")),
    ];
    columns.into_iter().filter_map(|(event, column)| Some((event, column?)))
}

impl ColumnSource {
    /// The columns that a statement returns for [`Source::Returned`], and the id.
    pub(super) fn returning<E: AccountTable>() -> String {
        let mut columns = vec![E::ACCOUNT_ID.as_str(), E::ID.as_str(), E::UPDATED_AT.as_str()];
        for (_, column) in shared::<E>() {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns.join(", ")
    }
}

/// The statement that writes the event of a write; `None` if the table's writes have no events. `id` is the number of
/// the parameter with the event's id. For a deletion the next parameter is the time.
pub(super) fn event_sql<E: AccountTable>(verb: ChangeKind, id: usize, source: ColumnSource) -> Option<String> {
    let kind = verb.event_type(E::RESOURCE?);
    let (mut names, mut values) = (String::new(), String::new());
    let parameter_number = |wanted: &str| 1 + E::Column::iter().take_while(|column| column.as_str() != wanted).count();
    let value = |column: &str| match source {
        ColumnSource::Returned(_) | ColumnSource::Row => column.to_owned(),
        ColumnSource::Parameters => format!("${}", parameter_number(column)),
    };
    for (event, column) in shared::<E>() {
        let _ = write!(names, ", {event}");
        let _ = write!(values, ", {}", value(column));
    }
    let at = match (verb, source) {
        (ChangeKind::Deleted, ColumnSource::Returned(_)) => format!("${}::timestamptz", id + 1),
        (ChangeKind::Deleted, _) => format!("${}", id + 1),
        _ => value(E::UPDATED_AT.as_str()),
    };
    let into = format!("INSERT INTO events (account_id, id, kind, created_at{names})");
    Some(match source {
        ColumnSource::Returned(rows) => {
            format!("{into} SELECT account_id, ${id}::uuid, '{kind}', {at}{values} FROM {rows}")
        }
        ColumnSource::Parameters => format!("{into} SELECT $1, ${id}, '{kind}', {at}{values} WHERE changes() > 0"),
        ColumnSource::Row => {
            format!("{into} SELECT $1, ${id}, '{kind}', {at}{values} FROM {}", E::default().table_name())
        }
    })
}

/// The event of a write, by the values of the row's columns; `None` if the table's writes have no events.
pub(super) fn event_of<E: AccountTable>(verb: ChangeKind, values: &[Value], at: DateTime<Utc>) -> Option<Model> {
    let value = |name: &str| {
        let index = E::Column::iter().take_while(|column| column.as_str() != name).count();
        values.get(index)
    };
    let mut event = event_of_account(verb.event_type(E::RESOURCE?), id_in(values.first()?)?, at);
    for (name, column) in shared::<E>() {
        let value = value(column);
        let id = value.and_then(id_in);
        match name {
            "resource_id" => event.resource_id = id,
            "application_id" => event.application_id = id.map(Into::into),
            "candidate_id" => event.candidate_id = id.map(Into::into),
            _ => {
                event.remote_id = match value {
                    Some(Value::String(text)) => text.as_deref().map(str::to_owned),
                    _ => None,
                }
            }
        }
    }
    Some(event)
}

/// An event that is about nothing yet.
pub(super) fn event_of_account(kind: String, account_id: Uuid, at: DateTime<Utc>) -> Model {
    Model {
        account_id: account_id.into(),
        id: EventId::new(),
        kind,
        resource_id: None,
        application_id: None,
        candidate_id: None,
        remote_id: None,
        details: None,
        created_at: at,
        position: None,
    }
}

/// The id that a value is.
pub(super) fn id_in(value: &Value) -> Option<Uuid> {
    match value {
        Value::Uuid(id) => *id,
        _ => None,
    }
}

/// The maximum number of events in one statement.
const ROWS_PER_STATEMENT: usize = 2_000;

impl Scope {
    /// Writes an event, if there is one.
    pub(super) async fn write_event(&self, db: &impl ConnectionTrait, event: Option<Model>) -> Result<()> {
        if let Some(event) = event {
            insert(event).exec_without_returning(db).await?;
        }
        Ok(())
    }

    /// Writes the events that are not there yet, and returns their ids.
    pub(super) async fn write_new_events(
        &self,
        db: &impl ConnectionTrait,
        events: &[Model],
    ) -> Result<HashSet<EventId>> {
        let once = OnConflict::columns([Column::AccountId, Column::Id]).do_nothing().to_owned();
        let mut written = HashSet::new();
        for events in events.chunks(ROWS_PER_STATEMENT) {
            let mut insert = insert_many::<Model>(events.iter().cloned()).on_conflict(once.clone()).into_query();
            let rows = db.query_all(insert.returning_col(Column::Id)).await?;
            let read = |row| Ok(PositionalRow::new(row)?.read::<Uuid>()?.into());
            written.extend(rows.iter().map(read).collect::<Result<Vec<EventId>, DbErr>>()?);
        }
        Ok(written)
    }

    /// An event of this account.
    pub(super) fn event(&self, kind: &str) -> Model {
        event_of_account(kind.to_owned(), self.account_id.into(), self.now)
    }

    /// Writes an event of the account itself.
    pub async fn write_account_event(
        &self,
        kind: &str,
        resource: Option<Uuid>,
        details: serde_json::Value,
    ) -> Result<()> {
        let event = Model { resource_id: resource, details: Some(details), ..self.event(kind) };
        self.write_event(&self.db, Some(event)).await
    }
}
