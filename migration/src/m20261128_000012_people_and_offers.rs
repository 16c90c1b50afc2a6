//! People who left and how they are addressed, offers and their deadlines, bounced mail, and the candidate's clock.
//!
//! Every column is empty or has a default, so that an instance of the previous release can still read and write.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, json_binary, string_null, timestamp_with_time_zone_null},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in columns() {
            // SQLite adds one column at a time.
            for column in columns {
                manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in columns() {
            for column in columns {
                let name = column.get_column_name();
                manager.alter_table(Table::alter().table(table).drop_column(name).to_owned()).await?;
            }
        }
        Ok(())
    }
}

fn columns() -> [(&'static str, Vec<ColumnDef>); 4] {
    [
        ("candidates", vec![string_null("time_zone"), string_null("locale")]),
        (
            "applications",
            vec![
                timestamp_with_time_zone_null("outcome_respond_by"),
                empty_list("competing_offers"),
                timestamp_with_time_zone_null("accepted_elsewhere_at"),
                empty_list("strengths"),
                string_null("locale"),
            ],
        ),
        (
            "contacts",
            vec![
                string_null("given_name"),
                string_null("family_name"),
                string_null("title"),
                string_null("address"),
                boolean("left").default(false).to_owned(),
                empty_list("undeliverable"),
            ],
        ),
        ("communications", vec![boolean("bounced").default(false).to_owned()]),
    ]
}

fn empty_list(name: &'static str) -> ColumnDef {
    json_binary(name).default("[]").to_owned()
}
