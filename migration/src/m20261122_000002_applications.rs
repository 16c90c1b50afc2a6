//! Candidates, their applications, and what happens to these: people, interviews, communications.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date_null, integer, json_binary, string, string_null, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::table::{belongs_to_account, by, owned, references, unique_remote_id};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [candidates(), applications(), contacts(), interviews(), interviewers(), communications()] {
            manager.create_table(table).await?;
        }
        for table in ["candidates", "applications", "contacts", "interviews"] {
            manager.create_index(unique_remote_id(table)).await?;
        }
        for (table, column) in [
            ("applications", "candidate_id"),
            ("contacts", "application_id"),
            ("interviews", "application_id"),
            ("communications", "application_id"),
            ("communications", "contact_id"),
        ] {
            manager.create_index(by(table, column)).await?;
        }
        manager
            .create_index(
                Index::create()
                    .name("ix_interviewers_contact_id")
                    .table("interviewers")
                    .col("account_id")
                    .col("contact_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["communications", "interviewers", "interviews", "contacts", "applications", "candidates"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn candidates() -> TableCreateStatement {
    owned("candidates")
        .col(string_null("remote_id"))
        .col(string_null("name"))
        .col(string_null("email"))
        .col(string_null("phone"))
        .col(string_null("linkedin_url"))
        .col(string_null("preferred_channel"))
        .col(json_binary("strengths"))
        .col(json_binary("goals"))
        .foreign_key(&mut belongs_to_account("candidates"))
        .to_owned()
}

fn applications() -> TableCreateStatement {
    owned("applications")
        .col(string_null("remote_id"))
        .col(uuid("candidate_id"))
        .col(string("company_name"))
        .col(string("company_sector"))
        .col(string("company_culture"))
        .col(string_null("company_main_phone"))
        .col(text_null("company_postal_address"))
        .col(string("position_title"))
        .col(string("position_seniority"))
        .col(date_null("applied_on"))
        .col(boolean("urgent"))
        .col(json_binary("forbidden_channels"))
        .col(string("time_zone"))
        .col(string_null("holiday_calendar"))
        .col(json_binary("closures"))
        .col(string_null("outcome_kind"))
        .col(timestamp_with_time_zone_null("outcome_at"))
        .check(("outcome_has_its_time", Expr::col("outcome_kind").is_null().eq(Expr::col("outcome_at").is_null())))
        .foreign_key(&mut references("applications", "candidate_id", "candidates", ForeignKeyAction::NoAction))
        .foreign_key(&mut belongs_to_account("applications"))
        .to_owned()
}

fn contacts() -> TableCreateStatement {
    owned("contacts")
        .col(string_null("remote_id"))
        .col(uuid("application_id"))
        .col(string_null("name"))
        .col(string("role"))
        .col(string_null("email"))
        .col(string_null("phone"))
        .col(boolean("linkedin_connected"))
        .foreign_key(&mut references("contacts", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

fn interviews() -> TableCreateStatement {
    owned("interviews")
        .col(string_null("remote_id"))
        .col(uuid("application_id"))
        .col(string("kind"))
        .col(string("medium"))
        .col(timestamp_with_time_zone("starts_at"))
        .col(timestamp_with_time_zone("ends_at"))
        .col(string("status"))
        .col(string("rapport"))
        .col(date_null("decision_expected_on"))
        .col(timestamp_with_time_zone_null("respond_by"))
        .col(json_binary("talking_points"))
        .col(json_binary("points_to_clarify"))
        .check(("ends_after_it_starts", Expr::col("ends_at").gt(Expr::col("starts_at"))))
        .foreign_key(&mut references("interviews", "application_id", "applications", ForeignKeyAction::Cascade))
        .to_owned()
}

fn interviewers() -> TableCreateStatement {
    Table::create()
        .table("interviewers")
        .col(uuid("account_id"))
        .col(uuid("interview_id"))
        .col(uuid("contact_id"))
        .col(integer("position"))
        .primary_key(Index::create().name("pk_interviewers").col("account_id").col("interview_id").col("contact_id"))
        .foreign_key(&mut references("interviewers", "interview_id", "interviews", ForeignKeyAction::Cascade))
        .foreign_key(&mut references("interviewers", "contact_id", "contacts", ForeignKeyAction::Cascade))
        .to_owned()
}

fn communications() -> TableCreateStatement {
    owned("communications")
        .col(uuid("application_id"))
        .col(string("direction"))
        .col(string("channel"))
        .col(string("purpose"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("contact_id"))
        .col(date_null("decision_expected_on"))
        .col(boolean("automatic"))
        .col(boolean("needs_answer"))
        .foreign_key(&mut references("communications", "application_id", "applications", ForeignKeyAction::Cascade))
        // A contact who goes is taken out of communications first (a key with account_id in it can't be set to null).
        .foreign_key(&mut references("communications", "contact_id", "contacts", ForeignKeyAction::NoAction))
        .to_owned()
}
