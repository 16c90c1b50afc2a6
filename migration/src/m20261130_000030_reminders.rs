//! Reminders by mail: what candidates want, addresses that nothing is sent to, and how many confirmations were sent.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, date_null, integer, small_integer, string, string_null, text, text_null, timestamp_with_time_zone_null,
    },
};

use crate::table::{belongs_to_account, drop_all, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 3] = [reminders, suppressed_addresses, confirmation_counts];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        let once = Index::create()
            .name("uq_suppressed_addresses_address")
            .table("suppressed_addresses")
            .col("account_id")
            .col("address")
            .unique()
            .to_owned();
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &TABLES).await
    }
}

/// One row for each candidate that reminders were set for. Its id is the candidate's.
fn reminders() -> TableCreateStatement {
    owned("reminders")
        .col(string("mode"))
        .col(small_integer("hour"))
        .col(text_null("address"))
        .col(text("secret"))
        .col(text_null("confirmed_address"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(string_null("confirmation_hash"))
        .col(text_null("confirmation_address"))
        .col(timestamp_with_time_zone_null("confirmation_expires_at"))
        .col(timestamp_with_time_zone_null("unsubscribed_at"))
        .col(date_null("digest_on"))
        .col(timestamp_with_time_zone_null("last_sent_at"))
        .col(timestamp_with_time_zone_null("last_failure_at"))
        .col(text_null("last_failure"))
        .foreign_key(&mut references("reminders", "id", "candidates", ForeignKeyAction::Cascade))
        .to_owned()
}

fn suppressed_addresses() -> TableCreateStatement {
    owned("suppressed_addresses")
        .col(text("address"))
        .col(string("reason"))
        .col(text_null("detail"))
        .foreign_key(&mut belongs_to_account("suppressed_addresses"))
        .to_owned()
}

/// How many confirmations were sent on a day: to an address, which is only there as a hash, and by an account. No
/// account leads its key, because an address is protected from all accounts together.
fn confirmation_counts() -> TableCreateStatement {
    Table::create()
        .table("confirmation_counts")
        .col(date("day"))
        .col(string("counted"))
        .col(integer("sent"))
        .primary_key(Index::create().name("pk_confirmation_counts").col("day").col("counted"))
        .to_owned()
}
