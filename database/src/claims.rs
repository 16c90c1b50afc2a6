//! Transactions that claim a name. Only one of them runs at a time for each name.
//!
//! A transaction that claims a name inserts a row with it first, and deletes the row before it commits. No other
//! transaction sees the row; one that inserts the same name waits until the first has ended. An advisory lock has the
//! same effect, but only on one node of a distributed database.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{Database, Result, transaction::Transaction};

/// A transaction that has claimed its name.
#[derive(Debug)]
pub struct ClaimTransaction {
    transaction: Transaction,
    name: String,
}

impl Database {
    /// Begins a transaction that claims the name. Waits while another transaction has claimed it.
    pub async fn claim(&self, name: String) -> Result<ClaimTransaction> {
        let claim = ClaimTransaction { transaction: self.begin().await?, name };
        // A row that was left behind is taken over, and deleted with this claim.
        claim
            .run("INSERT INTO claims (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name")
            .await?;
        Ok(claim)
    }
}

impl ClaimTransaction {
    /// Commits, and releases the name.
    pub async fn commit(self) -> Result<()> {
        self.run("DELETE FROM claims WHERE name = $1").await?;
        self.transaction.commit().await
    }

    async fn run(&self, sql: &str) -> Result<()> {
        if self.transaction.get_database_backend() == DbBackend::Postgres {
            let name = [self.name.as_str().into()];
            self.transaction.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, name)).await?;
        }
        // SQLite has one writing transaction at a time.
        Ok(())
    }
}

impl Deref for ClaimTransaction {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.transaction
    }
}
