//! Users who can't sign in: an operator has disabled them.
//!
//! An older instance beside this schema does not look at the column: a disabled user can sign in there until it
//! stops.

use sea_orm_migration::{prelude::*, schema::boolean};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMN: &str = "disabled";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = boolean(COLUMN).default(false).to_owned();
        manager.alter_table(Table::alter().table("sign_ins").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("sign_ins").drop_column(COLUMN).to_owned()).await
    }
}
