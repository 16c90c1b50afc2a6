//! Who leads which interview.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use super::in_order;
use crate::{AccountId, ContactId, InterviewId};

in_order! {
    /// A contact in an interview.
    #[derive(Clone, Copy, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "interviewers")]
    pub struct Model {
        /// Whose row it is.
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub interview_id: InterviewId,
        /// The contact.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contact_id: ContactId,
        /// The contact's place in the interview's list, from 0.
        pub position: i32,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
