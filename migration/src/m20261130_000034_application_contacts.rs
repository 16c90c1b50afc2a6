//! Contacts that several applications share, each with a role.
//!
//! A contact still names the application that it was created for. So an instance of the previous release goes on
//! reading and writing contacts; it only does not see what is shared.

use sea_orm_migration::{
    prelude::*,
    schema::{string, timestamp_with_time_zone, uuid},
};

use crate::table::references;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "application_contacts";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create()
            .name("pk_application_contacts")
            .col("account_id")
            .col("application_id")
            .col("contact_id")
            .to_owned();
        let table = Table::create()
            .table(TABLE)
            .col(uuid("account_id"))
            .col(uuid("application_id"))
            .col(uuid("contact_id"))
            .col(string("role"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(&mut key)
            .foreign_key(&mut references(TABLE, "application_id", "applications", ForeignKeyAction::Cascade))
            .foreign_key(&mut references(TABLE, "contact_id", "contacts", ForeignKeyAction::Cascade))
            .to_owned();
        manager.create_table(table).await?;
        let by_contact = Index::create()
            .name("ix_application_contacts_contact_id")
            .table(TABLE)
            .col("account_id")
            .col("contact_id")
            .col("application_id")
            .to_owned();
        manager.create_index(by_contact).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
