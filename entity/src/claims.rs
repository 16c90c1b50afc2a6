//! What only one may do at a time, by a name.
//!
//! Whoever does it writes a row of that name first, and takes it away before it commits. So nobody ever sees the row; but
//! who wants to write the same one meanwhile waits until that transaction has ended in whatever way. An advisory lock
//! would do the same on one node, but is not known to the others of a distributed database.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::{Database, Result, transaction::Transaction};

/// A transaction beside which no other one that claims the same name runs.
#[derive(Debug)]
pub(crate) struct Claim {
    transaction: Transaction,
    name: String,
}

impl Database {
    /// Begins a transaction as the only one of this name; waits while there is another.
    pub(crate) async fn claim(&self, name: String) -> Result<Claim> {
        let claim = Claim { transaction: self.begin().await?, name };
        // Where a row of that name was left behind all the same, it is taken and goes with this one.
        claim
            .run("INSERT INTO claims (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name")
            .await?;
        Ok(claim)
    }
}

impl Claim {
    /// Keeps what was done, and lets others claim the name.
    pub(crate) async fn commit(self) -> Result<()> {
        self.run("DELETE FROM claims WHERE name = $1").await?;
        self.transaction.commit().await
    }

    async fn run(&self, sql: &str) -> Result<()> {
        if self.transaction.get_database_backend() == DbBackend::Postgres {
            let name = [self.name.as_str().into()];
            self.transaction.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, name)).await?;
        }
        // On SQLite, whoever is in a transaction is the only one.
        Ok(())
    }
}

impl Deref for Claim {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.transaction
    }
}
