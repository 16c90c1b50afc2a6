//! Transactions.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use tokio::{runtime::Handle, sync::Mutex};

use crate::{Database, Result, pool::Lease};

/// A transaction, or a savepoint within one. Unless it is committed, nothing of it stays.
pub(crate) struct Transaction {
    db: Database,
    /// Empty once it has ended.
    lease: Option<Arc<Mutex<Lease>>>,
}

impl Transaction {
    /// Begins one.
    pub(crate) async fn begin(db: Database) -> Result<Self> {
        let lease = db.lease().await?;
        Self::begin_on(db, Arc::new(Mutex::new(lease))).await
    }

    /// Begins one within this one, which is kept only if this one is.
    pub(crate) async fn nested(&self) -> Result<Self> {
        Self::begin_on(self.db.clone(), Arc::clone(self.lease()?)).await
    }

    async fn begin_on(db: Database, lease: Arc<Mutex<Lease>>) -> Result<Self> {
        // Made before it begins: if that is given up halfway, it is rolled back.
        let begun = Self { db, lease: Some(lease) };
        begun.lease()?.lock().await.begin().await?;
        Ok(begun)
    }

    /// Ends it, and keeps what was done.
    pub(crate) async fn commit(mut self) -> Result<()> {
        self.lease()?.lock().await.commit().await?;
        self.lease = None;
        Ok(())
    }

    /// Ends it, as if nothing had been done.
    pub(crate) async fn rollback(mut self) -> Result<()> {
        self.lease()?.lock().await.roll_back().await?;
        self.lease = None;
        Ok(())
    }

    fn lease(&self) -> Result<&Arc<Mutex<Lease>>, DbErr> {
        self.lease.as_ref().ok_or_else(|| DbErr::Custom("the transaction has ended".to_owned()))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(lease) = self.lease.take() else { return };
        if let Ok(mut held) = lease.try_lock() {
            held.start_rolling_back();
        }
        // Not left to whoever has the connection next: until then others would wait for its locks.
        if let (Some(lease), Ok(runtime)) = (Arc::into_inner(lease), Handle::try_current()) {
            runtime.spawn(async move { lease.into_inner().ping().await });
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
        self.db.tell(&statement);
        self.lease()?.lock().await.run(&statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.lease()?.lock().await.run_text(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.db.tell(&statement);
        self.lease()?.lock().await.row(&statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.db.tell(&statement);
        self.lease()?.lock().await.rows(&statement).await
    }
}
