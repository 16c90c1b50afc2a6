//! Deletes the rows of deleted accounts, a portion at a time.
//!
//! Each portion is a transaction of its own. So other requests wait only briefly, and a process that is killed leaves
//! no half-finished work. While a portion runs, it holds the account's row in `account_deletions`, so that only one
//! instance works on an account at a time. If that instance stops, another one continues.
//!
//! Deleting a row checks each foreign key that refers to its table, which takes ten times as long as the deletion
//! itself. The checks would find nothing, because referring rows are deleted first. Where the database user is allowed
//! to, portions skip the checks. Rows that were written in the meantime are deleted by the last portion, with all
//! checks.

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

/// A table, and the column after `account_id` in its primary key. Rows are deleted by ranges of that column.
#[derive(Clone, Copy, Debug)]
struct Step {
    table: &'static str,
    key: &'static str,
    read: fn(&QueryResult) -> Result<Value, DbErr>,
}

const fn by_id(table: &'static str) -> Step {
    step(table, "id")
}

const fn step(table: &'static str, key: &'static str) -> Step {
    Step { table, key, read: |row| Ok(row.try_get_by_index::<Uuid>(0)?.into()) }
}

const fn by_text(table: &'static str, key: &'static str) -> Step {
    Step { table, key, read: |row| Ok(row.try_get_by_index::<String>(0)?.into()) }
}

/// All tables but the last ones, in the order of deletion: first the rows on which tokens depend, then each table
/// before the tables that its foreign keys refer to.
const STEPS: &[Step] = &[
    by_id("authorization_codes"),
    by_id("password_resets"),
    by_id("refresh_tokens"),
    by_id("sessions"),
    by_id("api_clients"),
    by_id("jobs"),
    by_id("webhook_attempts"),
    step("webhook_deliveries", "endpoint_id"),
    by_id("webhook_endpoints"),
    step("calendar_feed_entries", "feed_id"),
    by_id("calendar_feeds"),
    by_id("events"),
    step("event_feeds", "account_id"),
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
    step("interviewers", "interview_id"),
    by_id("interviews"),
    step("application_contacts", "application_id"),
    by_id("contacts"),
    step("step_overrides", "application_id"),
    // A transaction that writes steps holds their horizons: once these are gone, no more steps come.
    step("plan_horizons", "application_id"),
    step("planned_steps", "application_id"),
    // So does one that notes how applications are counted.
    by_id("answer_changes"),
    by_text("answer_counts", "level"),
    by_id("applications"),
    by_id("reminder_steps"),
    by_id("reminders"),
    by_id("suppressed_addresses"),
    by_id("candidates"),
    by_text("search_blocks", "searched"),
    by_id("templates"),
    step("playbook_versions", "playbook_id"),
    by_id("playbooks"),
    by_text("idempotency_keys", "key"),
    by_id("revoked_tokens"),
    by_id("users"),
    by_text("sign_ins", "email"),
];

/// The progress of the deletion of one account.
#[derive(Clone, Debug)]
pub struct DeletionProgress {
    account_id: AccountId,
    step: usize,
    /// The key up to which the table's rows are deleted. The next portion begins there, and does not scan deleted rows
    /// again.
    behind: Option<Value>,
    /// Whether the database user may skip foreign key checks; `None` if that is not known yet.
    skip_foreign_keys: Option<bool>,
}

impl DeletionProgress {
    /// The progress at the start, also if another instance has already deleted some rows.
    #[must_use]
    pub fn start(account_id: AccountId) -> Self {
        Self { account_id, step: 0, behind: None, skip_foreign_keys: None }
    }
}

/// The result of a portion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PortionResult {
    /// This number of rows was deleted, and more may be left.
    Deleted(u64),
    /// This number of rows was deleted. They were the last ones, and the account is deleted, too.
    Finished(u64),
    /// Another instance is working on the account, or has finished it.
    HandledElsewhere,
}

/// Finds and deletes the rows of deleted accounts.
#[derive(Debug)]
pub struct Deletions<'a> {
    db: &'a Database,
}

impl<'a> Deletions<'a> {
    /// The deletions of this database.
    #[must_use]
    pub fn new(db: &'a Database) -> Self {
        Self { db }
    }

    /// The accounts of which rows are left, the earliest deleted first.
    pub async fn pending(&self) -> Result<Vec<AccountId>> {
        let query = Entity::find().order_by_asc(Column::RequestedAt).select_only().column(Column::AccountId);
        Ok(query.into_tuple().all(self.db).await?)
    }

    /// Deletes about this many rows of an account, all from one table.
    ///
    /// # Errors
    ///
    /// [`crate::Error::WriteConflict`] or [`crate::Error::Reference`] if another request wrote at the same time. Then
    /// nothing is deleted.
    pub async fn portion(&self, progress: &mut DeletionProgress, rows: u64) -> Result<PortionResult> {
        let (account_id, last) = (progress.account_id, progress.step == STEPS.len());
        let skip_foreign_keys = match progress.skip_foreign_keys {
            Some(known) => known,
            None => *progress.skip_foreign_keys.insert(self.db.may_skip_foreign_keys().await?),
        };
        let transaction = self.db.begin().await?;
        if !last {
            // If the server fails, a lost portion is deleted again. So the commit need not wait for the disk.
            transaction.relax_for_deletion(skip_foreign_keys).await?;
        }
        let held = Entity::find_by_id(account_id).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        if held.one(&transaction).await?.is_none() {
            transaction.rollback().await?;
            return Ok(PortionResult::HandledElsewhere);
        }
        let Some(step) = STEPS.get(progress.step) else {
            let deleted = delete_the_rest(&transaction, account_id).await?;
            transaction.commit().await?;
            return Ok(PortionResult::Finished(deleted));
        };
        let up_to = step.boundary(&transaction, progress, rows).await?;
        let deleted = step.delete(&transaction, account_id, progress.behind.as_ref(), up_to.as_ref()).await?;
        transaction.commit().await?;
        progress.step += usize::from(up_to.is_none());
        progress.behind = up_to;
        Ok(PortionResult::Deleted(deleted))
    }
}

impl Step {
    /// The key of the row that is this many rows further; `None` if there are fewer rows.
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

/// Deletes the rows that tokens which were still trusted have written since, and then the account.
async fn delete_the_rest(db: &Transaction, account_id: AccountId) -> Result<u64> {
    let mut deleted = 0;
    for step in STEPS {
        deleted += step.delete(db, account_id, None, None).await?;
    }
    deleted += account::Entity::delete_by_id(account_id).exec(db).await?.rows_affected;
    Entity::delete_by_id(account_id).exec(db).await?;
    Ok(deleted)
}

/// Marks an account as deleted, and releases its users' sign-ins. From then on the account is refused.
pub(crate) async fn mark(db: &Transaction, row: account_deletion::Model) -> Result<()> {
    let account_id = row.account_id;
    // A second request gets the same answer.
    let once = OnConflict::column(Column::AccountId).do_nothing().to_owned();
    insert(row).on_conflict(once).exec_without_returning(db).await?;
    sign_in::Entity::delete_many().filter(sign_in::Column::AccountId.eq(account_id)).exec(db).await?;
    Ok(())
}

/// The condition that the account is not being deleted.
pub(crate) fn is_not_deleted(account_id: AccountId) -> Expr {
    let marked =
        Query::select().expr(Expr::value(1)).from(Entity).and_where(Column::AccountId.eq(account_id)).to_owned();
    Expr::not_exists(marked)
}
