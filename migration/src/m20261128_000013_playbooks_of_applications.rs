//! The playbook that an application follows: a built-in one, or one of the account's own, by its key.
//!
//! An application that is stored already follows the default one.

use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 2] = ["built_in_playbook", "own_playbook"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            manager
                .alter_table(Table::alter().table("applications").add_column(string_null(column)).to_owned())
                .await?;
        }
        // Most applications follow the default playbook, and are not in it.
        manager
            .create_index(
                Index::create()
                    .name("ix_applications_own_playbook")
                    .table("applications")
                    .col("account_id")
                    .col("own_playbook")
                    .col("id")
                    .and_where(Expr::col("own_playbook").is_not_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name("ix_applications_own_playbook").table("applications").to_owned();
        manager.drop_index(index).await?;
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("applications").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
