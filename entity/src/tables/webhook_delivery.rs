//! Events that are to be sent to webhook endpoints.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, EventId, WebhookEndpointId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub endpoint_id: WebhookEndpointId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: EventId,
    /// The position of the event in the feed.
    pub position: i64,
    /// `pending`, `delivered` or `failed`.
    pub state: String,
    /// The number of attempts since it was queued.
    pub attempt: i16,
    /// When to try next, or when the lease ends; `None` if it is not tried any more.
    pub due_at: Option<DateTime<Utc>>,
    /// The claim of the instance that sends it.
    pub lease: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
