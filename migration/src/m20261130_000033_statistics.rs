//! Kept counts of how long applications wait for an answer, what has yet to be added to them, and the facts on which
//! duties of employers depend.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean_null, integer_null, small_integer, string, string_null, uuid},
};

use crate::table::{drop_all, identified};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables, in order of creation.
const TABLES: [fn() -> TableCreateStatement; 2] = [answer_counts, answer_changes];

/// What a count is of, in the order of the primary key.
const COUNTED: [&str; 8] = ["level", "sector", "seniority", "country", "stage", "channel", "standing", "day"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.create_table(table()).await?;
        }
        for (table, column) in columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in columns() {
            let name = column.get_column_name();
            manager.alter_table(Table::alter().table(table).drop_column(name).to_owned()).await?;
        }
        drop_all(manager, &TABLES).await
    }
}

/// The new columns of tables that there are.
fn columns() -> [(&'static str, ColumnDef); 3] {
    [
        ("applications", boolean_null("publicly_advertised")),
        ("applications", integer_null("employer_size")),
        ("plan_horizons", string_null("answer_counted")),
    ]
}

/// How many applications there are of a kind. Without foreign keys: a count names no row.
fn answer_counts() -> TableCreateStatement {
    let mut key = Index::create().name("pk_answer_counts").col("account_id").to_owned();
    let mut table = Table::create().table("answer_counts").col(uuid("account_id")).to_owned();
    for column in COUNTED {
        key.col(column);
        table.col(if column == "day" { big_integer(column) } else { string(column) });
    }
    table.col(big_integer("applications")).primary_key(&mut key).to_owned()
}

/// What has yet to be added to the counts.
fn answer_changes() -> TableCreateStatement {
    identified("answer_changes").col(string("counted")).col(small_integer("change")).to_owned()
}
