//! The steps of kept plans.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::positional_columns;
use crate::{AccountId, ApplicationId};

positional_columns! {
    /// A step of an application's plan.
    #[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
    #[sea_orm(table_name = "planned_steps")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: ApplicationId,
        /// A number that is unique within the application. It never leaves the service.
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        /// The id of the step in the plan.
        pub step_id: String,
        /// The status of the step.
        pub status: String,
        /// The first sort key of the agenda.
        #[sea_orm(column_name = "turn")]
        pub rank: i16,
        /// When the step's window opens.
        pub opens_at: DateTime<Utc>,
        /// When the step's window closes.
        pub closes_at: DateTime<Utc>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
