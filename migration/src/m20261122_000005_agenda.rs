//! What the agenda knows of plans without making them: their steps, and until when these stay as they are.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, small_integer, string, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
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
        manager.create_table(plan_horizons()).await?;
        manager.create_table(planned_steps()).await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_plan_horizons_made_with")
                    .table("plan_horizons")
                    .col("account_id")
                    .col("made_with")
                    .col("changes_at")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_planned_steps_status")
                    .table("planned_steps")
                    .col("account_id")
                    .col("status")
                    .col("turn")
                    .col("closes_at")
                    .col("application_id")
                    .col("step_id")
                    .to_owned(),
            )
            .await?;
        manager.execute(horizons_of_all_applications()?).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["planned_steps", "plan_horizons"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// One row an application, from its first moment on.
fn plan_horizons() -> TableCreateStatement {
    Table::create()
        .table("plan_horizons")
        .col(uuid("account_id"))
        .col(uuid("application_id"))
        .col(big_integer("facts_version"))
        .col(string("made_with"))
        .col(timestamp_with_time_zone_null("changes_at"))
        .primary_key(Index::create().name("pk_plan_horizons").col("account_id").col("application_id"))
        .foreign_key(&mut references("plan_horizons", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

fn planned_steps() -> TableCreateStatement {
    Table::create()
        .table("planned_steps")
        .col(uuid("account_id"))
        .col(uuid("application_id"))
        .col(string("step_id"))
        .col(string("status"))
        .col(small_integer("turn"))
        .col(timestamp_with_time_zone("opens_at"))
        .col(timestamp_with_time_zone("closes_at"))
        .primary_key(Index::create().name("pk_planned_steps").col("account_id").col("application_id").col("step_id"))
        .foreign_key(&mut references("planned_steps", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

/// Nothing is known yet of the plans of the applications that there are.
fn horizons_of_all_applications() -> Result<InsertStatement, DbErr> {
    let all = Query::select()
        .columns(["account_id", "id"])
        .expr(Expr::value(1_i64))
        .expr(Expr::value(""))
        .from("applications")
        .to_owned();
    let mut insert = Query::insert();
    insert.into_table("plan_horizons").columns(["account_id", "application_id", "facts_version", "made_with"]);
    insert.select_from(all).map_err(|error| DbErr::Migration(error.to_string()))?;
    Ok(insert)
}
