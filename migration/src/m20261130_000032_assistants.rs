//! Assistants: sessions that a user has granted to an OAuth client, and the authorization codes that begin them.
//!
//! An older instance beside this schema cannot issue tokens for these sessions: it does not know the form of their
//! refresh tokens. It still ends them wherever it ends sessions.

use sea_orm_migration::{
    prelude::*,
    schema::{string, string_null, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

use crate::table::{by, drop_all, identified, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// What is known of a session's client. All are null in a session of a user's own.
const COLUMNS: [&str; 3] = ["audience", "client_id", "client_name"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [string_null(COLUMNS[0]), text_null(COLUMNS[1]), text_null(COLUMNS[2])] {
            manager.alter_table(Table::alter().table("sessions").add_column(column).to_owned()).await?;
        }
        manager.create_table(authorization_codes()).await?;
        manager.create_index(by("authorization_codes", "user_id")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &[authorization_codes]).await?;
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("sessions").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// Codes that were given to clients. A code that was used names its session.
fn authorization_codes() -> TableCreateStatement {
    identified("authorization_codes")
        .col(uuid("user_id"))
        .col(uuid_null("session_id"))
        .col(string("secret_hash"))
        .col(string("audience"))
        .col(text("client_id"))
        .col(text("client_name"))
        .col(text("redirect_uri"))
        .col(string("code_challenge"))
        .col(string("scope"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut references("authorization_codes", "user_id", "users", ForeignKeyAction::Cascade))
        .to_owned()
}
