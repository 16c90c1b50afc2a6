//! Events: what has changed, in the order in which it did.
//!
//! The column `written` of Postgres, which gives that order until an event has a position, is not among these.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::positional_columns;
use crate::{AccountId, ApplicationId, CandidateId, EventId};

positional_columns! {
    /// An event.
    #[derive(Clone, Debug, DeriveEntityModel, PartialEq)]
    #[sea_orm(table_name = "events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        /// The type of the event, such as `interview.created`.
        pub kind: String,
        /// The resource that it happened to.
        pub resource_id: Option<Uuid>,
        pub application_id: Option<ApplicationId>,
        pub candidate_id: Option<CandidateId>,
        /// The client's own id of the resource.
        pub remote_id: Option<String>,
        /// Further values that depend on the type.
        #[sea_orm(column_type = "JsonBinary")]
        pub details: Option<serde_json::Value>,
        pub created_at: DateTime<Utc>,
        /// Its position in the account's feed, from 1. `None` until it is numbered.
        pub position: Option<i64>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
