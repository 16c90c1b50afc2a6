//! Interviewers have no foreign key to the contact any more: to look each of them up took a tenth of the time of a
//! sync. Whoever writes interviewers holds the horizon of their application, and finds their contacts again while
//! holding it; whoever deletes a contact holds the horizons of its applications.
//!
//! A trigger deletes the interviewers of deleted contacts. Citus and `SQLite` keep the key.

use sea_orm_migration::prelude::*;

use crate::triggers::{self, ReplacedKey};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

pub(crate) const KEYS: [ReplacedKey; 1] =
    [ReplacedKey { table: "interviewers", column: "contact_id", references: "contacts" }];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        triggers::replace_keys(manager, &KEYS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        triggers::restore_keys(manager.get_connection(), &KEYS).await
    }
}
