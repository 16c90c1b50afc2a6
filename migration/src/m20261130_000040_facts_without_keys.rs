//! Interviews, communications and interviewers have no foreign keys to the application and the interview any more: to
//! look these up took a quarter of the time that it takes to create an interview. Whoever writes a fact holds the
//! horizon of its application, which is there as long as the application is. What the keys deleted with an application
//! or an interview, triggers delete now, once for each statement instead of once for each row; so an instance of the
//! previous release still deletes all of it.
//!
//! Citus takes no triggers on distributed tables: there the keys stay. `SQLite` can't drop a key, and pays less for it.

use sea_orm_migration::prelude::*;

use crate::triggers::{self, ReplacedKey};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

pub(crate) const KEYS: [ReplacedKey; 3] = [
    ReplacedKey { table: "interviews", column: "application_id", references: "applications" },
    ReplacedKey { table: "communications", column: "application_id", references: "applications" },
    ReplacedKey { table: "interviewers", column: "interview_id", references: "interviews" },
];

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
