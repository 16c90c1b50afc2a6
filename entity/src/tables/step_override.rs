//! Overrides: the candidate's own word on steps of a plan.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::{AccountId, ApplicationId};

/// What the candidate said about a step.
#[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
#[sea_orm(table_name = "step_overrides")]
#[expect(missing_docs, reason = "the columns are the fields of the override in the API, which explains them")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: ApplicationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub dismissed: bool,
    pub not_before: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
