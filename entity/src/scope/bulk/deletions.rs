//! Rows of several tables that are deleted together: a few statements for each table, however many rows there are.

use std::collections::HashMap;

use database::PositionalRow;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryTrait, sea_query::Query};
use uuid::Uuid;

use super::super::{
    Scope,
    change_events::{ChangeKind, event_of},
    contact_removals::uuids,
};
use crate::{
    Application, ApplicationId, Candidate, Communication, Contact, ContactId, Error, Interview, Record, Result,
    tables::{AccountTable, Row, application_contact, event, message},
};

/// Rows that are deleted, as they are stored.
#[derive(Clone, Debug, Default)]
pub struct BulkDelete {
    pub candidates: Vec<Candidate>,
    pub applications: Vec<Application>,
    pub contacts: Vec<Contact>,
    pub interviews: Vec<Interview>,
    pub communications: Vec<Communication>,
}

impl BulkDelete {
    pub(super) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
            && self.applications.is_empty()
            && self.contacts.is_empty()
            && self.interviews.is_empty()
            && self.communications.is_empty()
    }

    /// The applications whose plans follow from these rows, but for those of contacts.
    pub(super) fn outdated_applications(&self) -> impl Iterator<Item = ApplicationId> {
        let interviews = self.interviews.iter().map(|row| row.application_id);
        let communications = self.communications.iter().map(|row| row.application_id);
        self.applications.iter().map(|row| row.stamp.id).chain(interviews).chain(communications)
    }
}

impl Scope {
    /// Deletes interviews and communications, and adds their events.
    pub(super) async fn delete_facts(
        &self,
        db: &impl ConnectionTrait,
        interviews: Vec<Interview>,
        communications: Vec<Communication>,
        events: &mut Vec<event::Model>,
    ) -> Result<()> {
        for (column, ids) in
            [(message::Column::InterviewId, ids(&interviews)), (message::Column::CommunicationId, ids(&communications))]
        {
            if !ids.is_empty() {
                self.take_out_of_messages(db, column, self.one_of(column.into_expr(), ids)).await?;
            }
        }
        self.delete_rows(db, interviews, events).await?;
        self.delete_rows(db, communications, events).await
    }

    /// Deletes contacts that are no longer referred to, then applications and candidates, and adds the events of
    /// them.
    pub(super) async fn delete_others(
        &self,
        db: &impl ConnectionTrait,
        (contacts, applications, candidates): (Vec<Contact>, Vec<Application>, Vec<Candidate>),
        events: &mut Vec<event::Model>,
    ) -> Result<()> {
        self.delete_rows(db, contacts, events).await?;
        let gone = ids(&applications);
        if !gone.is_empty() {
            self.before_applications_go(db, &gone).await?;
        }
        self.delete_rows(db, applications, events).await?;
        self.delete_rows(db, candidates, events).await
    }

    /// Deletes rows in the versions that were read.
    ///
    /// # Errors
    ///
    /// [`Error::WriteConflict`] if one of them has another version or was deleted.
    async fn delete_rows<R: Record<Id: Into<Uuid>>>(
        &self,
        db: &impl ConnectionTrait,
        rows: Vec<R>,
        events: &mut Vec<event::Model>,
    ) -> Result<()> {
        type Table<R> = <R as Row>::Entity;
        if rows.is_empty() {
            return Ok(());
        }
        let mut delete = Table::<R>::delete_many()
            .filter(Table::<R>::ACCOUNT_ID.eq(self.account_id))
            .filter(self.one_of(Table::<R>::ID.into_expr(), ids(&rows)))
            .into_query();
        let gone =
            db.query_all(delete.returning(Query::returning().columns([Table::<R>::ID, Table::<R>::VERSION]))).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok((row.read::<Uuid>()?, row.read::<i64>()?))
        };
        let gone: HashMap<Uuid, i64> = gone.iter().map(read).collect::<Result<_, DbErr>>()?;
        if rows.iter().any(|row| gone.get(&row.id().into()) != Some(&row.version())) {
            return Err(Error::WriteConflict);
        }
        events.extend(rows.into_iter().filter_map(|mut row| {
            row.restamp(self.account_id);
            event_of::<Table<R>>(ChangeKind::Deleted, &row.into_values(), self.now)
        }));
        Ok(())
    }

    /// Takes further applications from contacts.
    pub(super) async fn delete_further_applications(
        &self,
        db: &impl ConnectionTrait,
        gone: &[(ContactId, ApplicationId)],
    ) -> Result<()> {
        use application_contact::{Column, Entity};
        if gone.is_empty() {
            return Ok(());
        }
        let condition = self.db.dialect().is_one_of_pairs(["contact_id", "application_id"], &uuids(gone));
        Entity::delete_many().filter(Column::AccountId.eq(self.account_id)).filter(condition).exec(db).await?;
        Ok(())
    }
}

fn ids<R: Record<Id: Into<Uuid>>>(rows: &[R]) -> Vec<Uuid> {
    rows.iter().map(|row| row.id().into()).collect()
}
