//! Calendar feeds, and what each has shown.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

use crate::table::{belongs_to_account, by, drop_all, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 2] = [feeds, entries];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        manager.create_index(by("calendar_feeds", "candidate_id")).await?;
        let of_application = Index::create()
            .name("ix_calendar_feed_entries_application_id")
            .table("calendar_feed_entries")
            .col("account_id")
            .col("application_id")
            .to_owned();
        manager.create_index(of_application).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &TABLES).await
    }
}

/// A feed, and the state in which it was last sent.
fn feeds() -> TableCreateStatement {
    owned("calendar_feeds")
        .col(string("name"))
        .col(uuid_null("candidate_id"))
        .col(string("token_hash"))
        .col(timestamp_with_time_zone("token_since"))
        .col(timestamp_with_time_zone_null("last_read_at"))
        .col(string("revision"))
        .col(string("facts"))
        .col(timestamp_with_time_zone_null("made_at"))
        .col(timestamp_with_time_zone_null("fresh_until"))
        .col(string("tag"))
        .col(timestamp_with_time_zone_null("changed_at"))
        .foreign_key(&mut belongs_to_account("calendar_feeds"))
        .foreign_key(&mut references("calendar_feeds", "candidate_id", "candidates", ForeignKeyAction::Cascade))
        .to_owned()
}

/// An event that a feed has shown. Without a foreign key to its application: once that is deleted, the event is shown
/// as cancelled.
fn entries() -> TableCreateStatement {
    Table::create()
        .table("calendar_feed_entries")
        .col(uuid("account_id"))
        .col(uuid("feed_id"))
        .col(uuid("uid"))
        .col(uuid("application_id"))
        .col(uuid("content"))
        .col(integer("sequence"))
        .col(timestamp_with_time_zone("changed_at"))
        .col(timestamp_with_time_zone_null("cancelled_at"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(text("summary"))
        .primary_key(Index::create().name("pk_calendar_feed_entries").col("account_id").col("feed_id").col("uid"))
        .foreign_key(&mut references("calendar_feed_entries", "feed_id", "calendar_feeds", ForeignKeyAction::Cascade))
        .to_owned()
}
