//! The bodies of deliveries. They are deleted after some time.

use sea_orm::entity::prelude::*;

use super::idempotency_key::HeaderList;
use crate::{AccountId, DeliveryId};

#[derive(Clone, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "delivery_bodies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeliveryId,
    /// The headers that are needed to read the body.
    #[sea_orm(column_type = "JsonBinary")]
    pub headers: HeaderList,
    pub body: Vec<u8>,
}

// It is about people.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeliveryBody").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
