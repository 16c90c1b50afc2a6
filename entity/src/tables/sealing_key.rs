//! The keys with which the service encrypts secrets of connections. They belong to the service, not to an account.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "sealing_keys")]
pub struct Model {
    /// Its id, which precedes each encrypted text.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: Vec<u8>,
    pub created_at: DateTime<Utc>,
}

// The key stays out of logs.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealingKey").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
