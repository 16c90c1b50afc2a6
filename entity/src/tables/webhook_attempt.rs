//! Attempts to send events to webhook endpoints.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::positional_columns;
use crate::{AccountId, EventId, WebhookAttemptId, WebhookEndpointId};

positional_columns! {
    /// An attempt to send an event.
    #[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
    #[sea_orm(table_name = "webhook_attempts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WebhookAttemptId,
        pub endpoint_id: WebhookEndpointId,
        pub event_id: EventId,
        /// The type of the event.
        pub kind: String,
        /// The number of the attempt, from 1.
        pub attempt: i16,
        /// The result.
        pub outcome: String,
        /// The HTTP status of the answer.
        pub status: Option<i16>,
        /// Why there was no answer.
        pub error: Option<String>,
        /// The beginning of the body of the answer.
        pub answer: Option<String>,
        pub duration_ms: i32,
        pub created_at: DateTime<Utc>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
