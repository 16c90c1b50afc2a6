//! Steps of plans, as they stood when the plans were made.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::in_order;
use crate::{AccountId, ApplicationId};

in_order! {
    /// A step of an application's plan.
    #[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
    #[sea_orm(table_name = "planned_steps")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: ApplicationId,
        /// Tells the steps of an application apart; nobody outside knows it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        /// The id of the step in the plan.
        pub step_id: String,
        /// How it stands.
        pub status: String,
        /// What comes first on an agenda has the lower one.
        pub turn: i16,
        /// The first suitable instant.
        pub opens_at: DateTime<Utc>,
        /// The last suitable instant.
        pub closes_at: DateTime<Utc>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
