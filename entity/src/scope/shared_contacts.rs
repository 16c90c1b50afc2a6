//! Contacts that several applications share.
//!
//! A contact's row names the application that it was created for, and its role there. Each further application has a
//! row in `application_contacts`, with the role there. A contact always has at least one application: when the one in
//! its row is deleted or gives the contact up, another one takes its place there.

use planning::{Key, facts::Role};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Iterable, Order, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement, UnionType},
};

use super::{ListOrder, Page, Scope};
use crate::{
    ApplicationContact, ApplicationId, Contact, ContactId, Error, Result,
    tables::{
        application_contact::{Column, Entity},
        cells::Cell,
        contact, insert_many, plan_horizon,
    },
};

/// The result of taking a contact out of an application.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ContactRemoval {
    Removed,
    /// The application does not have the contact.
    NotThere,
    /// The contact has no other application, so nothing was changed.
    OnlyApplication,
}

/// The contacts of applications as the rows of the contacts say. `account` is the account's id, and `these` the
/// condition on the application's id.
fn select_own_contacts(account: &Expr, these: Expr) -> SelectStatement {
    Query::select()
        .columns(contact::Column::iter().map(|column| (contact::Entity, column)))
        .from(contact::Entity)
        .and_where(Expr::col((contact::Entity, contact::Column::AccountId)).eq(account.clone()))
        .and_where(these)
        .take()
}

/// The contacts of further applications. Each row has the application's id and the role there in place of its own.
pub(super) fn select_further_contacts(account: &Expr, these: Expr) -> SelectStatement {
    let of_contact = |column: contact::Column| Expr::col((contact::Entity, column));
    let mut query = Query::select();
    for column in contact::Column::iter() {
        match column {
            contact::Column::ApplicationId => {
                query.expr_as(Expr::col((Entity, Column::ApplicationId)), "application_id")
            }
            contact::Column::Role => query.expr_as(Expr::col((Entity, Column::Role)), "role"),
            column => query.column((contact::Entity, column)),
        };
    }
    query
        .from(Entity)
        // SQLite joins tables in this order then. If it began with the contacts, it would go through all of them.
        .cross_join(contact::Entity)
        .and_where(of_contact(contact::Column::Id).equals((Entity, Column::ContactId)))
        .and_where(Expr::col((Entity, Column::AccountId)).eq(account.clone()))
        .and_where(of_contact(contact::Column::AccountId).eq(account.clone()))
        .and_where(these)
        .take()
}

/// The contacts of applications, each as its application sees it. A query without columns.
fn select_contacts(account: &Expr, these: impl Fn(Expr) -> Expr) -> SelectStatement {
    let all = select_own_contacts(account, these(Expr::col((contact::Entity, contact::Column::ApplicationId))))
        .union(UnionType::All, select_further_contacts(account, these(Expr::col((Entity, Column::ApplicationId)))))
        .take();
    Query::select().from_subquery(all, "contacts").take()
}

impl Scope {
    /// Up to `limit` contacts of an application in this order, each with its role in the application.
    pub async fn contacts_of(
        &self,
        application: ApplicationId,
        remote_id: Option<&Key>,
        order: impl Into<ListOrder<ContactId>>,
        limit: u64,
    ) -> Result<Page<Contact>> {
        let order = order.into();
        let mut query = select_contacts(&self.account_id.into(), |id| id.eq(application));
        query.cond_where(order.condition::<contact::Entity>());
        if let Some(remote_id) = remote_id {
            query.and_where(contact::Column::RemoteId.eq(&**remote_id));
        }
        for column in order.columns::<contact::Entity>() {
            query.order_by((contact::Entity, column), Order::Asc);
        }
        Ok(Page::new(self.rows(query.limit(limit + 1).take()).await?, limit))
    }

    /// The contacts of these applications, each with its role in its application, in no particular order.
    pub(super) async fn contacts_of_applications(&self, ids: &[ApplicationId]) -> Result<Vec<Contact>> {
        self.rows(select_contacts(&self.account_id.into(), |id| self.one_of(id, ids.iter().copied()))).await
    }

    /// A contact as an application sees it; `None` if the application does not have the contact.
    pub async fn contact_of(&self, application: ApplicationId, id: ContactId) -> Result<Option<Contact>> {
        self.row(
            select_contacts(&self.account_id.into(), |of| of.eq(application))
                .and_where(contact::Column::Id.eq(id))
                .take(),
        )
        .await
    }

    /// The contacts with these ids that the application has.
    pub async fn find_contacts(&self, application: ApplicationId, ids: &[ContactId]) -> Result<Vec<ContactId>> {
        self.find_contacts_on(&self.db, application, ids).await
    }

