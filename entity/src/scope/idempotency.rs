//! What is done once, however often it is asked for under one key.
//!
//! The effect and the answer are written by one transaction, so that there is either both or nothing, whenever the
//! service is killed, and no mark of an unfinished request that has to be waited out. The key's row is the transaction's
//! first: while that runs, nobody else can write one, through whichever node of a distributed database, and once it has
//! ended in whatever way, by the end of its connection too, either the row is there with the answer, or there is none.
//!
//! Who comes meanwhile is told so, and doesn't wait with a connection in hand: on Postgres an advisory lock tells. It is
//! the node's own. Through another node of a distributed database one request for each node waits for the row, and then
//! gets the answer. On `SQLite` the transaction is the only writer there is, and others wait until it is done.

use database::{Connection, Transaction};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};

use super::Scope;
use crate::{
    Error, HeaderList, Result,
    tables::{
        idempotency_key::{Column, Entity, Model},
        insert,
    },
};

/// How long an answer is kept under its key.
pub const IDEMPOTENCY_RETENTION: TimeDelta = TimeDelta::hours(24);

/// How many expired keys go with each new one: more than one, so that they become fewer.
const FORGOTTEN_AT_ONCE: u64 = 100;

/// An answer that is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredAnswer {
    /// The HTTP status.
    pub status: i16,
    pub headers: HeaderList,
    /// Its body; none, if it must not be kept, or is too large.
    pub body: Option<Vec<u8>>,
}

/// The state of a key.
#[derive(Debug)]
pub enum IdempotencyState {
    /// Nothing was done under it yet.
    Started(KeyedTransaction),
    /// It was done; that was the answer.
    Completed(StoredAnswer),
    /// Something else was done under it.
    Mismatch,
    /// Somebody is about to do something under it.
    InProgress,
}

/// Something that is about to be done under a key.
#[derive(Debug)]
pub struct KeyedTransaction {
    scope: Scope,
    transaction: Arc<Transaction>,
    key: String,
}

impl Scope {
    /// Begins what is to be done once under a key. The fingerprint tells requests apart.
    pub async fn begin_keyed(&self, key: &str, fingerprint: &[u8]) -> Result<IdempotencyState> {
        let transaction = self.db.begin().await?;
        let before = if !transaction.try_lock(format!("{}/{key}", self.account_id)).await? {
            Some(IdempotencyState::InProgress)
        } else if self.claim_key(&transaction, key, fingerprint).await? {
            None
        } else {
            let kept = Entity::find_by_id((self.account_id, key.to_owned())).one(&transaction).await?;
            Some(kept.map_or(IdempotencyState::InProgress, |kept| completed_before(kept, fingerprint)))
        };
        if let Some(before) = before {
            // Here and now: one that is merely dropped would hold the key for a moment longer.
            transaction.rollback().await?;
            return Ok(before);
        }
        let transaction = Arc::new(transaction);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(IdempotencyState::Started(KeyedTransaction { scope, transaction, key: key.to_owned() }))
    }

    /// Writes the key's row, without an answer yet, in the place of one that has expired. False, if there is one that
    /// has not: then it stays as it is until the transaction ends.
    async fn claim_key(&self, db: &impl ConnectionTrait, key: &str, fingerprint: &[u8]) -> Result<bool> {
        let row = Model {
            account_id: self.account_id,
            key: key.to_owned(),
            created_at: self.now,
            fingerprint: fingerprint.to_owned(),
            status: 0,
            headers: HeaderList::default(),
            body: None,
        };
        let replace_expired = OnConflict::columns([Column::AccountId, Column::Key])
            .update_columns([Column::CreatedAt, Column::Fingerprint, Column::Status, Column::Headers, Column::Body])
            .action_and_where(Expr::col((Entity, Column::CreatedAt)).lte(self.expired_by()))
            .to_owned();
        let claim = insert(row).on_conflict(replace_expired);
        Ok(db.execute(claim.as_query()).await?.rows_affected() > 0)
    }

    fn expired_by(&self) -> DateTime<Utc> {
        self.now - IDEMPOTENCY_RETENTION
    }

    /// Forgets some of the account's keys that have expired, but for those that somebody else is about to forget.
    async fn forget_expired(&self, db: &impl ConnectionTrait) -> Result<()> {
        let expired = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::CreatedAt.lte(self.expired_by()))
            .order_by_asc(Column::CreatedAt)
            .limit(FORGOTTEN_AT_ONCE)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .select_only()
            .column(Column::Key);
        Entity::delete_many()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::Key.in_subquery(expired.into_query()))
            .exec(db)
            .await?;
        Ok(())
    }
}

fn completed_before(kept: Model, fingerprint: &[u8]) -> IdempotencyState {
    if kept.fingerprint != fingerprint {
        return IdempotencyState::Mismatch;
    }
    IdempotencyState::Completed(StoredAnswer { status: kept.status, headers: kept.headers, body: kept.body })
}

impl KeyedTransaction {
    /// The way to the rows; what is written through it is kept together with the answer, or not at all.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.clone()
    }

    /// Keeps what was done, and the answer to it. Everybody else must have let go of the scope.
    ///
    /// # Errors
    ///
    /// If the database fails; then nothing has changed.
    pub async fn complete(self, answer: StoredAnswer) -> Result<()> {
        let transaction = self.transaction.as_ref();
        Entity::update_many()
            .col_expr(Column::Status, Expr::value(answer.status))
            .col_expr(Column::Headers, Expr::value(answer.headers))
            .col_expr(Column::Body, Expr::value(answer.body))
            .filter(Column::AccountId.eq(self.scope.account_id))
            .filter(Column::Key.eq(self.key.as_str()))
            .exec(transaction)
            .await?;
        self.scope.forget_expired(transaction).await?;
        self.into_transaction()?.commit().await
    }

    /// Takes back what was done: the key is as good as new.
    ///
    /// # Errors
    ///
    /// If the database fails; it then rolls back by itself.
    pub async fn abandon(self) -> Result<()> {
        self.into_transaction()?.rollback().await
    }

    fn into_transaction(self) -> Result<Transaction> {
        let Self { scope, transaction, .. } = self;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::Held)
    }
}
