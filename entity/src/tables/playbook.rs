//! The current versions of the account's own playbooks.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, PlaybookId};

in_order! {
    /// A playbook.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "playbooks")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        /// The id. It never leaves the service.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlaybookId,
        /// The number of the version, from 1.
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        /// The key by which clients name it. It never changes.
        pub key: String,
        /// The whole document of the client, including the key.
        #[sea_orm(column_type = "JsonBinary")]
        pub body: Json,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

owned!(PlaybookId, ());
