//! Applying migrations, and taking them back.

use migration::{MigrationStatus, Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::Database;
use crate::Result;

/// Taken by each migration, so that instances that start together do not migrate together. The lock belongs to one node; of
/// a distributed database only the coordinator takes migrations.
const MIGRATION_LOCK: i64 = 0x666f_6c6c_6f77_7570;

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
        let connection = self.dedicated_connection().await?;
        let transaction = begin_migrating(&connection).await?;
        Migrator::up(&transaction, steps).await?;
        transaction.commit().await?;
        Ok(connection.close().await?)
    }

    /// Takes back the last `steps` migrations, and what the tables held.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is taken back then.
    pub async fn migrate_down(&self, steps: u32) -> Result<()> {
        let connection = self.dedicated_connection().await?;
        let transaction = begin_migrating(&connection).await?;
        Migrator::down(&transaction, Some(steps)).await?;
        transaction.commit().await?;
        Ok(connection.close().await?)
    }

    /// All migrations, in their order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>> {
        let connection = self.dedicated_connection().await?;
        let migrations = Migrator::get_migration_with_status_read_only(&connection).await?;
        connection.close().await?;
        Ok(migrations
            .into_iter()
            .map(|migration| MigrationState {
                name: migration.name().to_owned(),
                applied: migration.status() == MigrationStatus::Applied,
            })
            .collect())
    }
}

/// Begins a transaction beside which no other migration runs.
async fn begin_migrating(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Ok(transaction)
}
