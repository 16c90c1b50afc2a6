//! Where letters reach candidates and contacts.
//!
//! Both columns may be empty, so that an instance of the previous release can still read and write.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["candidates", "contacts"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let column = text_null("postal_address");
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column("postal_address").to_owned()).await?;
        }
        Ok(())
    }
}
