//! The candidate's own word on steps of plans.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(step_overrides()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("step_overrides").to_owned()).await
    }
}

/// One row a step: the step's id, which comes from the plan, is the row's within its application.
fn step_overrides() -> TableCreateStatement {
    Table::create()
        .table("step_overrides")
        .col(uuid("account_id"))
        .col(uuid("application_id"))
        .col(string("step_id"))
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(boolean("dismissed"))
        .col(timestamp_with_time_zone_null("not_before"))
        .primary_key(Index::create().name("pk_step_overrides").col("account_id").col("application_id").col("step_id"))
        .foreign_key(&mut references("step_overrides", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}
