//! How people are addressed in languages with two forms of "you".
//!
//! The columns may be empty, so that an instance of the previous release can still read and write.

use sea_orm_migration::{prelude::*, schema::boolean_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["applications", "candidates", "contacts"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let column = boolean_null("familiar");
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column("familiar").to_owned()).await?;
        }
        Ok(())
    }
}
