//! What came in by connections, without the bodies.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ConnectionId, DeliveryId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "deliveries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        pub version: i64,
        /// When it came in.
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub connection_id: ConnectionId,
        /// The same for every attempt to deliver it.
        pub dedupe_key: String,
        /// What its signature covers.
        pub covers: String,
        pub by_previous_secret: bool,
        /// What the source calls it.
        pub event: Option<String>,
        pub state: String,
        /// What came of it.
        #[sea_orm(column_type = "JsonBinary", nullable)]
        pub result: Option<Json>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of deliveries can be narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    pub connection_id: ConnectionId,
    pub state: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add(Column::ConnectionId.eq(filter.connection_id))
        .add_option(filter.state.as_ref().map(|state| Column::State.eq(state)))
}

owned!(DeliveryId, Filter);
