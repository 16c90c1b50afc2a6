//! Fewer index entries for each new row. A row without an id of the client's own has no entry in the key on these ids.
//! On Postgres, interviews have one index for lists by status and by period instead of two; `SQLite` would not use it
//! for a period alone.
//!
//! An instance of the previous release finds the same rows, only more slowly by a period.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{by, unique_remote_id};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const REMOTELY_NAMED: [&str; 5] = ["candidates", "applications", "contacts", "interviews", "communications"];
const STATUS_AND_START: &str = "ix_interviews_status_starts_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in REMOTELY_NAMED {
            drop_index(manager, table, &format!("uq_{table}_remote_id")).await?;
            let key = format!(
                "CREATE UNIQUE INDEX uq_{table}_remote_id ON {table} (account_id, remote_id) WHERE remote_id IS NOT NULL"
            );
            manager.get_connection().execute_unprepared(&key).await?;
        }
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let mut index = Index::create().name(STATUS_AND_START).table("interviews").to_owned();
        for column in ["account_id", "status", "starts_at", "id"] {
            index.col(column);
        }
        manager.create_index(index).await?;
        drop_index(manager, "interviews", "ix_interviews_starts_at").await?;
        drop_index(manager, "interviews", "ix_interviews_status").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            for column in ["starts_at", "status"] {
                manager.create_index(by("interviews", column)).await?;
            }
            drop_index(manager, "interviews", STATUS_AND_START).await?;
        }
        for table in REMOTELY_NAMED {
            drop_index(manager, table, &format!("uq_{table}_remote_id")).await?;
            manager.create_index(unique_remote_id(table)).await?;
        }
        Ok(())
    }
}

async fn drop_index(manager: &SchemaManager<'_>, table: &'static str, name: &str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(name).table(table).to_owned()).await
}
