//! Access to the rows of one account.

mod account;
mod agenda;
mod answer_counts;
mod application_rows;
mod assistants;
mod bulk;
mod calendar_feeds;
mod change;
mod change_events;
mod changed_candidates;
mod connections;
mod contact_removals;
mod contacts;
mod deliveries;
mod dossiers;
mod due_steps;
mod events;
mod export;
mod feeds;
mod horizons;
mod idempotency;
mod imports;
mod insert;
mod interviews;
mod jobs;
mod kept_plans;
mod list_order;
mod many_dossiers;
mod messages;
mod overrides;
mod playbooks;
mod reminders;
mod search;
mod shared_contacts;
mod source_versions;
mod templates;
mod transaction;
mod webhook_endpoints;
mod webhooks;

pub use account::User;
pub use agenda::{Agenda, StepPosition};
pub use answer_counts::{AnswerCount, AnswerDimension, AnswerQuery};
pub use assistants::AssistantSession;
pub use bulk::{BulkDelete, BulkRows, BulkWrite, ChangedRow};
pub use calendar_feeds::FeedChanges;
pub use changed_candidates::CHANGED_CANDIDATE;
pub use connections::ConnectionHistory;
pub use deliveries::{NewDelivery, StoredBody};
pub use dossiers::{Dossier, VersionedDossier};
pub use due_steps::{DUE_MAIL, DUE_MAIL_PAUSE};
pub use events::{FeedState, IfLocked, NumberingResult};
pub use feeds::{FeedBacklog, Feeds, PlanCheck};
pub use idempotency::{IDEMPOTENCY_RETENTION, IdempotencyState, KeyedTransaction, StoredAnswer};
pub use imports::ImportedBody;
pub use interviews::InterviewWithInterviewers;
pub use kept_plans::{ClaimedPlan, PlanClaim, PlanSnapshot, RebuiltPlan, RebuiltStep};
pub use list_order::ListOrder;
pub use messages::OtherApplication;
pub use reminders::ConfirmationCounts;
pub use search::SearchedTable;
pub use shared_contacts::ContactRemoval;
pub use source_versions::{SourceVersion, SourceVersions};
pub use transaction::ScopeTransaction;
pub use webhooks::{ClaimedDelivery, DeliveryClaim, DeliveryDecision, MAX_RECOVERED_EVENTS};

use chrono::{DateTime, Utc};
use database::{Backend, Connection, Database, PositionalRow};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, QueryFilter, Select,
    sea_query::{Asterisk, Expr, Query, SelectStatement},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    AccountId, Record, RemoteRecord, Result, Stamp,
    tables::{AccountTable, PositionalColumns, Row},
};

/// A page of a list, in order of creation.
#[derive(Clone, Debug)]
pub struct Page<R> {
    pub items: Vec<R>,
    /// Whether there are more rows after these.
    pub more: bool,
}

impl<R> Page<R> {
    /// A page of at most `limit` rows. The query asks for one row more, which shows whether there is another page.
    fn new(mut items: Vec<R>, limit: u64) -> Self {
        let more = items.len() as u64 > limit;
        if more {
            items.pop();
        }
        Self { items, more }
    }

    /// The key of the last row, after which the next page begins; `None` if there is no next page.
    pub fn next<P>(&self, key: impl FnOnce(&R) -> P) -> Option<P> {
        self.items.last().filter(|_| self.more).map(key)
    }
}

/// Access to the rows of one account. Every query is restricted to that account.
#[derive(Clone, Debug)]
pub struct Scope {
    db: Connection,
    account_id: AccountId,
    now: DateTime<Utc>,
}

impl Scope {
    /// Access to the rows of this account. Call it only after the sender of the request is authenticated.
    #[must_use]
    pub fn new(db: Database, account_id: AccountId, now: DateTime<Utc>) -> Self {
        Self { db: Connection::Pool(db), account_id, now }
    }

    /// The account.
    #[must_use]
    pub fn account_id(&self) -> AccountId {
        self.account_id
    }

    /// The time with which rows are stamped.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The stamp of a new row.
    #[must_use]
    pub fn stamp<Id>(&self, id: Id) -> Stamp<Id> {
        Stamp { account_id: self.account_id, id, version: 1, created_at: self.now, updated_at: self.now }
    }

    /// The stamp of the next version of a row.
    #[must_use]
    pub fn next<Id>(&self, stamp: Stamp<Id>) -> Stamp<Id> {
        Stamp { version: stamp.version + 1, updated_at: self.now, ..stamp }
    }

    /// Whether several transactions of this scope can write at the same time.
    #[must_use]
    pub fn writes_in_parallel(&self) -> bool {
        matches!(&self.db, Connection::Pool(db) if db.backend() == Backend::Postgres)
    }

    /// [`Database::server_epoch`], for rows that are cached; `None` in a transaction, which reads what may never be
    /// committed.
    #[must_use]
    pub fn server_epoch(&self) -> Option<u64> {
        match &self.db {
            Connection::Pool(db) => Some(db.server_epoch()),
            Connection::Transaction(_) => None,
        }
    }

