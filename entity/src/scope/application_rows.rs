//! Lists of rows that belong to applications, of one application or of one candidate.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement, UnionType},
};

use super::{ListOrder, Page, Scope};
use crate::{
    ApplicationId, CandidateId, Communication, CommunicationFilter, CommunicationId, Contact, ContactId, IdOrRemoteId,
    OfApplicationFilter, Record, Result,
    tables::{AccountTable, application, application_contact, candidate, communication, contact},
};

impl Scope {
    /// Up to `limit` contacts in this order. One of several applications is among those of each, as it is in the one
    /// that it was created for.
    pub async fn contacts(
        &self,
        filter: &OfApplicationFilter,
        order: impl Into<ListOrder<ContactId>>,
        limit: u64,
    ) -> Result<Page<Contact>> {
        use contact::{Column, Entity};
        let own = self.application_column_condition(Expr::col((Entity, Column::ApplicationId)), filter);
        let further = self.application_column_condition(
            Expr::col((application_contact::Entity, application_contact::Column::ApplicationId)),
            filter,
        );
        let application_condition = own.zip(further).map(|(own, further)| {
            let own = self.find::<Entity>().filter(own).select_only().column(Column::Id);
            let further = application_contact::Entity::find()
                .filter(application_contact::Column::AccountId.eq(self.account_id))
                .filter(further)
                .select_only()
                .column(application_contact::Column::ContactId);
            let application_condition = own.into_query().union(UnionType::All, further.into_query()).take();
            Expr::col((Entity, Column::Id)).in_subquery(application_condition)
        });
        self.page_where(Contact::condition(filter).add_option(application_condition), order.into(), limit).await
    }

    /// Up to `limit` communications that match the filter, in this order.
    pub async fn communications(
        &self,
        filter: &CommunicationFilter,
        order: impl Into<ListOrder<CommunicationId>>,
        limit: u64,
    ) -> Result<Page<Communication>> {
        let application_condition = self.application_condition::<communication::Entity>(&filter.by_application);
        self.page_where(Communication::condition(filter).add_option(application_condition), order.into(), limit).await
    }

    /// The condition that a row belongs to an application that the filter selects. `None` if it selects all.
    pub(super) fn application_condition<E: AccountTable>(&self, filter: &OfApplicationFilter) -> Option<Expr> {
        let application_condition = self.application_column_condition(E::PLANS.application()?.into_expr(), filter)?;
        if filter.candidate.is_none() {
            return Some(application_condition);
        }
        // Looked for by themselves. Otherwise SQLite goes through all rows in the order of the list.
        let ids = self.find::<E>().filter(application_condition).select_only().column(E::ID);
        Some(E::ID.into_expr().in_subquery(ids.into_query()))
    }

    /// The condition that a column names an application that the filter selects. `None` if it selects all.
    fn application_column_condition(&self, column: Expr, filter: &OfApplicationFilter) -> Option<Expr> {
        match (&filter.application, &filter.candidate) {
            (None, None) => None,
            (Some(IdOrRemoteId::Id(id)), None) => Some(column.eq(*id)),
            (Some(named), None) => Some(column.eq(Expr::from(self.application_ids(Some(named), None)))),
            (application, candidate) => {
                Some(column.in_subquery(self.application_ids(application.as_ref(), candidate.as_ref())))
            }
        }
    }

    /// The ids of the applications that are named, as a query.
    fn application_ids(
        &self,
        application: Option<&IdOrRemoteId<ApplicationId>>,
        candidate: Option<&IdOrRemoteId<CandidateId>>,
    ) -> SelectStatement {
        use application::{Column, Entity};
        let this = application.map(|application| match application {
            IdOrRemoteId::Id(id) => Expr::col((Entity, Column::Id)).eq(*id),
            IdOrRemoteId::RemoteId(key) => Expr::col((Entity, Column::RemoteId)).eq(&**key),
        });
        let application_condition = candidate.map(|candidate| {
            let of = Expr::col((Entity, Column::CandidateId));
            match candidate {
                IdOrRemoteId::Id(id) => of.eq(*id),
                IdOrRemoteId::RemoteId(key) => {
                    let named = self.find::<candidate::Entity>().filter(candidate::Column::RemoteId.eq(&**key));
                    of.in_subquery(named.select_only().column(candidate::Column::Id).into_query())
                }
            }
        });
        let these = Condition::all().add_option(this).add_option(application_condition);
        self.find::<Entity>().filter(these).select_only().column(Column::Id).into_query()
    }
}
