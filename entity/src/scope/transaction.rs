//! Several writes that take effect together.

use std::sync::Arc;

use database::{Connection, Transaction};

use super::Scope;
use crate::{Error, Result};

/// A transaction, and the account's rows through it. Dropped, it is rolled back.
#[derive(Debug)]
pub struct ScopeTransaction {
    scope: Scope,
    transaction: Arc<Transaction>,
}

impl Scope {
    /// Begins a transaction; within another one a savepoint.
    pub async fn begin(&self) -> Result<ScopeTransaction> {
        let transaction = Arc::new(self.db.begin().await?);
        let scope = Self { db: Connection::Transaction(Arc::clone(&transaction)), ..self.clone() };
        Ok(ScopeTransaction { scope, transaction })
    }
}

impl ScopeTransaction {
    /// The way to the rows; what is written through it takes effect together.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Has all of it take effect. Everybody else must have let go of the scope.
    pub async fn commit(self) -> Result<()> {
        self.into_transaction()?.commit().await
    }

    /// Takes all of it back.
    pub async fn rollback(self) -> Result<()> {
        self.into_transaction()?.rollback().await
    }

    fn into_transaction(self) -> Result<Transaction> {
        let Self { scope, transaction } = self;
        drop(scope);
        Arc::into_inner(transaction).ok_or(Error::Held)
    }
}
