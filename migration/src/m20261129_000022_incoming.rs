//! Connections to outside systems, their deliveries, imports, and the queue of jobs.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, blob, boolean, json_binary, json_binary_null, small_integer, string, string_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

use crate::table::{belongs_to_account, drop_all, identified, owned, references, unique_remote_id};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 10] = [
    jobs,
    sealing_keys,
    connections,
    deliveries,
    delivery_bodies,
    source_versions,
    imports,
    import_bodies,
    event_versions,
    mail_messages,
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let column = Table::alter().table("communications").add_column(string_null("remote_id")).to_owned();
        manager.alter_table(column).await?;
        manager.create_index(unique_remote_id("communications")).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            // The index of the unique key is sorted by the collation of the database, which does not support searches
            // by prefix.
            let prefixes = "CREATE INDEX ix_interviews_remote_id_prefix ON interviews \
                 (account_id, remote_id text_pattern_ops) WHERE remote_id IS NOT NULL";
            manager.get_connection().execute_unprepared(prefixes).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            let prefixes = Index::drop().name("ix_interviews_remote_id_prefix").table("interviews").to_owned();
            manager.drop_index(prefixes).await?;
        }
        for (name, table) in [("ix_contacts_email", "contacts"), ("ix_candidates_email", "candidates")] {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        let key = Index::drop().name("uq_communications_remote_id").table("communications").to_owned();
        manager.drop_index(key).await?;
        let column = Table::alter().table("communications").drop_column("remote_id").to_owned();
        manager.alter_table(column).await?;
        drop_all(manager, &TABLES).await
    }
}

/// A job without a time is not attempted any more.
fn jobs() -> TableCreateStatement {
    identified("jobs")
        .col(string("kind"))
        .col(json_binary("payload"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(uuid_null("lease"))
        .col(small_integer("attempt"))
        .col(text_null("error"))
        .to_owned()
}

/// The service's own keys, which belong to no account.
fn sealing_keys() -> TableCreateStatement {
    Table::create()
        .table("sealing_keys")
        .col(uuid("id"))
        .col(blob("key"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().name("pk_sealing_keys").col("id"))
        .to_owned()
}

fn connections() -> TableCreateStatement {
    owned("connections")
        .col(string("kind"))
        .col(string("name"))
        .col(string("prefix"))
        .col(string_null("scheme"))
        .col(string("state"))
        .col(json_binary("defaults"))
        .col(text("path"))
        .col(text_null("secret"))
        .col(timestamp_with_time_zone_null("secret_since"))
        .col(text_null("previous_secret"))
        .col(timestamp_with_time_zone_null("previous_until"))
        .col(timestamp_with_time_zone_null("refused_at"))
        .col(text_null("refusal"))
        .foreign_key(&mut belongs_to_account("connections"))
        .to_owned()
}

fn deliveries() -> TableCreateStatement {
    owned("deliveries")
        .col(uuid("connection_id"))
        .col(string("dedupe_key"))
        .col(string("covers"))
        .col(boolean("by_previous_secret"))
        .col(string_null("event"))
        .col(string("state"))
        .col(json_binary_null("result"))
        .foreign_key(&mut references("deliveries", "connection_id", "connections", ForeignKeyAction::Cascade))
        .to_owned()
}

/// The bodies of deliveries, which are kept for a limited time.
fn delivery_bodies() -> TableCreateStatement {
    identified("delivery_bodies")
        .col(json_binary("headers"))
        .col(blob("body"))
        .foreign_key(&mut references("delivery_bodies", "id", "deliveries", ForeignKeyAction::Cascade))
        .to_owned()
}

/// The version of the last change that was applied to a resource.
fn source_versions() -> TableCreateStatement {
    Table::create()
        .table("source_versions")
        .col(uuid("account_id"))
        .col(string("remote_id"))
        .col(string("resource"))
        .col(timestamp_with_time_zone_null("updated_at"))
        .col(timestamp_with_time_zone("received_at"))
        .primary_key(Index::create().name("pk_source_versions").col("account_id").col("remote_id").col("resource"))
        .foreign_key(&mut belongs_to_account("source_versions"))
        .to_owned()
}

fn imports() -> TableCreateStatement {
    owned("imports")
        .col(string("digest"))
        .col(uuid_null("connection_id"))
        .col(uuid_null("application_id"))
        .col(string("state"))
        .col(json_binary("content"))
        .foreign_key(&mut belongs_to_account("imports"))
        .to_owned()
}

/// The bodies of imports, which are kept for a limited time.
fn import_bodies() -> TableCreateStatement {
    identified("import_bodies")
        .col(string("content_type"))
        .col(blob("body"))
        .foreign_key(&mut references("import_bodies", "id", "imports", ForeignKeyAction::Cascade))
        .to_owned()
}

/// The newest applied version of each calendar event, by the hash of its UID and its RECURRENCE-ID.
fn event_versions() -> TableCreateStatement {
    Table::create()
        .table("event_versions")
        .col(uuid("account_id"))
        .col(string("uid"))
        .col(string("recurrence"))
        .col(big_integer("sequence"))
        .col(timestamp_with_time_zone_null("stamped_at"))
        .col(string_null("organizer"))
        .col(timestamp_with_time_zone_null("starts_at"))
        .col(timestamp_with_time_zone_null("ends_at"))
        .col(boolean("cancelled"))
        .col(uuid("application_id"))
        .col(uuid_null("interview_id"))
        .primary_key(Index::create().name("pk_event_versions").col("account_id").col("uid").col("recurrence"))
        .foreign_key(&mut references("event_versions", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

/// Imported mails, by the hash of their Message-ID.
fn mail_messages() -> TableCreateStatement {
    Table::create()
        .table("mail_messages")
        .col(uuid("account_id"))
        .col(string("message"))
        .col(uuid("application_id"))
        .col(uuid_null("communication_id"))
        .primary_key(Index::create().name("pk_mail_messages").col("account_id").col("message"))
        .foreign_key(&mut references("mail_messages", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

/// An index of the rows with an e-mail address.
fn by_address(name: &str, table: &'static str) -> IndexCreateStatement {
    let there = Expr::col("email").is_not_null();
    Index::create().name(name).table(table).col("account_id").col("email").and_where(there).to_owned()
}

fn indexes() -> [IndexCreateStatement; 11] {
    let index = |name: &str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).col("account_id").to_owned();
        for column in columns {
            index.col(*column);
        }
        index
    };
    [
        index("ix_jobs_due_at", "jobs", &["due_at", "id"]),
        index("uq_connections_prefix", "connections", &["prefix"]).unique().to_owned(),
        index("uq_deliveries_dedupe_key", "deliveries", &["connection_id", "dedupe_key"]).unique().to_owned(),
        index("ix_deliveries_connection_id", "deliveries", &["connection_id", "id"]),
        index("uq_imports_digest", "imports", &["digest"]).unique().to_owned(),
        index("ix_imports_state", "imports", &["state", "id"]),
        index("ix_event_versions_application_id", "event_versions", &["application_id"]),
        index("ix_mail_messages_application_id", "mail_messages", &["application_id"]),
        // Mails and invitations are matched by address.
        by_address("ix_contacts_email", "contacts"),
        by_address("ix_candidates_email", "candidates"),
        index("ix_deliveries_state", "deliveries", &["connection_id", "state", "id"]),
    ]
}
