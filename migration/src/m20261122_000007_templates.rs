//! The account's own templates.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, string},
};

use crate::table::{belongs_to_account, owned};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(templates()).await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_templates_key")
                    .table("templates")
                    .col("account_id")
                    .col("key")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("templates").to_owned()).await
    }
}

/// A template is a document, read and written as a whole; the columns that lists filter by are beside it.
fn templates() -> TableCreateStatement {
    owned("templates")
        .col(string("key"))
        .col(string("kind"))
        .col(string("channel"))
        .col(json_binary("body"))
        .foreign_key(&mut belongs_to_account("templates"))
        .to_owned()
}
