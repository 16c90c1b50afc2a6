//! What a message lacks that it can't do without. Nothing is known of messages of earlier releases, and of those that
//! an instance of before writes: they lack nothing.

use sea_orm_migration::{prelude::*, schema::json_binary};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let missing = json_binary("missing").default("[]").to_owned();
        manager.alter_table(Table::alter().table("messages").add_column(missing).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("messages").drop_column("missing").to_owned()).await
    }
}
