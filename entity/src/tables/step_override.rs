//! Overrides: the candidate's decisions about steps of plans.

use chrono::{DateTime, Utc};
use planning::{Instant, facts::OverrideDetails};
use sea_orm::entity::prelude::*;
use serde::Deserialize;

use super::{cells::Cell, positional_columns};
use crate::{AccountId, ApplicationId};

positional_columns! {
    /// The columns of the table.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, PartialEq)]
    #[sea_orm(table_name = "step_overrides")]
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
        pub not_before: Cell<Option<Instant>>,
    }
}

/// The candidate's decision about a step.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(from = "Model")]
pub struct StepOverride {
    /// The application of the plan.
    pub application_id: ApplicationId,
    /// The id of the step in the plan.
    pub step_id: String,
    /// The version: the number of times that the row was written, from 1.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The fields that the client sets.
    pub details: OverrideDetails,
}

impl From<Model> for StepOverride {
    fn from(row: Model) -> Self {
        let Model { account_id: _, application_id, step_id, version, created_at, updated_at, dismissed, not_before } =
            row;
        let details = OverrideDetails { dismissed, not_before: not_before.0 };
        Self { application_id, step_id, version, created_at, updated_at, details }
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
