//! Accounts, their users, and how these sign in.

use sea_orm_migration::{
    prelude::*,
    schema::{string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

use crate::table::{belongs_to_account, by, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("accounts")
                    .col(uuid("account_id").primary_key())
                    .col(string("name"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                owned("users")
                    .col(string("email"))
                    .col(string("password_hash"))
                    .foreign_key(&mut belongs_to_account("users"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sign_ins")
                    .col(string("email"))
                    .col(uuid("account_id"))
                    .col(uuid("user_id"))
                    .primary_key(Index::create().name("pk_sign_ins_email").col("email"))
                    .foreign_key(&mut references("sign_ins", "user_id", "users", ForeignKeyAction::Cascade))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_sign_ins_user_id")
                    .table("sign_ins")
                    .col("account_id")
                    .col("user_id")
                    .to_owned(),
            )
            .await?;
        create_refresh_tokens(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["refresh_tokens", "sign_ins", "users", "accounts"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Refresh tokens that know each other by their family alone, as they were before there were sessions.
pub(crate) async fn create_refresh_tokens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            owned("refresh_tokens")
                .col(uuid("user_id"))
                .col(uuid("family_id"))
                .col(string("secret_hash"))
                .col(string("scope"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .foreign_key(&mut references("refresh_tokens", "user_id", "users", ForeignKeyAction::Cascade))
                .to_owned(),
        )
        .await?;
    manager.create_index(by("refresh_tokens", "user_id")).await?;
    manager.create_index(by("refresh_tokens", "family_id")).await
}
