//! On Postgres, one index on the remote ids of interviews serves uniqueness and searches by prefix. There were two, and
//! a new interview wrote an entry into each. The index sorts by bytes, whatever the collation of the database.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const KEY: &str = "uq_interviews_remote_id";
const PREFIXES: &str = "ix_interviews_remote_id_prefix";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            drop_index(manager, PREFIXES).await?;
            drop_index(manager, KEY).await?;
            create_index(manager, &format!("UNIQUE INDEX {KEY}"), "remote_id text_pattern_ops").await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            drop_index(manager, KEY).await?;
            create_index(manager, &format!("UNIQUE INDEX {KEY}"), "remote_id").await?;
            create_index(manager, &format!("INDEX {PREFIXES}"), "remote_id text_pattern_ops").await?;
        }
        Ok(())
    }
}

async fn create_index(manager: &SchemaManager<'_>, index: &str, column: &str) -> Result<(), DbErr> {
    let sql = format!("CREATE {index} ON interviews (account_id, {column}) WHERE remote_id IS NOT NULL");
    manager.get_connection().execute_unprepared(&sql).await?;
    Ok(())
}

async fn drop_index(manager: &SchemaManager<'_>, name: &str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(name).table("interviews").to_owned()).await
}