    /// Further applications are asked for only if contacts are missing. A query of both tables would be planned at
    /// length by a distributed database.
    pub(super) async fn find_contacts_on(
        &self,
        db: &impl ConnectionTrait,
        application: impl Into<Value>,
        ids: &[ContactId],
    ) -> Result<Vec<ContactId>> {
        let application = application.into();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let own = self
            .find::<contact::Entity>()
            .filter(contact::Column::ApplicationId.eq(application.clone()))
            .filter(self.one_of(contact::Column::Id.into_expr(), ids.iter().copied()))
            .select_only()
            .column(contact::Column::Id);
        let mut found: Vec<ContactId> = own.into_tuple().all(db).await?;
        let missing: Vec<ContactId> = ids.iter().filter(|id| !found.contains(id)).copied().collect();
        if !missing.is_empty() {
            let further = self
                .further_of(application)
                .filter(self.one_of(Column::ContactId.into_expr(), missing))
                .select_only()
                .column(Column::ContactId);
            found.extend(further.into_tuple::<ContactId>().all(db).await?);
        }
        Ok(found)
    }

    fn further_of(&self, application: Value) -> sea_orm::Select<Entity> {
        Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(Column::ApplicationId.eq(application))
    }

    /// The further applications of these contacts, in no particular order.
    pub async fn further_applications(&self, contacts: &[ContactId]) -> Result<Vec<ApplicationContact>> {
        if contacts.is_empty() {
            return Ok(Vec::new());
        }
        let these = self.one_of(Column::ContactId.into_expr(), contacts.iter().copied());
        let query =
            Query::select().from(Entity).and_where(Column::AccountId.eq(self.account_id)).and_where(these).take();
        self.rows(query).await
    }

    /// Up to `limit` applications of a contact by their ids, starting after `after`.
    pub async fn applications_of_contact(
        &self,
        id: ContactId,
        after: Option<ApplicationId>,
        limit: u64,
    ) -> Result<Page<ApplicationContact>> {
        use contact::Column as Own;
        let mut all = self
            .find::<contact::Entity>()
            .filter(Own::Id.eq(id))
            .select_only()
            .columns([Own::AccountId, Own::ApplicationId])
            .column_as(Own::Id, "contact_id")
            .columns([Own::Role, Own::CreatedAt])
            .into_query();
        let further = Entity::find().filter(Column::AccountId.eq(self.account_id)).filter(Column::ContactId.eq(id));
        all.union(UnionType::All, further.into_query());
        let mut query = Query::select().from_subquery(all, "application_contacts").take();
        if let Some(after) = after {
            query.and_where(Column::ApplicationId.gt(after));
        }
        query.order_by((Entity, Column::ApplicationId), Order::Asc).limit(limit + 1);
        Ok(Page::new(self.rows(query).await?, limit))
    }

    /// The ids of all applications that have a contact, as a query.
    pub(super) fn applications_with_contact(&self, id: Value) -> SelectStatement {
        let own = self
            .find::<contact::Entity>()
            .filter(contact::Column::Id.eq(id.clone()))
            .select_only()
            .column(contact::Column::ApplicationId);
        let further = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::ContactId.eq(id))
            .select_only()
            .column(Column::ApplicationId);
        own.into_query().union(UnionType::All, further.into_query()).take()
    }

    /// Adds a contact to a further application, or changes its role there. `next` is the next version of the contact's
    /// row, which is written, too. Returns the contact as the application sees it.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::update`]; [`Error::Reference`] also if the application does not exist.
    pub async fn share_contact(&self, next: Contact, application: ApplicationId, role: Role) -> Result<Contact> {
        let id = next.stamp.id;
        let transaction = self.db.begin().await?;
        let theirs = plan_horizon::Column::ApplicationId.in_subquery(self.applications_with_contact(id.into()));
        let affected = theirs.or(plan_horizon::Column::ApplicationId.eq(application));
        let locked = self.lock_where(&transaction, affected).await?;
        if !locked.contains_key(&application) {
            return Err(Error::Reference);
        }
        let row = self.further_application(id, application, role);
        self.put_further_applications(&transaction, vec![row]).await?;
        let mut seen = self.update_on(&transaction, next).await?;
        transaction.commit().await?;
        seen.application_id = application;
        seen.details.role = role;
        Ok(seen)
    }

    /// The row that says that a contact belongs to a further application.
    #[must_use]
    pub fn further_application(
        &self,
        contact: ContactId,
        application: ApplicationId,
        role: Role,
    ) -> ApplicationContact {
        ApplicationContact {
            account_id: self.account_id,
            application_id: application,
            contact_id: contact,
            role: Cell(role),
            created_at: self.now,
        }
    }

    /// Writes further applications of contacts, over those that are there.
    pub(super) async fn put_further_applications(
        &self,
        db: &impl ConnectionTrait,
        rows: Vec<ApplicationContact>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let there = OnConflict::columns([Column::AccountId, Column::ApplicationId, Column::ContactId])
            .update_column(Column::Role)
            .to_owned();
        db.execute(insert_many(rows).on_conflict(there).as_query()).await?;
        Ok(())
    }
}
