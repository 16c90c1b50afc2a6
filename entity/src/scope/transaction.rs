//! Transactions of several writes.

use std::sync::Arc;

use database::{Connection, Transaction};

use super::Scope;
use crate::{Error, Result};

/// A transaction with access to the account's rows. It is rolled back when it is dropped.
#[derive(Debug)]
pub struct ScopeTransaction {
    scope: Scope,
    transaction: Arc<Transaction>,
}

impl Scope {
    /// Begins a transaction, or a savepoint within one.
    pub async fn begin(&self) -> Result<ScopeTransaction> {
        let transaction = Arc::new(self.db.begin().await?);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(ScopeTransaction { scope, transaction })
    }
}

impl ScopeTransaction {
    /// Access to the rows. All writes take effect when the transaction is committed.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Commits all writes.
    ///
    /// # Errors
    ///
    /// [`Error::TransactionInUse`], if a clone of the scope still exists.
    pub async fn commit(self) -> Result<()> {
        self.into_transaction()?.commit().await
    }

    /// Rolls back all writes.
    pub async fn rollback(self) -> Result<()> {
        self.into_transaction()?.rollback().await
    }

    fn into_transaction(self) -> Result<Transaction> {
        let Self { scope, transaction } = self;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::TransactionInUse)
    }
}
