//! The account and user that belong to an e-mail address and a password.
//!
//! Several users may have one address. Their hashes have the same salt and parameters, those of the address's first
//! user. So there is one hash for an address and a password, and the row is found by it. The disadvantage: new
//! parameters do not apply to an address as long as it has a user.

use sea_orm::entity::prelude::*;

use crate::{AccountId, UserId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub email: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub password_hash: String,
    pub account_id: AccountId,
    pub user_id: UserId,
    pub disabled: bool,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
