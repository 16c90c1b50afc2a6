//! The keys that sign access tokens: the service's own, of no account.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A signing key as it is kept.
#[derive(Clone, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "signing_keys")]
pub struct Model {
    /// Its id, which the `kid` of tokens names.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The private key, as a PKCS#8 document.
    pub private_key: Vec<u8>,
    pub created_at: DateTime<Utc>,
    /// From when on it signs.
    pub signs_from: DateTime<Utc>,
    /// From when on nothing that it signed is taken; none, as long as nothing replaces it.
    pub retires_at: Option<DateTime<Utc>>,
}

// The private key stays out of logs.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
