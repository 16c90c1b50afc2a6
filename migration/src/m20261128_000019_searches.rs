//! What keeps lists that are narrowed to little or nothing from reading a whole account.
//!
//! Lists narrowed by a column have an index each. Searches for text have `search_blocks`: for some hundred rows in the
//! order of lists, which three characters occur in their texts in a row, as a set of bits. Blocks are made aside, so
//! that writing rows costs nothing more, and only for accounts that search.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, blob, string, timestamp_with_time_zone, uuid},
};

use crate::table::belongs_to_account;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(search_blocks()).await?;
        for (_, index) in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, index) in indexes() {
            let name = index.get_index_spec().get_name().unwrap_or_default().to_owned();
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("search_blocks").to_owned()).await
    }
}

/// Each list in its order, narrowed by a column. Most rows are not in the partial ones, and cost nothing there.
fn indexes() -> [(&'static str, IndexCreateStatement); 5] {
    let index = |name: &str, table: &'static str, columns: &[&'static str], which: Expr| {
        let mut index = Index::create().name(name).table(table).and_where(which).to_owned();
        for column in columns {
            index.col(*column);
        }
        (table, index)
    };
    let is = |column: &'static str| Expr::col(column).is_not_null();
    let isnt = |column: &'static str| Expr::col(column).is_null();
    let by = |column: &'static str| ["account_id", column, "id"];
    let all = ["account_id", "id"];
    [
        index("ix_applications_outcome_kind", "applications", &by("outcome_kind"), is("outcome_kind")),
        index("ix_applications_open", "applications", &all, isnt("outcome_kind")),
        index("ix_applications_built_in_playbook", "applications", &by("built_in_playbook"), is("built_in_playbook")),
        index("ix_messages_sent", "messages", &all, is("sent_at")),
        index("ix_messages_drafts", "messages", &all, isnt("sent_at")),
    ]
}

/// The rows after one id and up to another one. Of a block without bits nothing is known.
fn search_blocks() -> TableCreateStatement {
    Table::create()
        .table("search_blocks")
        .col(uuid("account_id"))
        .col(string("searched"))
        .col(uuid("last_id"))
        .col(uuid("after_id"))
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("made_at"))
        .col(blob("bits"))
        .primary_key(Index::create().name("pk_search_blocks").col("account_id").col("searched").col("last_id"))
        .foreign_key(&mut belongs_to_account("search_blocks"))
        .to_owned()
}
