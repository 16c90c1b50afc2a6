//! Steps that have fallen due, and that no mail has named yet.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use uuid::Uuid;

use crate::{AccountId, ApplicationId, CandidateId, EventId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "reminder_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The id of its event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    pub candidate_id: CandidateId,
    pub application_id: ApplicationId,
    pub step_id: String,
    /// Since when it has been due.
    pub since: DateTime<Utc>,
    /// The mail that it is being sent with.
    pub mail_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
