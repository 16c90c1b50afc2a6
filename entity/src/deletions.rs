//! What is left of deleted accounts: their rows, which go a portion at a time.
//!
//! Each portion is a transaction of its own, so that nobody waits for long, and that whoever is killed leaves nothing
//! half done. While it runs it holds the account's row in `account_deletions`: of several instances one works on an
//! account at a time, and if that one goes away, any other goes on.
//!
//! Deleting a row costs a look-up for each foreign key that leads to its table, ten times as much as the row itself, and
//! these would find nothing: what names rows goes before them. Where the database's user may, portions do without. What
//! somebody writes meanwhile the last portion deletes, with all look-ups.

use database::{Database, Transaction};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QueryResult, QuerySelect, Value,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict, Query},
};
use uuid::Uuid;

use crate::{
    AccountId, Result,
    tables::{
        account, account_deletion,
        account_deletion::{Column, Entity},
        insert, sign_in,
    },
};

/// A table of which an account's rows go, by ranges of the column that follows `account_id` in the primary key.
#[derive(Clone, Copy, Debug)]
struct Step {
    table: &'static str,
    key: &'static str,
    read: fn(&QueryResult) -> Result<Value, DbErr>,
}

const fn by_id(table: &'static str) -> Step {
    by(table, "id")
}

const fn by(table: &'static str, key: &'static str) -> Step {
    Step { table, key, read: |row| Ok(row.try_get_by_index::<Uuid>(0)?.into()) }
}

const fn by_text(table: &'static str, key: &'static str) -> Step {
    Step { table, key, read: |row| Ok(row.try_get_by_index::<String>(0)?.into()) }
}

/// All tables but the last ones. What tokens stand on goes first; then what names other rows goes before these, so that
/// no foreign key finds anything.
const STEPS: [Step; 30] = [
    by_id("refresh_tokens"),
    by_id("sessions"),
    by_id("api_clients"),
    by_id("jobs"),
    by_id("delivery_bodies"),
    by_id("deliveries"),
    by_id("connections"),
    by_text("source_versions", "remote_id"),
    by_id("import_bodies"),
    by_id("imports"),
    by_text("event_versions", "uid"),
    by_text("mail_messages", "message"),
    by_id("messages"),
    by_id("communications"),
    by("interviewers", "interview_id"),
    by_id("interviews"),
    by_id("contacts"),
    by("step_overrides", "application_id"),
    // Who writes steps holds their horizons: once these are gone, no more steps come.
    by("plan_horizons", "application_id"),
    by("planned_steps", "application_id"),
    by_id("applications"),
    by_id("candidates"),
    by_text("search_blocks", "searched"),
    by_id("templates"),
    by("playbook_versions", "playbook_id"),
    by_id("playbooks"),
    by_text("idempotency_keys", "key"),
    by_id("revoked_tokens"),
    by_id("users"),
    by_text("sign_ins", "email"),
];

/// How far somebody has come with an account.
#[derive(Clone, Debug)]
pub struct DeletionProgress {
    account_id: AccountId,
    step: usize,
    /// Up to which key the table's rows are gone: what is dead needn't be passed over again.
    behind: Option<Value>,
    /// Whether the database lets this user do without looking up foreign keys, once that is known.
    skip_foreign_keys: Option<bool>,
}

impl DeletionProgress {
    /// At the beginning, whether or not somebody else has begun before.
    #[must_use]
    pub fn of(account_id: AccountId) -> Self {
        Self { account_id, step: 0, behind: None, skip_foreign_keys: None }
    }
}

/// What became of a portion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Portion {
    /// So many rows are gone.
    Gone(u64),
    /// Everything is gone, the account too; so many rows were the last.
    Last(u64),
    /// Somebody else works on the account at this moment, or has finished it.
    Elsewhere,
}

/// The way to what is left of deleted accounts.
#[derive(Debug)]
pub struct Deletions<'a> {
    db: &'a Database,
}

impl<'a> Deletions<'a> {
    /// What this database still holds of deleted accounts.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// Accounts of which something is left, the longest deleted first.
    pub async fn pending(&self) -> Result<Vec<AccountId>> {
        let query = Entity::find().order_by_asc(Column::RequestedAt).select_only().column(Column::AccountId);
        Ok(query.into_tuple().all(self.db).await?)
    }

