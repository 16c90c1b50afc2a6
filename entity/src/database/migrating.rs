//! Applying migrations, and taking them back.

use migration::{MigrationStatus, Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::{Database, take_lone_lock};
use crate::Result;

/// A migration's name, and whether it is applied.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MigrationState {
    /// Its name.
    pub name: String,
    /// Whether it is applied.
    pub applied: bool,
}

impl Database {
    /// Applies `steps` migrations, or all that are pending.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is applied then.
    pub async fn migrate_up(&self, steps: Option<u32>) -> Result<()> {
        let aside = self.pool.aside().await?;
        let transaction = begin_migrating(&aside).await?;
        Migrator::up(&transaction, steps).await?;
        transaction.commit().await?;
        Ok(aside.close().await?)
    }

    /// Takes back the last `steps` migrations, and what the tables held.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is taken back then.
    pub async fn migrate_down(&self, steps: u32) -> Result<()> {
        let aside = self.pool.aside().await?;
        let transaction = begin_migrating(&aside).await?;
        Migrator::down(&transaction, Some(steps)).await?;
        transaction.commit().await?;
        Ok(aside.close().await?)
    }

    /// All migrations, in their order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>> {
        let aside = self.pool.aside().await?;
        let migrations = Migrator::get_migration_with_status_read_only(&aside).await?;
        aside.close().await?;
        Ok(migrations
            .into_iter()
            .map(|migration| MigrationState {
                name: migration.name().to_owned(),
                applied: migration.status() == MigrationStatus::Applied,
            })
            .collect())
    }
}

/// The same as [`Database::begin_alone`] for migrations.
async fn begin_migrating(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&take_lone_lock()).await?;
    }
    Ok(transaction)
}
