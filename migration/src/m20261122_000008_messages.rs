//! Messages that candidates write with the service, and whether they went out.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, string, string_null, timestamp_with_time_zone_null, uuid, uuid_null},
};

use crate::table::{by, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(messages()).await?;
        for column in ["application_id", "interview_id", "contact_id", "communication_id"] {
            manager.create_index(by("messages", column)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("messages").to_owned()).await
    }
}

/// The texts are a document: they are read and written together, and nothing is searched for within them.
fn messages() -> TableCreateStatement {
    // What goes is taken out of messages first (a key with account_id in it can't be set to null).
    let named = |column, to| references("messages", column, to, ForeignKeyAction::NoAction);
    owned("messages")
        .col(uuid("application_id"))
        .col(uuid_null("interview_id"))
        .col(uuid_null("contact_id"))
        .col(string_null("step_id"))
        .col(string("kind"))
        .col(string("channel"))
        .col(string("via"))
        .col(string("tone"))
        .col(string("locale"))
        .col(json_binary("texts"))
        .col(json_binary("findings"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(uuid_null("communication_id"))
        .check((
            "sent_ones_have_a_communication",
            Expr::col("sent_at").is_null().eq(Expr::col("communication_id").is_null()),
        ))
        .foreign_key(&mut references("messages", "application_id", "applications", ForeignKeyAction::Cascade))
        .foreign_key(&mut named("interview_id", "interviews"))
        .foreign_key(&mut named("contact_id", "contacts"))
        .foreign_key(&mut named("communication_id", "communications"))
        .to_owned()
}
