//! The account's own templates.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, TemplateId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "templates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        /// Its id, which stays within the service.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TemplateId,
        /// The number of the version, from 1.
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        /// By which clients name it; it never changes.
        pub key: String,
        /// The kind of message.
        pub kind: String,
        /// How its messages go out.
        pub channel: String,
        /// All that the client wrote, the key included.
        #[sea_orm(column_type = "JsonBinary")]
        pub body: Json,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of templates can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What their messages are for.
    pub kind: Option<String>,
    /// How their messages go out.
    pub channel: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.kind.as_ref().map(|kind| Column::Kind.eq(kind)))
        .add_option(filter.channel.as_ref().map(|channel| Column::Channel.eq(channel)))
}

owned!(TemplateId, Filter);
