//! Removes the references to a contact that is deleted, or removed from an application. The interviews, communications
//! and messages that refer to it get a new version.

use database::PositionalRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter, QuerySelect, QueryTrait,
    UpdateMany,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use uuid::Uuid;

use super::{
    Scope,
    change_events::{ChangeKind, event_of},
};
use crate::{
    ApplicationId, Communication, ContactId, Interview, Record, Result,
    tables::{AccountTable, PositionalColumns, Row, communication, event, interview, interviewer, message},
};

/// Contacts that are removed from applications.
#[derive(Clone, Copy, Debug)]
pub(super) enum ContactRemovals<'a> {
    /// A contact is removed from all of its applications.
    All(ContactId),
    /// Contacts are removed from one application each.
    One(&'a [(ContactId, ApplicationId)]),
}

impl Scope {
    /// Removes the references to contacts. The plans of the applications must be locked. Returns the events of the
    /// interviews and communications, which the caller has to write.
    pub(super) async fn take_out(
        &self,
        db: &impl ConnectionTrait,
        removals: ContactRemovals<'_>,
    ) -> Result<Vec<event::Model>> {
        let led = Query::select()
            .column(interviewer::Column::InterviewId)
            .from(interviewer::Entity)
            .cond_where(self.led_by(removals))
            .take();
        let led = interview::Entity::update_many().filter(interview::Column::Id.in_subquery(led));
        let mut events = self.renew::<Interview>(db, led).await?;
        if !events.is_empty() {
            interviewer::Entity::delete_many().filter(self.led_by(removals)).exec(db).await?;
        }
        let named =
            self.refers_to_contact(removals, communication::Column::ContactId, ["contact_id", "application_id"]);
        let named = communication::Entity::update_many()
            .col_expr(communication::Column::ContactId, Expr::value(None::<ContactId>))
            .filter(named);
        events.extend(self.renew::<Communication>(db, named).await?);
        let named = self.refers_to_contact(removals, message::Column::ContactId, ["contact_id", "application_id"]);
        self.take_out_of_messages(db, message::Column::ContactId, named).await?;
        Ok(events)
    }

    /// Removes the references to contacts, and writes the events.
    pub(super) async fn take_out_telling(
        &self,
        db: &impl ConnectionTrait,
        removals: ContactRemovals<'_>,
    ) -> Result<()> {
        let events = self.take_out(db, removals).await?;
        self.insert_values::<event::Entity>(db, events.into_iter().map(PositionalColumns::into_values).collect()).await
    }

    /// The condition that a row names one of the contacts. `pair` are the columns of the contact and its application.
    fn refers_to_contact(
        &self,
        removals: ContactRemovals<'_>,
        contact: impl ColumnTrait,
        pair: [&'static str; 2],
    ) -> Expr {
        match removals {
            ContactRemovals::All(id) => contact.eq(id),
            ContactRemovals::One(pairs) => self.db.dialect().is_one_of_pairs(pair, &uuids(pairs)),
        }
    }

    /// The condition that one of the contacts is this interviewer.
    fn led_by(&self, removals: ContactRemovals<'_>) -> Condition {
        use interviewer::Column;
        let of_account = Condition::all().add(Column::AccountId.eq(self.account_id));
        let ContactRemovals::One(pairs) = removals else {
            let pair = ["contact_id", "application_id"];
            return of_account.add(self.refers_to_contact(removals, Column::ContactId, pair));
        };
        let contacts = pairs.iter().map(|(contact, _)| *contact);
        of_account
            .add(self.one_of(Column::ContactId.into_expr(), contacts))
            .add(Expr::exists(self.interview_of(removals)))
    }

    /// The interview of an interviewer, if it is of an application that the interviewer leaves.
    fn interview_of(&self, removals: ContactRemovals<'_>) -> SelectStatement {
        let same = Expr::col((interview::Entity, interview::Column::Id))
            .equals((interviewer::Entity, interviewer::Column::InterviewId));
        let pair = ["interviewers.contact_id", "interviews.application_id"];
        let interviews = self.find::<interview::Entity>().filter(same);
        let interviews = interviews.filter(self.refers_to_contact(removals, interviewer::Column::ContactId, pair));
        interviews.select_only().column(interview::Column::Id).into_query()
    }

    /// Writes the next versions of rows. Returns their events.
    async fn renew<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        update: UpdateMany<<R as Row>::Entity>,
    ) -> Result<Vec<event::Model>> {
        type Table<R> = <R as Row>::Entity;
        let mut update = update
            .col_expr(Table::<R>::VERSION, Expr::col(Table::<R>::VERSION).add(1))
            .col_expr(Table::<R>::UPDATED_AT, Expr::value(self.now))
            .filter(Table::<R>::ACCOUNT_ID.eq(self.account_id))
            .into_query();
        // Only columns are returned, since Citus refuses functions in `RETURNING` that are not immutable.
        let all = Query::returning().columns(<Table<R> as EntityTrait>::Column::iter());
        let rows = db.query_all(update.returning(all)).await?;
        let read = |row| R::read(&mut PositionalRow::new(row)?);
        let rows: Vec<R> = rows.iter().map(read).collect::<Result<_, DbErr>>()?;
        let event = |row: R| event_of::<Table<R>>(ChangeKind::Updated, &row.into_values(), self.now);
        Ok(rows.into_iter().filter_map(event).collect())
    }
}

/// The pairs as untyped ids.
pub(super) fn uuids(pairs: &[(ContactId, ApplicationId)]) -> Vec<(Uuid, Uuid)> {
    pairs.iter().map(|(contact, application)| ((*contact).into(), (*application).into())).collect()
}
