//! Kept steps are distinguished by numbers: their ids, which are long, are not in any index any more.
//!
//! An instance of an earlier release, which knows no numbers, goes on writing: its steps get random numbers. On
//! Postgres reads and writes of agendas wait while this runs; no other table is locked.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, small_integer, string, timestamp_with_time_zone, uuid},
    sea_orm::DbBackend,
};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_number = order(&["account_id", "status", "turn", "closes_at", "application_id", "opens_at"]);
        if manager.get_database_backend() != DbBackend::Postgres {
            return rebuild(manager, "number", number("(random())"), by_number).await;
        }
        // Without indexes while its rows are rewritten.
        run(manager, "ALTER TABLE planned_steps DROP CONSTRAINT pk_planned_steps").await?;
        run(manager, "DROP INDEX ix_planned_steps_status").await?;
        let add = Table::alter().table(TABLE).add_column(number("floor(random() * 9e15)::bigint")).to_owned();
        manager.alter_table(add).await?;
        run(manager, "ALTER TABLE planned_steps ADD CONSTRAINT pk_planned_steps PRIMARY KEY (account_id, application_id, number)")
            .await?;
        manager.create_index(by_number).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_id = order(&["account_id", "status", "turn", "closes_at", "application_id", "step_id"]);
        if manager.get_database_backend() != DbBackend::Postgres {
            return rebuild(manager, "step_id", string("step_id"), by_id).await;
        }
        run(manager, "ALTER TABLE planned_steps DROP CONSTRAINT pk_planned_steps").await?;
        run(manager, "DROP INDEX ix_planned_steps_status").await?;
        manager.alter_table(Table::alter().table(TABLE).drop_column("number").to_owned()).await?;
        run(manager, "ALTER TABLE planned_steps ADD CONSTRAINT pk_planned_steps PRIMARY KEY (account_id, application_id, step_id)")
            .await?;
        manager.create_index(by_id).await
    }
}

const TABLE: &str = "planned_steps";

/// The columns that the table has had from the beginning.
const COLUMNS: &str = "account_id, application_id, step_id, status, turn, opens_at, closes_at";

async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await.map(drop)
}

/// The number of a step; `by_chance` is for an instance that doesn't know it, and practically unique within an
/// application.
fn number(by_chance: &str) -> ColumnDef {
    big_integer("number").default(Expr::cust(by_chance.to_owned())).to_owned()
}

fn order(columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("ix_planned_steps_status").table(TABLE);
    for column in columns {
        index.col(*column);
    }
    index
}

/// SQLite changes no keys: the rows move to another table, which takes the old one's name.
async fn rebuild(
    manager: &SchemaManager<'_>,
    last_of_key: &'static str,
    key_column: ColumnDef,
    index: IndexCreateStatement,
) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("planned_steps_anew").col(uuid("account_id")).col(uuid("application_id")).col(key_column);
    let numbered = last_of_key == "number";
    if numbered {
        table.col(string("step_id"));
    }
    table
        .col(string("status"))
        .col(small_integer("turn"))
        .col(timestamp_with_time_zone("opens_at"))
        .col(timestamp_with_time_zone("closes_at"))
        .primary_key(Index::create().name("pk_planned_steps").col("account_id").col("application_id").col(last_of_key))
        .foreign_key(&mut references(TABLE, "application_id", "applications", ForeignKeyAction::Cascade));
    manager.create_table(table).await?;
    let copy = if numbered {
        format!(
            "INSERT INTO planned_steps_anew ({COLUMNS}, number)
             SELECT {COLUMNS}, row_number() OVER (PARTITION BY account_id, application_id ORDER BY step_id) - 1
             FROM planned_steps"
        )
    } else {
        format!("INSERT INTO planned_steps_anew ({COLUMNS}) SELECT {COLUMNS} FROM planned_steps")
    };
    run(manager, &copy).await?;
    manager.drop_table(Table::drop().table(TABLE).to_owned()).await?;
    manager.rename_table(Table::rename().table("planned_steps_anew", TABLE).to_owned()).await?;
    manager.create_index(index).await
}
