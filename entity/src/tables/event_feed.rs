//! The event feed of each account: its last position, and when the account's plans are checked next.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::AccountId;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "event_feeds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The position of the last numbered event.
    pub position: i64,
    /// The position of the last event that was deleted because of its age.
    pub forgotten: i64,
    /// A counter that grows with every change of a fact. If it has grown since a check of plans began, the check is
    /// repeated.
    pub marks: i64,
    /// When the account's plans are checked next.
    pub look_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
