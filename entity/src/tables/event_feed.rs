//! Feeds of events: how far the events of an account are numbered, and when to look at its plans.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::AccountId;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "event_feeds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The last position that an event was given.
    pub position: i64,
    /// The last position of an event that was deleted because of its age.
    pub forgotten: i64,
    /// The number of times that events were numbered, which shows whether facts may have changed since.
    pub marks: i64,
    /// When to look at the account's plans next.
    pub look_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
