//! Idempotency: a request with a key has one effect, however often it is repeated.
//!
//! The effect and the stored answer are written in one transaction. So there are both or neither whenever the service
//! is killed, and no marker of an unfinished request can be left behind. The transaction writes the key's row first.
//! Until it ends, no other transaction can write a row of that key, on any node of a distributed database. Afterwards
//! the row is there with the answer, or it is not there.
//!
//! A request with a key that is in use is answered at once, instead of waiting while it holds a connection. On Postgres
//! an advisory lock shows that the key is in use. The lock is local to a node: on another node of a distributed
//! database one request per node waits for the row, and then gets the answer. `SQLite` has one writing transaction at a
//! time, and others wait for it.

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

/// The time for which a response is stored.
pub const IDEMPOTENCY_RETENTION: TimeDelta = TimeDelta::hours(24);

/// The number of expired keys that each new key deletes. It is more than one, so that their number falls.
const KEYS_DELETED_PER_REQUEST: u64 = 100;

/// A stored answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredAnswer {
    /// The HTTP status.
    pub status: i16,
    pub headers: HeaderList,
    /// The body; `None` if it must not be stored or is too large.
    pub body: Option<Vec<u8>>,
}

/// The state of a key.
#[derive(Debug)]
pub enum IdempotencyState {
    /// No request with this key was carried out yet.
    Started(KeyedTransaction),
    /// The request was carried out, with this answer.
    Completed(StoredAnswer),
    /// The key was used for another request.
    Mismatch,
    /// A request with this key is in progress.
    InProgress,
}

/// A request with a key whose transaction has begun.
#[derive(Debug)]
pub struct KeyedTransaction {
    scope: Scope,
    transaction: Arc<Transaction>,
    key: String,
}

impl Scope {
    /// Begins a request with a key. The fingerprint distinguishes different requests with one key. An answer of which
    /// `is_void` says that it holds no more counts as none.
    pub async fn begin_keyed<E: From<Error>>(
        &self,
        key: &str,
        fingerprint: &[u8],
        is_void: impl AsyncFnOnce(&Self, &StoredAnswer) -> Result<bool, E>,
    ) -> Result<IdempotencyState, E> {
        let transaction = Arc::new(self.db.begin().await?);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        let keyed = KeyedTransaction { scope, transaction, key: key.to_owned() };
        let before = self.unusable_state(&keyed, fingerprint, is_void).await?;
        let Some(before) = before else { return Ok(IdempotencyState::Started(keyed)) };
        // Rolled back explicitly: a dropped transaction would hold the key a moment longer.
        keyed.abandon().await?;
        Ok(before)
    }

    /// The state of a key that can't be used now; `None` if it was claimed.
    async fn unusable_state<E: From<Error>>(
        &self,
        keyed: &KeyedTransaction,
        fingerprint: &[u8],
        is_void: impl AsyncFnOnce(&Self, &StoredAnswer) -> Result<bool, E>,
    ) -> Result<Option<IdempotencyState>, E> {
        let (transaction, key) = (keyed.transaction.as_ref(), keyed.key.as_str());
        if !transaction.try_lock(format!("{}/{key}", self.account_id)).await? {
            return Ok(Some(IdempotencyState::InProgress));
        }
        if self.claim_key(transaction, key, fingerprint).await? {
            return Ok(None);
        }
        let Some(kept) =
            Entity::find_by_id((self.account_id, key.to_owned())).one(transaction).await.map_err(Error::from)?
        else {
            return Ok(Some(IdempotencyState::InProgress));
        };
        let state = completed_before(kept, fingerprint);
        if let IdempotencyState::Completed(answer) = &state
            && is_void(&keyed.scope, answer).await?
        {
            self.forget_key(transaction, key).await?;
            return Ok((!self.claim_key(transaction, key, fingerprint).await?).then_some(IdempotencyState::InProgress));
        }
        Ok(Some(state))
    }

    /// Deletes a key, whose row this transaction has locked.
    async fn forget_key(&self, db: &impl ConnectionTrait, key: &str) -> Result<()> {
        Entity::delete_by_id((self.account_id, key.to_owned())).exec(db).await?;
        Ok(())
    }

    /// Writes the key's row without an answer, and replaces an expired row. Returns false if there is a row that has
    /// not expired. That row is then locked until the transaction ends.
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

    /// Deletes some of the account's expired keys, except those that another transaction is deleting.
    async fn forget_expired(&self, db: &impl ConnectionTrait) -> Result<()> {
        let expired = Entity::find()
            .filter(Column::AccountId.eq(self.account_id))
            .filter(Column::CreatedAt.lte(self.expired_by()))
            .order_by_asc(Column::CreatedAt)
            .limit(KEYS_DELETED_PER_REQUEST)
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
    /// The scope of the transaction. Everything that is written through it is committed together with the answer, or
    /// not at all.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.clone()
    }

    /// Stores the answer and commits. All clones of the scope must have been dropped.
    ///
    /// # Errors
    ///
    /// If the database fails. Then nothing has changed.
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

    /// Rolls back. The key can be used again.
    ///
    /// # Errors
    ///
    /// If the database fails. It then rolls back by itself.
    pub async fn abandon(self) -> Result<()> {
        self.into_transaction()?.rollback().await
    }

    fn into_transaction(self) -> Result<Transaction> {
        let Self { scope, transaction, .. } = self;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::TransactionInUse)
    }
}
