//! The findings of messages that somebody has dismissed.
//!
//! The column may be empty, so that an instance of the previous release can still read and write.

use sea_orm_migration::{prelude::*, schema::json_binary_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = json_binary_null("dismissed_findings");
        manager.alter_table(Table::alter().table("messages").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("messages").drop_column("dismissed_findings").to_owned()).await
    }
}
