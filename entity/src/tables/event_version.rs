//! The newest version of each event of a calendar that was applied.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, ApplicationId, InterviewId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "event_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The hash of the UID.
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: String,
    /// The original start, if it is an occurrence of a series; otherwise empty.
    #[sea_orm(primary_key, auto_increment = false)]
    pub recurrence: String,
    pub sequence: i64,
    pub stamped_at: Option<DateTime<Utc>>,
    /// The address of the first organizer.
    pub organizer: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
    pub cancelled: bool,
    pub application_id: ApplicationId,
    /// `None` if it was cancelled before it was imported.
    pub interview_id: Option<InterviewId>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
