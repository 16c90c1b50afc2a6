//! Exclusive transactions, outside the pool.

use std::ops::Deref;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::{Database, Result};

/// A transaction on a dedicated connection, without a time limit.
#[derive(Debug)]
pub struct ExclusiveTransaction {
    connection: DatabaseConnection,
    transaction: DatabaseTransaction,
}

impl Database {
    /// Begins a transaction with this lock. Waits while another transaction has the lock.
    pub async fn begin_exclusive(&self, lock: i64) -> Result<ExclusiveTransaction> {
        let connection = self.dedicated_connection().await?;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = connection.begin_with_options(options).await?;
        if connection.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({lock})")).await?;
        }
        Ok(ExclusiveTransaction { connection, transaction })
    }
}

impl ExclusiveTransaction {
    /// Commits, and closes the connection.
    pub async fn commit(self) -> Result<()> {
        let Self { connection, transaction } = self;
        transaction.commit().await?;
        Ok(connection.close().await?)
    }
}

impl Deref for ExclusiveTransaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}
