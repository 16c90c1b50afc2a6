//! Contacts: people at the employer.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{TextList, in_order, owned, remotely_named};
use crate::{AccountId, ApplicationId, ContactId};

in_order! {
    /// A contact.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "contacts")]
    #[expect(missing_docs, reason = "the columns are the fields of the contact in the API, which explains them")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContactId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub remote_id: Option<String>,
        pub application_id: ApplicationId,
        pub name: Option<String>,
        pub role: String,
        pub email: Option<String>,
        pub phone: Option<String>,
        pub linkedin_connected: bool,
        pub given_name: Option<String>,
        pub family_name: Option<String>,
        pub title: Option<String>,
        pub address: Option<String>,
        pub left: bool,
        #[sea_orm(column_type = "JsonBinary")]
        pub undeliverable: TextList,
        pub postal_address: Option<String>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of contacts can be narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    /// At which application's employer.
    pub application_id: ApplicationId,
    /// The client's own id.
    pub remote_id: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add(Column::ApplicationId.eq(filter.application_id))
        .add_option(filter.remote_id.as_ref().map(|id| Column::RemoteId.eq(id)))
}

owned!(ContactId, Filter, plans OfApplication(ApplicationId));
remotely_named!(Model: ContactId);
