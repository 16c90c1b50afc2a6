//! What is known of the texts of some hundred rows that follow each other in a list.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::AccountId;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "search_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// Which table's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub searched: String,
    /// The last row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub last_id: Uuid,
    /// The id behind which the first row comes.
    pub after_id: Uuid,
    /// Counts how often what was known became void.
    pub version: i64,
    pub made_at: DateTime<Utc>,
    /// Which three characters occur in a row; empty, if that isn't known.
    pub bits: Vec<u8>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
