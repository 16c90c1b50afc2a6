//! The deletion of candidates and contacts, and contacts that leave an application.

use std::collections::BTreeMap;

use database::PositionalRow;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    ContactRemoval, Scope,
    change_events::{self, ChangeKind},
    contact_removals::ContactRemovals,
    shared_contacts::select_further_contacts,
};
use crate::{
    ApplicationId, Candidate, CandidateId, Contact, ContactId, Error, Result,
    tables::{
        PositionalColumns, application,
        application_contact::{Column as Further, Entity as FurtherEntity},
        contact, insert_many,
    },
};

impl Scope {
    /// Deletes a candidate.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if the candidate has applications, and any other error of the database.
    pub async fn delete_candidate(&self, id: CandidateId, version: Option<i64>) -> Result<bool> {
        // Checked first. Otherwise the plans of all applications would be marked as outdated for nothing.
        let applications_query = self.find::<application::Entity>().filter(application::Column::CandidateId.eq(id));
        let applications_query =
            applications_query.select_only().column(application::Column::Id).limit(1).into_tuple::<ApplicationId>();
        if applications_query.one(&self.db).await?.is_some() {
            return Err(Error::Reference);
        }
        self.delete::<Candidate>(id, version).await
    }

    /// The number of applications of a candidate.
    pub async fn number_of_applications(&self, id: CandidateId) -> Result<usize> {
        let applications_query = self.find::<application::Entity>().filter(application::Column::CandidateId.eq(id));
        let number = applications_query.select_only().expr(application::Column::Id.count()).into_tuple::<i64>();
        Ok(number.one(&self.db).await?.and_then(|number| usize::try_from(number).ok()).unwrap_or(0))
    }

    /// Deletes a contact, and removes it from the communications, interviews and messages that refer to it. These get
    /// their next version.
    pub async fn delete_contact(&self, id: ContactId, version: Option<i64>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        self.before_change::<contact::Entity>(&transaction, id.into()).await?;
        self.take_out_telling(&transaction, ContactRemovals::All(id)).await?;
        let deleted = self.delete_on::<Contact>(&transaction, id, version).await?;
        if deleted {
            transaction.commit().await?;
        }
        Ok(deleted)
    }

    /// Takes a contact out of an application, and out of the application's communications, interviews and messages,
    /// which get their next version. The contact stays with its other applications. `row` is the contact's stored row.
    ///
    /// # Errors
    ///
    /// [`Error::WriteConflict`], if the row has changed since, and any other error of the database.
    pub async fn remove_contact(&self, row: &Contact, application: ApplicationId) -> Result<ContactRemoval> {
        let id = row.stamp.id;
        let transaction = self.db.begin().await?;
        self.before_change::<contact::Entity>(&transaction, id.into()).await?;
        let mut next = Contact { stamp: self.next(row.stamp), ..row.clone() };
        let mut gone = application;
        if row.application_id == application {
            let other = FurtherEntity::find()
                .filter(Further::AccountId.eq(self.account_id))
                .filter(Further::ContactId.eq(id))
                .order_by_asc(Further::CreatedAt)
                .order_by_asc(Further::ApplicationId);
            let Some(other) = other.one(&transaction).await? else { return Ok(ContactRemoval::OnlyApplication) };
            next.application_id = other.application_id;
            next.details.role = other.role.0;
            gone = other.application_id;
        }
        let deleted = FurtherEntity::delete_many()
            .filter(Further::AccountId.eq(self.account_id))
            .filter(Further::ApplicationId.eq(gone))
            .filter(Further::ContactId.eq(id));
        if deleted.exec(&transaction).await?.rows_affected == 0 {
            return Ok(ContactRemoval::NotThere);
        }
        self.take_out_telling(&transaction, ContactRemovals::One(&[(id, application)])).await?;
        self.update_on(&transaction, next).await?;
        transaction.commit().await?;
        Ok(ContactRemoval::Removed)
    }

    /// Prepares the deletion of applications. Their horizons must be locked, so that no other transaction adds steps,
    /// or adds their contacts to other applications.
    pub(super) async fn before_applications_go(&self, db: &impl ConnectionTrait, applications: &[Uuid]) -> Result<()> {
        self.forget_steps(db, applications).await?;
        self.move_shared_contacts(db, applications).await?;
        self.forget_feed_titles(db, applications).await?;
        self.uncount_answers(db, applications).await
    }

    /// Moves the contacts of applications that are being deleted to the next of their other applications, if they have
    /// some.
    async fn move_shared_contacts(&self, db: &impl ConnectionTrait, applications: &[Uuid]) -> Result<()> {
        let gone = |column: Expr| self.one_of(column, applications.iter().copied());
        let of_application = gone(Expr::col((contact::Entity, contact::Column::ApplicationId)));
        let mut shared = select_further_contacts(&self.account_id.into(), of_application);
        shared.and_where(gone(Expr::col((FurtherEntity, Further::ApplicationId))).not());
        for column in [Further::CreatedAt, Further::ApplicationId] {
            shared.order_by((FurtherEntity, column), Order::Asc);
        }
        let mut moved: BTreeMap<ContactId, Contact> = BTreeMap::new();
        for row in db.query_all(&shared).await? {
            let row = Contact::read(&mut PositionalRow::new(&row)?)?;
            moved.entry(row.stamp.id).or_insert_with(|| Contact { stamp: self.next(row.stamp), ..row });
        }
        if moved.is_empty() {
            return Ok(());
        }
        let ids: Vec<ContactId> = moved.keys().copied().collect();
        let rows: Vec<Vec<Value>> = moved.into_values().map(PositionalColumns::into_values).collect();
        let events = rows
            .iter()
            .filter_map(|row| change_events::event_of::<contact::Entity>(ChangeKind::Updated, row, self.now));
        let events: Vec<_> = events.collect();
        self.update_values::<contact::Entity>(db, rows).await?;
        let same = self
            .find::<contact::Entity>()
            .filter(Expr::col((contact::Entity, contact::Column::Id)).equals((FurtherEntity, Further::ContactId)))
            .filter(
                Expr::col((contact::Entity, contact::Column::ApplicationId))
                    .equals((FurtherEntity, Further::ApplicationId)),
            )
            .select_only()
            .column(contact::Column::Id);
        FurtherEntity::delete_many()
            .filter(Further::AccountId.eq(self.account_id))
            .filter(self.one_of(Further::ContactId.into_expr(), ids))
            .filter(Expr::exists(same.into_query()))
            .exec(db)
            .await?;
        db.execute(insert_many(events).as_query()).await?;
        Ok(())
    }
}
