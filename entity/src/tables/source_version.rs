//! The last applied version of a resource at its source, by its remote id.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::AccountId;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "source_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub remote_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub resource: String,
    /// When the source changed it, if the source says so.
    pub updated_at: Option<DateTime<Utc>>,
    /// When the delivery arrived.
    pub received_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
