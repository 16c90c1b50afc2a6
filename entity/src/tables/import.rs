//! What was imported: invitations and mails.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ApplicationId, ConnectionId, ImportId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "imports")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ImportId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        /// The hash of what was imported: the same is imported once.
        pub digest: String,
        /// By which connection it came in, if by one.
        pub connection_id: Option<ConnectionId>,
        /// The application that it belongs to, once that is known.
        pub application_id: Option<ApplicationId>,
        pub state: String,
        /// What was found, and what was made of it.
        #[sea_orm(column_type = "JsonBinary")]
        pub content: Json,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of imports can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add_option(filter.state.as_ref().map(|state| Column::State.eq(state)))
}

owned!(ImportId, Filter);
