//! Links by which users set a new password, and steps that wait for the next mail to a candidate.
//!
//! An older instance beside this schema goes on queueing a mail for each step. A newer one takes these jobs as well.

use sea_orm_migration::{
    prelude::*,
    schema::{string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

use crate::table::{by, drop_all, identified, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 2] = [password_resets, reminder_steps];

/// When a candidate last got a mail about steps that had fallen due.
const COLUMN: &str = "due_mail_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        manager.create_index(by("password_resets", "user_id")).await?;
        manager.create_index(by("reminder_steps", "candidate_id")).await?;
        let column = timestamp_with_time_zone_null(COLUMN);
        manager.alter_table(Table::alter().table("reminders").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("reminders").drop_column(COLUMN).to_owned()).await?;
        drop_all(manager, &TABLES).await
    }
}

/// Links that were sent to users who have forgotten their password. One that was used, or has been replaced by a change
/// of the password, has an end.
fn password_resets() -> TableCreateStatement {
    identified("password_resets")
        .col(uuid("user_id"))
        .col(string("secret_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .foreign_key(&mut references("password_resets", "user_id", "users", ForeignKeyAction::Cascade))
        .to_owned()
}

/// Steps that have fallen due, and of which the candidate has not been told yet. The id is that of the event. Those
/// that are being sent have the id of their mail.
fn reminder_steps() -> TableCreateStatement {
    identified("reminder_steps")
        .col(uuid("candidate_id"))
        .col(uuid("application_id"))
        .col(text("step_id"))
        .col(timestamp_with_time_zone("since"))
        .col(uuid_null("mail_id"))
        .to_owned()
}
