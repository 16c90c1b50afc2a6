//! Idempotency keys, each with the answer to the request that was carried out with it.

use chrono::{DateTime, Utc};
use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::AccountId;

/// The headers of an answer, as pairs of name and value.
#[derive(Clone, Debug, Default, Deserialize, Eq, FromJsonQueryResult, PartialEq, Serialize)]
#[serde(transparent)]
pub struct HeaderList(pub Vec<(String, String)>);

#[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: AccountId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub created_at: DateTime<Utc>,
    pub fingerprint: Vec<u8>,
    pub status: i16,
    #[sea_orm(column_type = "JsonBinary")]
    pub headers: HeaderList,
    pub body: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
