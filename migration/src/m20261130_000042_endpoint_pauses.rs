//! Until when webhook endpoints are left alone.
//!
//! The column may be empty, so that an instance of the previous release can still read and write.

use sea_orm_migration::{prelude::*, schema::timestamp_with_time_zone_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("paused_until");
        manager.alter_table(Table::alter().table("webhook_endpoints").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("webhook_endpoints").drop_column("paused_until").to_owned()).await
    }
}
