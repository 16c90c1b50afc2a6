//! Applying migrations, and taking them back.

use database::{Database, Result, TableState};
use sea_orm_migration::{MigrationStatus, MigratorTrait};

use crate::{
    Migrator, m20261129_000024_events::order_by_clock, m20261130_000040_facts_without_keys,
    m20261201_000044_interviewers_without_key, triggers::restore_keys,
};

/// Taken by each run, so that instances that start together do not migrate together. The lock belongs to one node; of a
/// distributed database only the coordinator takes migrations.
const MIGRATION_LOCK: i64 = 0x666f_6c6c_6f77_7570;

/// A migration's name, and whether it is applied.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MigrationState {
    pub name: String,
    /// Whether it is applied.
    pub applied: bool,
}

/// Applies `steps` migrations, or all that are pending; all of them or, after an error, none. On a Citus whose tables
/// are distributed, the new tables are distributed, too: a statement with tables of both kinds fails.
pub async fn up(db: &Database, steps: Option<u32>) -> Result<()> {
    let transaction = db.begin_exclusive(MIGRATION_LOCK).await?;
    Migrator::up(&*transaction, steps).await?;
    transaction.commit().await?;
    if db.tables().await?.iter().any(|table| table.distributed) {
        distribute(db, |_| ()).await?;
    }
    Ok(())
}

/// Takes back the last `steps` migrations, and what the tables held; all of them or, after an error, none.
pub async fn down(db: &Database, steps: u32) -> Result<()> {
    let transaction = db.begin_exclusive(MIGRATION_LOCK).await?;
    Migrator::down(&*transaction, Some(steps)).await?;
    transaction.commit().await
}

/// Distributes the tables of a Citus that are not distributed yet, and reports each; see [`Database::distribute`].
///
/// # Errors
///
/// Those of [`Database::distribute`].
pub async fn distribute(db: &Database, done: impl FnMut(&TableState)) -> Result<()> {
    // Migrations that were applied before the extension was there may have left triggers, which Citus doesn't
    // distribute.
    let transaction = db.begin_exclusive(MIGRATION_LOCK).await?;
    restore_keys(&*transaction, &m20261130_000040_facts_without_keys::KEYS).await?;
    restore_keys(&*transaction, &m20261201_000044_interviewers_without_key::KEYS).await?;
    transaction.commit().await?;
    // Another connection distributes, since each table is complete after its step. This one holds the lock meanwhile.
    let transaction = db.begin_exclusive(MIGRATION_LOCK).await?;
    db.distribute(done).await?;
    order_by_clock(&*transaction).await?;
    transaction.commit().await
}

/// All migrations, in their order.
pub async fn states(db: &Database) -> Result<Vec<MigrationState>> {
    let connection = db.dedicated_connection().await?;
    let migrations = Migrator::get_migration_with_status_read_only(&connection).await?;
    connection.close().await?;
    let state = |migration: sea_orm_migration::Migration| MigrationState {
        name: migration.name().to_owned(),
        applied: migration.status() == MigrationStatus::Applied,
    };
    Ok(migrations.into_iter().map(state).collect())
}
