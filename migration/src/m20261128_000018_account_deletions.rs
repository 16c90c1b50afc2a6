//! Accounts that are being deleted: they are refused from the first moment on, and their rows go in portions.
//!
//! Deleting a row that others may name costs a look-up for each foreign key that leads to it, and that is what deleting
//! a large account consists of. Three keys go, all of messages: a transaction that writes a message locks what it
//! names, and one that deletes something takes it out of messages first. `SQLite` can't drop a key, and pays less for
//! it.

use sea_orm_migration::{
    prelude::*,
    schema::{timestamp_with_time_zone, uuid},
    sea_orm::DbBackend,
};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// What messages name, and where it is.
const NAMED: [(&str, &str); 3] =
    [("interview_id", "interviews"), ("contact_id", "contacts"), ("communication_id", "communications")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(account_deletions()).await?;
        if has_droppable_keys(manager) {
            for (column, _) in NAMED {
                let key = ForeignKey::drop().name(format!("fk_messages_{column}")).table("messages").to_owned();
                manager.drop_foreign_key(key).await?;
            }
        }
        Ok(())
    }

    /// An account that is being deleted goes on existing, without anybody who could sign in to it.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if has_droppable_keys(manager) {
            for (column, to) in NAMED {
                manager.create_foreign_key(references("messages", column, to, ForeignKeyAction::NoAction)).await?;
            }
        }
        manager.drop_table(Table::drop().table("account_deletions").to_owned()).await
    }
}

fn has_droppable_keys(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == DbBackend::Postgres
}

/// No foreign key: it is what the service does with an account, and outlives the account by a moment.
fn account_deletions() -> TableCreateStatement {
    Table::create()
        .table("account_deletions")
        .col(uuid("account_id"))
        .col(timestamp_with_time_zone("requested_at"))
        .primary_key(Index::create().name("pk_account_deletions").col("account_id"))
        .to_owned()
}
