//! What was done under an idempotency key, and what was answered.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, blob_null, json_binary, small_integer, string, timestamp_with_time_zone, uuid},
};

use crate::table::belongs_to_account;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(idempotency_keys()).await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_idempotency_keys_created_at")
                    .table("idempotency_keys")
                    .col("account_id")
                    .col("created_at")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("idempotency_keys").to_owned()).await
    }
}

/// The client's key is the row's within its account; what has expired goes when others come.
fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(uuid("account_id"))
        .col(string("key"))
        .col(timestamp_with_time_zone("created_at"))
        .col(blob("fingerprint"))
        .col(small_integer("status"))
        .col(json_binary("headers"))
        .col(blob_null("body"))
        .primary_key(Index::create().name("pk_idempotency_keys").col("account_id").col("key"))
        .foreign_key(&mut belongs_to_account("idempotency_keys"))
        .to_owned()
}
