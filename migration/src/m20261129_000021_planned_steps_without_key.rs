//! Kept steps have no foreign key: looking up the application of each step took as long as writing it, and a large
//! account has a million. The service deletes an application's steps with the application. An instance of the previous
//! release leaves them, and agendas pass over them.
//!
//! `SQLite` can't drop a key, and pays less for it.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let key = ForeignKey::drop().name("fk_planned_steps_application_id").table("planned_steps").to_owned();
        manager.drop_foreign_key(key).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let orphans = "DELETE FROM planned_steps WHERE NOT EXISTS (
            SELECT 1 FROM applications
            WHERE applications.account_id = planned_steps.account_id AND applications.id = planned_steps.application_id
        )";
        manager.get_connection().execute_unprepared(orphans).await?;
        let key = references("planned_steps", "application_id", "applications", ForeignKeyAction::Cascade);
        manager.create_foreign_key(key).await
    }
}
