//! Search blocks: each says which texts may occur in a few hundred consecutive rows of a list.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::AccountId;

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "search_blocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    /// The table.
    #[sea_orm(primary_key, auto_increment = false)]
    pub searched: String,
    /// The id of the last row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub last_id: Uuid,
    /// The id after which the first row comes.
    pub after_id: Uuid,
    /// The number of times that the block was invalidated.
    pub version: i64,
    pub made_at: DateTime<Utc>,
    /// The bits of the sequences of three characters that occur in the rows. Empty if the block is invalid.
    pub bits: Vec<u8>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
