//! What is done once, however often it is asked for under one key.
//!
//! The effect and the answer are written by one transaction, so that there is either both or nothing, whenever the
//! service is killed, and no mark of an unfinished request that has to be waited out. While that transaction runs,
//! nobody else can begin under the same key: on Postgres it holds an advisory lock that goes with it; on `SQLite` it is
//! the only writer there is, and others wait until it is done.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Statement,
    sea_query::{LockBehavior, LockType, OnConflict},
};

use super::Scope;
use crate::{
    Error, HeaderList, Result,
    connection::Connection,
    tables::idempotency_key::{Column, Entity, Model},
    transaction::Transaction,
};

/// How long an answer is kept under its key.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(24);

/// How many expired keys go with each new one: more than one, so that they become fewer.
const FORGOTTEN_AT_ONCE: u64 = 100;

/// An answer that is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeptAnswer {
    /// The HTTP status.
    pub status: i16,
    /// Its headers.
    pub headers: HeaderList,
    /// Its body; none, if it must not be kept, or is too large.
    pub body: Option<Vec<u8>>,
}

/// How things stand under a key.
#[derive(Debug)]
pub enum Once {
    /// Nothing was done under it yet.
    Begun(Keyed),
    /// It was done; that was the answer.
    Done(KeptAnswer),
    /// Something else was done under it.
    Otherwise,
    /// Somebody is about to do something under it.
    Running,
}

/// Something that is about to be done under a key.
#[derive(Debug)]
pub struct Keyed {
    scope: Scope,
    transaction: Arc<Transaction>,
    key: String,
    fingerprint: Vec<u8>,
}

impl Scope {
    /// Begins what is to be done once under a key. The fingerprint tells requests apart.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn once(&self, key: &str, fingerprint: &[u8]) -> Result<Once> {
        let transaction = self.db.begin().await?;
        let before = if self.lock_key(&transaction, key).await? {
            let kept = Entity::find_by_id((self.account_id, key.to_owned())).one(&transaction).await?;
            kept.filter(|kept| kept.created_at > self.expired_by()).map(|kept| done_before(kept, fingerprint))
        } else {
            Some(Once::Running)
        };
        if let Some(before) = before {
            // Here and now: one that is merely dropped would hold the key for a moment longer.
            transaction.rollback().await?;
            return Ok(before);
        }
        let transaction = Arc::new(transaction);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(Once::Begun(Keyed { scope, transaction, key: key.to_owned(), fingerprint: fingerprint.to_owned() }))
    }

    /// Takes the key for the rest of the transaction; false, if somebody else has it.
    async fn lock_key(&self, db: &impl ConnectionTrait, key: &str) -> Result<bool> {
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(true);
        }
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken",
            [format!("{}/{key}", self.account_id).into()],
        );
        let row = db.query_one_raw(lock).await?;
        Ok(row.map(|row| row.try_get("", "taken")).transpose()?.unwrap_or_default())
    }

    fn expired_by(&self) -> DateTime<Utc> {
        self.now - KEPT_FOR
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

fn done_before(kept: Model, fingerprint: &[u8]) -> Once {
    if kept.fingerprint != fingerprint {
        return Once::Otherwise;
    }
    Once::Done(KeptAnswer { status: kept.status, headers: kept.headers, body: kept.body })
}

impl Keyed {
    /// The way to the rows; what is written through it is kept together with the answer, or not at all.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.clone()
    }

    /// Keeps what was done, and the answer to it. Everybody else must have let go of the scope.
    ///
    /// # Errors
    ///
    /// What the database says; nothing was done then.
    pub async fn keep(self, answer: KeptAnswer) -> Result<()> {
        let row = Model {
            account_id: self.scope.account_id,
            key: self.key.clone(),
            created_at: self.scope.now,
            fingerprint: self.fingerprint.clone(),
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
        };
        // One that has expired may still be there.
        let replace = OnConflict::columns([Column::AccountId, Column::Key])
            .update_columns([Column::CreatedAt, Column::Fingerprint, Column::Status, Column::Headers, Column::Body])
            .to_owned();
        let active = row.into_active_model().reset_all();
        let transaction = self.transaction.as_ref();
        Entity::insert(active).on_conflict(replace).exec_without_returning(transaction).await?;
        self.scope.forget_expired(transaction).await?;
        self.into_transaction()?.commit().await
    }

    /// Takes back what was done: the key is as good as new.
    ///
    /// # Errors
    ///
    /// What the database says; it takes everything back by itself then.
    pub async fn abandon(self) -> Result<()> {
        self.into_transaction()?.rollback().await
    }

    fn into_transaction(self) -> Result<Transaction> {
        let Self { scope, transaction, .. } = self;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::Held)
    }
}
