//! The versions of the account's own playbooks.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, PlaybookId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "playbook_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub playbook_id: PlaybookId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The whole document of the client.
    #[sea_orm(column_type = "JsonBinary")]
    pub body: Json,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
