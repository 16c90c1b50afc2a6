//! Connections: outside systems that send an account news.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ConnectionId};

in_order! {
    #[derive(Clone, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "connections")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConnectionId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub kind: String,
        pub name: String,
        /// What stands before the source's ids in remote ids.
        pub prefix: String,
        /// Which of the kind's ways to sign is meant.
        pub scheme: Option<String>,
        pub state: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub defaults: Json,
        /// The secret part of its address, sealed.
        pub path: String,
        /// What its source signs with, sealed.
        pub secret: Option<String>,
        pub secret_since: Option<DateTime<Utc>>,
        /// What it signed with before, sealed.
        pub previous_secret: Option<String>,
        pub previous_until: Option<DateTime<Utc>>,
        /// When the last delivery was refused that was kept in mind, and why.
        pub refused_at: Option<DateTime<Utc>>,
        pub refusal: Option<String>,
    }
}

// The secrets stay out of logs.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "other tables have filters worth referring to")]
fn condition((): &()) -> Condition {
    Condition::all()
}

owned!(ConnectionId, ());
