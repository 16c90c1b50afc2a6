//! The account's own playbooks, and every version that they had.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json_binary, string, timestamp_with_time_zone, uuid},
};

use crate::table::{belongs_to_account, owned, references};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(playbooks()).await?;
        manager.create_table(playbook_versions()).await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_playbooks_key")
                    .table("playbooks")
                    .col("account_id")
                    .col("key")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["playbook_versions", "playbooks"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A playbook is a document: it has one form, is read and written as a whole, and nothing is searched for within it.
/// The newest body is here, so that a plan reads one row.
fn playbooks() -> TableCreateStatement {
    owned("playbooks")
        .col(string("key"))
        .col(json_binary("body"))
        .foreign_key(&mut belongs_to_account("playbooks"))
        .to_owned()
}

/// All versions, the newest too. They go with their playbook.
fn playbook_versions() -> TableCreateStatement {
    Table::create()
        .table("playbook_versions")
        .col(uuid("account_id"))
        .col(uuid("playbook_id"))
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(json_binary("body"))
        .primary_key(Index::create().name("pk_playbook_versions").col("account_id").col("playbook_id").col("version"))
        .foreign_key(&mut references("playbook_versions", "playbook_id", "playbooks", ForeignKeyAction::Cascade))
        .to_owned()
}
