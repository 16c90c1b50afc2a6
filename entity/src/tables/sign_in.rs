//! Which account and user an e-mail address signs in to.

use sea_orm::entity::prelude::*;

use super::user;
use crate::{AccountId, UserId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub email: String,
    pub account_id: AccountId,
    pub user_id: UserId,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "user::Entity",
        from = "(Column::AccountId, Column::UserId)",
        to = "(user::Column::AccountId, user::Column::Id)"
    )]
    User,
}

impl Related<user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
