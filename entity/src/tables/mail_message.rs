//! Mails that were imported. Later mails of the same threads are matched with them.

use sea_orm::entity::prelude::*;

use crate::{AccountId, ApplicationId, CommunicationId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "mail_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The hash of the Message-ID.
    #[sea_orm(primary_key, auto_increment = false)]
    pub message: String,
    pub application_id: ApplicationId,
    /// The communication that records it, if there is one.
    pub communication_id: Option<CommunicationId>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
