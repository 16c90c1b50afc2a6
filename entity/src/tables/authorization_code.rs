//! Authorization codes (RFC 6749, section 4.1), by the hash of their secret.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::{AccountId, AuthorizationCodeId, SessionId, UserId};

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "authorization_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuthorizationCodeId,
    pub user_id: UserId,
    /// The session that the exchange of the code started; `None` if it was not used.
    pub session_id: Option<SessionId>,
    pub secret_hash: String,
    /// The audience of the requested tokens.
    pub audience: String,
    pub client_id: String,
    pub client_name: String,
    pub redirect_uri: String,
    /// The PKCE code challenge (RFC 7636, method S256).
    pub code_challenge: String,
    /// The scopes that the user has granted, separated by spaces.
    pub scope: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