    /// Deletes about as many of an account's rows as are asked for, of one table.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Stale`] or [`crate::Error::Reference`] where somebody wrote at the same time. No row is gone then.
    pub async fn portion(&self, progress: &mut DeletionProgress, rows: u64) -> Result<Portion> {
        let (account_id, last) = (progress.account_id, progress.step == STEPS.len());
        let skip_foreign_keys = match progress.skip_foreign_keys {
            Some(known) => known,
            None => *progress.skip_foreign_keys.insert(self.db.may_skip_foreign_keys().await?),
        };
        let transaction = self.db.begin().await?;
        if !last {
            // A portion that is lost with the server is deleted again: nobody has to wait until it is on the disk.
            transaction.relax_for_deletion(skip_foreign_keys).await?;
        }
        let held = Entity::find_by_id(account_id).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        if held.one(&transaction).await?.is_none() {
            transaction.rollback().await?;
            return Ok(Portion::Elsewhere);
        }
        let Some(step) = STEPS.get(progress.step) else {
            let gone = delete_the_rest(&transaction, account_id).await?;
            transaction.commit().await?;
            return Ok(Portion::Last(gone));
        };
        let up_to = step.boundary(&transaction, progress, rows).await?;
        let gone = step.delete(&transaction, account_id, progress.behind.as_ref(), up_to.as_ref()).await?;
        transaction.commit().await?;
        progress.step += usize::from(up_to.is_none());
        progress.behind = up_to;
        Ok(Portion::Gone(gone))
    }
}

impl Step {
    /// The key of the row that is so many rows further; none, if there aren't as many.
    async fn boundary(&self, db: &Transaction, progress: &DeletionProgress, rows: u64) -> Result<Option<Value>> {
        let mut select = Query::select();
        select
            .column(self.key)
            .from(self.table)
            .and_where(Expr::col("account_id").eq(progress.account_id))
            .order_by(self.key, Order::Asc)
            .offset(rows.saturating_sub(1))
            .limit(1);
        if let Some(behind) = &progress.behind {
            select.and_where(Expr::col(self.key).gt(behind.clone()));
        }
        Ok(db.query_one(&select).await?.as_ref().map(self.read).transpose()?)
    }

    async fn delete(
        &self,
        db: &Transaction,
        account_id: AccountId,
        behind: Option<&Value>,
        up_to: Option<&Value>,
    ) -> Result<u64> {
        let mut delete = Query::delete();
        delete.from_table(self.table).and_where(Expr::col("account_id").eq(account_id));
        if let Some(behind) = behind {
            delete.and_where(Expr::col(self.key).gt(behind.clone()));
        }
        if let Some(up_to) = up_to {
            delete.and_where(Expr::col(self.key).lte(up_to.clone()));
        }
        Ok(db.execute(&delete).await?.rows_affected())
    }
}

/// Deletes what was written since its table's turn, by whoever had a token that was still trusted; then the account.
async fn delete_the_rest(db: &Transaction, account_id: AccountId) -> Result<u64> {
    let mut gone = 0;
    for step in STEPS {
        gone += step.delete(db, account_id, None, None).await?;
    }
    gone += account::Entity::delete_by_id(account_id).exec(db).await?.rows_affected;
    Entity::delete_by_id(account_id).exec(db).await?;
    Ok(gone)
}

/// Marks an account as deleted, and frees how its people signed in: from now on it is refused.
pub(crate) async fn mark(db: &Transaction, row: account_deletion::Model) -> Result<()> {
    let account_id = row.account_id;
    // Whoever asks twice at once is told the same.
    let once = OnConflict::column(Column::AccountId).do_nothing().to_owned();
    insert(row).on_conflict(once).exec_without_returning(db).await?;
    sign_in::Entity::delete_many().filter(sign_in::Column::AccountId.eq(account_id)).exec(db).await?;
    Ok(())
}

/// "The account isn't being deleted".
pub(crate) fn stands(account_id: AccountId) -> Expr {
    let marked =
        Query::select().expr(Expr::value(1)).from(Entity).and_where(Column::AccountId.eq(account_id)).to_owned();
    Expr::not_exists(marked)
}
