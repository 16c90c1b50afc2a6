//! The further applications of contacts. The application that a contact was created for is in the contact's own row.

use planning::facts::Role;
use sea_orm::entity::prelude::*;
use serde::Deserialize;

use super::{cells::Cell, positional_columns};
use crate::{AccountId, ApplicationId, ContactId};

positional_columns! {
    /// A further application of a contact.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "application_contacts")]
    pub struct Model {
        /// The account.
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        /// The application.
        #[sea_orm(primary_key, auto_increment = false)]
        pub application_id: ApplicationId,
        /// The contact.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contact_id: ContactId,
        /// The contact's role in this application.
        pub role: Cell<Role>,
        /// When the contact was added to the application.
        #[serde(deserialize_with = "crate::tables::times::utc")]
        pub created_at: chrono::DateTime<chrono::Utc>,
    }
}

#[derive(Clone, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
