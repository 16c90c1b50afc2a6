//! API clients, sessions that can be ended, access tokens that were revoked, and the keys that sign them.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, boolean, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

use crate::{
    m20261122_000001_accounts::create_refresh_tokens,
    table::{belongs_to_account, by, identified, owned, references},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(sessions()).await?;
        manager.create_index(by("sessions", "user_id")).await?;
        // A refresh token of an earlier release belongs to no session: its holder signs in again.
        manager.drop_table(Table::drop().table("refresh_tokens").to_owned()).await?;
        manager.create_table(refresh_tokens()).await?;
        manager.create_index(by("refresh_tokens", "session_id")).await?;
        manager.create_table(api_clients()).await?;
        manager.create_table(revoked_tokens()).await?;
        manager.create_index(by("revoked_tokens", "expires_at")).await?;
        manager.create_table(signing_keys()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["signing_keys", "revoked_tokens", "api_clients", "refresh_tokens", "sessions"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        create_refresh_tokens(manager).await
    }
}

/// What a sign-in begins. Its end takes its refresh tokens with it.
fn sessions() -> TableCreateStatement {
    identified("sessions")
        .col(uuid("user_id"))
        .col(string("scope"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut references("sessions", "user_id", "users", ForeignKeyAction::Cascade))
        .to_owned()
}

fn refresh_tokens() -> TableCreateStatement {
    identified("refresh_tokens")
        .col(uuid("session_id"))
        .col(string("secret_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(&mut references("refresh_tokens", "session_id", "sessions", ForeignKeyAction::Cascade))
        .to_owned()
}

fn api_clients() -> TableCreateStatement {
    owned("api_clients")
        .col(string("name"))
        .col(string("scope"))
        .col(boolean("disabled"))
        .col(string("secret_hash"))
        .foreign_key(&mut belongs_to_account("api_clients"))
        .to_owned()
}

/// Access tokens that are refused although they haven't expired, by their `jti`.
fn revoked_tokens() -> TableCreateStatement {
    identified("revoked_tokens")
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut belongs_to_account("revoked_tokens"))
        .to_owned()
}

/// The service's own keys, which belong to no account.
fn signing_keys() -> TableCreateStatement {
    Table::create()
        .table("signing_keys")
        .col(uuid("id"))
        .col(blob("private_key"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("signs_from"))
        .col(timestamp_with_time_zone_null("retires_at"))
        .primary_key(Index::create().name("pk_signing_keys").col("id"))
        .to_owned()
}
