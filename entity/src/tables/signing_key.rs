//! The keys that sign access tokens. They belong to the service, not to an account.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A stored signing key.
#[derive(Clone, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "signing_keys")]
pub struct Model {
    /// The id that the `kid` of tokens names.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The private key, as a PKCS#8 document.
    pub private_key: Vec<u8>,
    pub created_at: DateTime<Utc>,
    /// When it begins to sign.
    pub signs_from: DateTime<Utc>,
    /// When its signatures stop being accepted. `None` until another key replaces it.
    pub retires_at: Option<DateTime<Utc>>,
}

// The private key must not appear in logs.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
