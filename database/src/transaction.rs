//! Transactions.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use tokio::sync::Mutex;

use crate::{
    Backend, Database, Dialect, Result,
    pool::{LeasedConnection, Purpose},
};

/// SQL that skips foreign key checks for the rest of a transaction.
const SKIP_FOREIGN_KEYS: &str = "SET LOCAL session_replication_role = replica";

impl Database {
    /// Begins a transaction.
    pub async fn begin(&self) -> Result<Transaction> {
        let _permit = self.admit_write()?;
        let lease = self.lease(Purpose::Write).await?;
        Transaction::begin_on(self.clone(), Arc::new(Mutex::new(lease))).await
    }

    /// Whether transactions may skip foreign key checks: superusers may and, since Postgres 15, users with the
    /// privilege.
    pub async fn may_skip_foreign_keys(&self) -> Result<bool> {
        if self.backend() == Backend::Sqlite {
            return Ok(false);
        }
        let transaction = self.begin().await?;
        let may = transaction.execute_unprepared(SKIP_FOREIGN_KEYS).await.is_ok();
        transaction.rollback().await?;
        Ok(may)
    }
}

/// A transaction, or a savepoint within one. It is rolled back when it is dropped.
pub struct Transaction {
    db: Database,
    /// `None` once the transaction has ended.
    lease: Option<Arc<Mutex<LeasedConnection>>>,
}

impl Transaction {
    /// The SQL of the database.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.db.dialect()
    }

    /// Takes an advisory lock until the transaction ends. Returns false if another transaction on this node has it. On
    /// `SQLite` only one transaction writes at a time, so no lock is needed.
    pub async fn try_lock(&self, name: String) -> Result<bool> {
        if self.db.backend() == Backend::Sqlite {
            return Ok(true);
        }
        let sql = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken";
        let row = self.query_one_raw(self.dialect().statement(sql, [name.into()])).await?;
        Ok(row.map(|row| row.try_get("", "taken")).transpose()?.unwrap_or_default())
    }

    /// Makes deletions of many rows faster: the commit does not wait for the disk, so deleted rows may reappear if the
    /// server fails. Skips foreign key checks if `skip_foreign_keys` is set (see [`Database::may_skip_foreign_keys`]).
    pub async fn relax_for_deletion(&self, skip_foreign_keys: bool) -> Result<()> {
        if self.db.backend() == Backend::Postgres {
            let skip = if skip_foreign_keys { SKIP_FOREIGN_KEYS } else { "" };
            self.execute_unprepared(&format!("SET LOCAL synchronous_commit = off; {skip}")).await?;
        }
        Ok(())
    }

    /// Begins a savepoint, which takes effect only if this transaction is committed.
    pub async fn nested(&self) -> Result<Self> {
        Self::begin_on(self.db.clone(), Arc::clone(self.lease()?)).await
    }

    async fn begin_on(db: Database, lease: Arc<Mutex<LeasedConnection>>) -> Result<Self> {
        // Created before the statement is sent. If sending is cancelled, the savepoint is rolled back.
        let begun = Self { db, lease: Some(lease) };
        begun.lease()?.lock().await.begin().await?;
        Ok(begun)
    }

    pub async fn commit(mut self) -> Result<()> {
        let mut lease = self.lease()?.lock().await;
        lease.commit().await?;
        let is_savepoint = lease.depth() > 0;
        drop(lease);
        // Other transactions may write while the log is flushed.
        self.lease = None;
        if !is_savepoint {
            self.db.flush().await?;
        }
        Ok(())
    }

    pub async fn rollback(mut self) -> Result<()> {
        self.lease()?.lock().await.rollback().await?;
        self.lease = None;
        Ok(())
    }

    fn lease(&self) -> Result<&Arc<Mutex<LeasedConnection>>, DbErr> {
        self.lease.as_ref().ok_or_else(|| DbErr::Custom("the transaction has ended".to_owned()))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(lease) = self.lease.take() else { return };
        // Rolled back when the connection is returned or, for a savepoint, before the next statement.
        if let Ok(mut lease) = lease.try_lock() {
            lease.start_rollback();
        }
    }
}

impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transaction")
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.db.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.db.notify(&statement);
        self.lease()?.lock().await.execute(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.lease()?.lock().await.execute_text(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.db.notify(&statement);
        self.lease()?.lock().await.query_one(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.db.notify(&statement);
        self.lease()?.lock().await.query_all(statement).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::DatabaseOptions;

    /// A database with one connection, a table of numbers, and the folder that it is in.
    async fn numbers(connections: u32) -> (Database, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let options = DatabaseOptions {
            max_connections: connections,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
        };
        let db = Database::sqlite(&folder.path().join("numbers.db"), &options).await.unwrap();
        db.execute_unprepared("CREATE TABLE numbers (number)").await.unwrap();
        (db, folder)
    }

    async fn write(db: &impl ConnectionTrait) {
        db.execute_unprepared("INSERT INTO numbers VALUES (1)").await.unwrap();
    }

    async fn count(db: &impl ConnectionTrait) -> i64 {
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT count(*) FROM numbers");
        db.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    #[tokio::test]
    async fn a_transaction_that_is_not_committed_is_rolled_back() {
        let (db, _folder) = numbers(1).await;
        let dropped = db.begin().await.unwrap();
        write(&dropped).await;
        drop(dropped);
        let rolled_back = db.begin().await.unwrap();
        write(&rolled_back).await;
        rolled_back.rollback().await.unwrap();
        assert_eq!(count(&db).await, 0);
        let committed = db.begin().await.unwrap();
        write(&committed).await;
        assert_eq!(count(&committed).await, 1);
        committed.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    }

    #[tokio::test]
    async fn a_savepoint_is_committed_only_with_its_transaction() {
        let (db, _folder) = numbers(1).await;
        let outer = db.begin().await.unwrap();
        let dropped = outer.nested().await.unwrap();
        write(&dropped).await;
        drop(dropped);
        assert_eq!(count(&outer).await, 0);
        let inner = outer.nested().await.unwrap();
        write(&inner).await;
        inner.commit().await.unwrap();
        assert_eq!(count(&outer).await, 1);
        drop(outer);
        assert_eq!(count(&db).await, 0);
    }

    #[tokio::test]
    async fn writers_wait_for_each_other_and_readers_do_not() {
        let (db, _folder) = numbers(3).await;
        let first = db.begin().await.unwrap();
        write(&first).await;
        let second = tokio::spawn({
            let db = db.clone();
            async move {
                let second = db.begin().await.unwrap();
                write(&second).await;
                second.commit().await.unwrap();
            }
        });
        tokio::task::yield_now().await;
        assert_eq!(count(&db).await, 0);
        assert!(!second.is_finished());
        first.commit().await.unwrap();
        second.await.unwrap();
        assert_eq!(count(&db).await, 2);
    }

    #[tokio::test]
    async fn a_connection_works_after_a_statement_was_cancelled() {
        let (db, _folder) = numbers(1).await;
        for given_up_after in 0..50 {
            let work = async {
                let transaction = db.begin().await.unwrap();
                write(&transaction).await;
                std::future::pending::<()>().await;
            };
            drop(tokio::time::timeout(Duration::from_micros(given_up_after * 20), work).await);
        }
        assert_eq!(count(&db).await, 0);
        write(&db).await;
        assert_eq!(count(&db).await, 1);
    }

    fn two_rows(second: &str) -> Statement {
        Statement::from_string(DbBackend::Sqlite, format!("INSERT INTO numbers VALUES (1) RETURNING 7; {second}"))
    }

    #[tokio::test]
    async fn of_statements_sent_together_all_are_written_or_none() {
        let (db, _folder) = numbers(1).await;
        let row = db.execute_in_transaction(two_rows("INSERT INTO numbers VALUES (2)")).await.unwrap().unwrap();
        assert_eq!((row.try_get_by_index::<i64>(0).unwrap(), count(&db).await), (7, 2));
        for failing in ["INSERT INTO missing VALUES (2)", "SELECT abs(-9223372036854775807 - 1)"] {
            assert!(db.execute_in_transaction(two_rows(failing)).await.is_err());
            assert_eq!(count(&db).await, 2);
        }
        assert!(
            db.execute_in_transaction(Statement::from_string(DbBackend::Sqlite, "DELETE FROM numbers"))
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(count(&db).await, 0);
        write(&db).await;
        assert_eq!(count(&db).await, 1);
    }

    #[tokio::test]
    async fn statements_sent_together_leave_no_transaction_open_when_cancelled() {
        let (db, _folder) = numbers(1).await;
        for given_up_after in 0..50 {
            let work = db.execute_in_transaction(two_rows("INSERT INTO numbers VALUES (2)"));
            drop(tokio::time::timeout(Duration::from_micros(given_up_after * 20), work).await);
        }
        write(&db).await;
        // Each transaction was written completely or not at all.
        assert_eq!(count(&db).await % 2, 1);
        db.begin().await.unwrap().commit().await.unwrap();
    }
}
