//! What keeps lists that are narrowed to little or nothing from reading a whole account.
//!
//! Lists narrowed by a column have an index each. Searches for text have `search_blocks`: for some hundred rows in the
//! order of lists, which three characters occur in their texts in a row, as a set of bits. Blocks are made aside, so that
//! writing rows costs nothing more, and only for accounts that search.

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
fn indexes() -> [(&'static str, IndexCreateStatement); 4] {
    let index = |name: &str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).to_owned();
        for column in columns {
            index.col(*column);
        }
        index
    };
    let sent = |name: &str, which: Expr| index(name, "messages", &["account_id", "id"]).and_where(which).to_owned();
    [
        ("applications", index("ix_applications_outcome_kind", "applications", &["account_id", "outcome_kind", "id"])),
        (
            "applications",
            index("ix_applications_built_in_playbook", "applications", &["account_id", "built_in_playbook", "id"])
                .and_where(Expr::col("built_in_playbook").is_not_null())
                .to_owned(),
        ),
        ("messages", sent("ix_messages_drafts", Expr::col("sent_at").is_null())),
        ("messages", sent("ix_messages_sent", Expr::col("sent_at").is_not_null())),
    ]
}

/// The rows behind one place and up to another one. Of a block without bits nothing is known.
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
