//! Adds `messages.missing`: the required elements that a message lacks. Messages that earlier releases wrote, or that
//! an instance of the previous release writes during an upgrade, get the default: they lack nothing.

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