    fn find<E: AccountTable>(&self) -> Select<E> {
        E::find().filter(E::ACCOUNT_ID.eq(self.account_id))
    }

    /// A query of the account's rows in a table, without columns.
    fn rows_of<E: AccountTable>(&self) -> SelectStatement {
        Query::select().from(E::default()).and_where(E::ACCOUNT_ID.eq(self.account_id)).to_owned()
    }

    /// The rows of a list, by a query without columns.
    async fn rows<R: PositionalColumns + DeserializeOwned>(&self, mut query: SelectStatement) -> Result<Vec<R>> {
        let dialect = self.db.dialect();
        if !dialect.reads_rows_as_json() {
            return self.read_all(query.expr(Expr::cust(R::select_list(dialect)))).await;
        }
        query.column(Asterisk);
        let row = self.db.query_one(&dialect.json_array_of(R::json_array(dialect), query)).await?;
        let text: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
        Ok(serde_json::from_str(text.as_deref().unwrap_or("[]")).map_err(|error| DbErr::Json(error.to_string()))?)
    }

    /// The one row that a query without columns finds.
    async fn row<R: PositionalColumns>(&self, mut query: SelectStatement) -> Result<Option<R>> {
        query.expr(Expr::cust(R::select_list(self.db.dialect()))).limit(1);
        Ok(self.read_all(&query).await?.pop())
    }

    /// The rows of a query that selects the columns of their table in order.
    async fn read_all<R: PositionalColumns>(&self, query: &SelectStatement) -> Result<Vec<R>> {
        let rows = self.db.query_all(query).await?;
        Ok(rows.iter().map(|row| R::read(&mut PositionalRow::new(row)?)).collect::<Result<_, DbErr>>()?)
    }

    /// The condition that a row has one of these ids.
    fn one_of(&self, column: Expr, ids: impl IntoIterator<Item = impl Into<Uuid>>) -> Expr {
        self.db.dialect().is_one_of(column, ids)
    }

    /// The row with this id; `None` if the account does not have it.
    pub async fn get<R: Record>(&self, id: R::Id) -> Result<Option<R>> {
        type Table<R> = <R as Row>::Entity;
        self.row(self.rows_of::<Table<R>>().and_where(Table::<R>::ID.eq(id)).take()).await
    }

    /// The rows with these ids that the account has, in no particular order.
    pub async fn get_many<R: Record<Id: Into<Uuid>>>(&self, ids: impl IntoIterator<Item = R::Id>) -> Result<Vec<R>> {
        let mut ids = ids.into_iter().peekable();
        if ids.peek().is_none() {
            return Ok(Vec::new());
        }
        let condition = self.one_of(<<R as Row>::Entity as AccountTable>::ID.into_expr(), ids);
        self.rows(self.rows_of::<<R as Row>::Entity>().and_where(condition).take()).await
    }

    /// The row with this remote id; `None` if the account does not have it.
    pub async fn by_remote_id<R: RemoteRecord>(&self, remote_id: &str) -> Result<Option<R>> {
        self.row(self.rows_of::<<R as Row>::Entity>().cond_where(R::has_remote_id(remote_id)).take()).await
    }

    /// The rows with these remote ids, in no particular order. Remote ids without a row are skipped.
    pub async fn by_remote_ids<R: RemoteRecord>(&self, remote_ids: &[&str]) -> Result<Vec<R>> {
        if remote_ids.is_empty() {
            return Ok(Vec::new());
        }
        let condition = self.db.dialect().is_one_of_many_texts(R::remote_id_column(), remote_ids);
        self.rows(self.rows_of::<<R as Row>::Entity>().and_where(condition).take()).await
    }

    /// Up to `limit` rows that match the filter, in this order. An id is an order too: that of creation, after this id.
    pub async fn page<R: Record>(
        &self,
        filter: &R::Filter,
        order: impl Into<ListOrder<R::Id>>,
        limit: u64,
    ) -> Result<Page<R>> {
        self.page_where(R::condition(filter), order.into(), limit).await
    }

    /// Writes the next version of a row.
    ///
    /// # Errors
    ///
    /// [`crate::Error::WriteConflict`], if the row does not have the version before this one, and the errors of
    /// [`Scope::insert`].
    pub async fn update<R: Record>(&self, row: R) -> Result<R> {
        let transaction = self.db.begin().await?;
        let row = self.update_on(&transaction, row).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Deletes the row with this id, if it has this version where one is given. Returns whether a row was deleted.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Reference`], if another row refers to it, and any other error of the database.
    pub async fn delete<R: Record>(&self, id: R::Id, version: Option<i64>) -> Result<bool> {
        let transaction = self.db.begin().await?;
        let deleted = self.delete_on::<R>(&transaction, id, version).await?;
        if deleted {
            transaction.commit().await?;
        }
        Ok(deleted)
    }
}
