//! Until when what is known of a plan holds.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, ApplicationId};

/// What is known of the plan of an application.
#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "plan_horizons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: ApplicationId,
    /// Counts the writes of facts, from 1.
    pub facts_version: i64,
    /// What the plan was made with; empty, where facts were written since, or it was never made.
    pub made_with: String,
    /// When the first step changes its status by itself; none, if none ever does.
    pub changes_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
