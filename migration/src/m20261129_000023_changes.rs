//! Indexes for lists in order of changes.

use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 5] = ["candidates", "applications", "contacts", "interviews", "communications"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let index =
                Index::create().name(name(table)).table(table).col("account_id").col("updated_at").col("id").to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_index(Index::drop().name(name(table)).table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn name(table: &str) -> String {
    format!("ix_{table}_updated_at")
}
