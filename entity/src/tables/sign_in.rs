//! Which account and user an e-mail address and a password sign in to.
//!
//! Any number of users may have one address; all their hashes have the same salt and parameters, those of the first of
//! them. So address and password have one hash, by which the row is found. The price: if the parameters change some
//! day, those of an address stay what they are, for as long as it has a user.

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
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
