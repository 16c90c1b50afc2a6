//! The interviewers of interviews.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use super::positional_columns;
use crate::{AccountId, ContactId, InterviewId};

positional_columns! {
    /// An interviewer of an interview.
    #[derive(Clone, Copy, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "interviewers")]
    pub struct Model {
        /// The account.
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub interview_id: InterviewId,
        /// The contact.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contact_id: ContactId,
        /// The position of the interviewer in the interview's list, from 0.
        pub position: i32,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
