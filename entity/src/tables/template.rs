//! The account's own templates.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};

use super::{in_order, owned};
use crate::{AccountId, TemplateId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Eq, PartialEq)]
    #[sea_orm(table_name = "templates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        /// The id. It never leaves the service.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TemplateId,
        /// The number of the version, from 1.
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        /// The key by which clients name it. It never changes.
        pub key: String,
        /// The kind of message.
        pub kind: String,
        /// The channel of its messages.
        pub channel: String,
        /// The whole document of the client, including the key.
        #[sea_orm(column_type = "JsonBinary")]
        pub body: Json,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The filter of a list of templates.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The kind of message.
    pub kind: Option<String>,
    /// The channel of the messages.
    pub channel: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.kind.as_ref().map(|kind| Column::Kind.eq(kind)))
        .add_option(filter.channel.as_ref().map(|channel| Column::Channel.eq(channel)))
}

owned!(TemplateId, Filter);
