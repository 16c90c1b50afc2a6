//! Horizons: until when a kept plan stays valid.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, ApplicationId};

/// The horizon of an application's plan.
#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "plan_horizons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: ApplicationId,
    /// The number of writes of facts, from 1.
    pub facts_version: i64,
    /// The version of the planner and playbook that made the plan. Empty if the plan is outdated or was never made.
    pub made_with: String,
    /// When the status of a step changes next without a new fact; `None` if it never does.
    pub changes_at: Option<DateTime<Utc>>,
    /// The state of the plan at its last calculation; `None` before the first one.
    pub plan_state: Option<String>,
    /// How the application is counted in statistics; `None` if it is not.
    pub answer_counted: Option<String>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
