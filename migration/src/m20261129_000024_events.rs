//! Events, how far each account's are numbered, and the endpoints that they are sent to.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, json_binary, json_binary_null, small_integer,
        small_integer_null, string, string_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::{DbBackend, Statement},
};

use crate::table::{belongs_to_account, drop_all, identified, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 5] = [events, event_feeds, endpoints, deliveries, attempts];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        // The order in which events were written, as SQLite has in `rowid`.
        let unnumbered = if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("ALTER TABLE events ADD COLUMN written BIGSERIAL").await?;
            "CREATE INDEX ix_events_written ON events (account_id, written) WHERE position IS NULL"
        } else {
            "CREATE INDEX ix_events_written ON events (account_id) WHERE position IS NULL"
        };
        let connection = manager.get_connection();
        for statement in [
            unnumbered,
            "CREATE UNIQUE INDEX uq_events_position ON events (account_id, position) WHERE position IS NOT NULL",
            "CREATE INDEX ix_webhook_deliveries_due_at ON webhook_deliveries (account_id, endpoint_id, due_at, position) \
             WHERE due_at IS NOT NULL",
            "CREATE INDEX ix_webhook_deliveries_position ON webhook_deliveries (account_id, position)",
            "CREATE INDEX ix_webhook_attempts_endpoint_id ON webhook_attempts (account_id, endpoint_id, id)",
            // The plans of each account are looked at once, soon.
            "INSERT INTO event_feeds (account_id, position, forgotten, marks, look_at) \
             SELECT account_id, 0, 0, 0, '1970-01-01T00:00:00+00:00' FROM accounts",
        ] {
            connection.execute_unprepared(statement).await?;
        }
        let column = Table::alter().table("plan_horizons").add_column(string_null("plan_state")).to_owned();
        manager.alter_table(column).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("plan_horizons").drop_column("plan_state").to_owned();
        manager.alter_table(column).await?;
        drop_all(manager, &TABLES).await
    }
}

/// Has events ordered by the clocks of the nodes through which they are written, where the table is distributed. The
/// sequence gives each node numbers of a range of its own, so that all events through one node would come before those
/// through another.
pub(crate) async fn order_by_clock(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let asked = "SELECT 1 FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum \
                 JOIN pg_dist_partition ON logicalrelid = adrelid \
                 WHERE adrelid = to_regclass('events') AND attname = 'written' \
                 AND pg_get_expr(adbin, adrelid) LIKE 'nextval%' AND citus_is_coordinator()";
    if db.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await?.is_some() {
        let microseconds = "ALTER TABLE events ALTER COLUMN written \
                            SET DEFAULT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
        db.execute_unprepared(microseconds).await?;
    }
    Ok(())
}

/// Without foreign keys: whatever an event tells of may be gone, and looking up the account would make each write
/// slower.
fn events() -> TableCreateStatement {
    identified("events")
        .col(string("kind"))
        .col(uuid_null("resource_id"))
        .col(uuid_null("application_id"))
        .col(uuid_null("candidate_id"))
        .col(string_null("remote_id"))
        .col(json_binary_null("details"))
        .col(timestamp_with_time_zone("created_at"))
        .col(big_integer_null("position"))
        .to_owned()
}

/// One row for each account: the last position that was given, the last that was deleted, and when to look at its
/// plans.
fn event_feeds() -> TableCreateStatement {
    Table::create()
        .table("event_feeds")
        .col(uuid("account_id"))
        .col(big_integer("position"))
        .col(big_integer("forgotten"))
        .col(big_integer("marks"))
        .col(timestamp_with_time_zone("look_at"))
        .primary_key(Index::create().name("pk_event_feeds").col("account_id"))
        .foreign_key(&mut belongs_to_account("event_feeds"))
        .to_owned()
}

fn endpoints() -> TableCreateStatement {
    owned("webhook_endpoints")
        .col(text("url"))
        .col(json_binary("event_types"))
        .col(string("scheme"))
        .col(boolean("enabled"))
        .col(text_null("description"))
        .col(text("secret"))
        .col(timestamp_with_time_zone("secret_since"))
        .col(text_null("previous_secret"))
        .col(timestamp_with_time_zone_null("previous_until"))
        .col(string_null("disabled_reason"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone_null("last_success_at"))
        .col(timestamp_with_time_zone_null("last_failure_at"))
        .col(text_null("last_failure"))
        .col(timestamp_with_time_zone_null("failing_since"))
        .foreign_key(&mut belongs_to_account("webhook_endpoints"))
        .to_owned()
}

/// An event that is to be sent to an endpoint. One without a time is not sent any more.
fn deliveries() -> TableCreateStatement {
    Table::create()
        .table("webhook_deliveries")
        .col(uuid("account_id"))
        .col(uuid("endpoint_id"))
        .col(uuid("event_id"))
        .col(big_integer("position"))
        .col(string("state"))
        .col(small_integer("attempt"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(uuid_null("lease"))
        .primary_key(Index::create().name("pk_webhook_deliveries").col("account_id").col("endpoint_id").col("event_id"))
        .foreign_key(&mut references(
            "webhook_deliveries",
            "endpoint_id",
            "webhook_endpoints",
            ForeignKeyAction::Cascade,
        ))
        .to_owned()
}

fn attempts() -> TableCreateStatement {
    identified("webhook_attempts")
        .col(uuid("endpoint_id"))
        .col(uuid("event_id"))
        .col(string("kind"))
        .col(small_integer("attempt"))
        .col(string("outcome"))
        .col(small_integer_null("status"))
        .col(text_null("error"))
        .col(text_null("answer"))
        .col(integer("duration_ms"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut references("webhook_attempts", "endpoint_id", "webhook_endpoints", ForeignKeyAction::Cascade))
        .to_owned()
}
