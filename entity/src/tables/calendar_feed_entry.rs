//! The events that calendar feeds have shown.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use super::positional_columns;
use crate::{AccountId, ApplicationId, CalendarFeedId};

positional_columns! {
    /// An event that a calendar feed has shown, in the form in which it was last shown.
    #[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
    #[sea_orm(table_name = "calendar_feed_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub feed_id: CalendarFeedId,
        /// The `UID` of the event.
        #[sea_orm(primary_key, auto_increment = false)]
        pub uid: Uuid,
        pub application_id: ApplicationId,
        /// A fingerprint of its content.
        pub content: Uuid,
        /// The number of its changes.
        pub sequence: i32,
        pub changed_at: DateTime<Utc>,
        /// When it was cancelled; `None` if it takes place.
        pub cancelled_at: Option<DateTime<Utc>>,
        pub starts_at: DateTime<Utc>,
        pub ends_at: DateTime<Utc>,
        /// Its title. Empty if its application was deleted.
        pub summary: String,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
