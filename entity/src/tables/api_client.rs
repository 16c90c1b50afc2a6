//! API clients: programs that act for an account without a user.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ApiClientId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "api_clients")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ApiClientId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub name: String,
        /// The scopes that its tokens can have, separated by spaces.
        pub scope: String,
        pub disabled: bool,
        /// The SHA-256 hash of its secret, which stays within the service.
        pub secret_hash: String,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

owned!(ApiClientId, ());
