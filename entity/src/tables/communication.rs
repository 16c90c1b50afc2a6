//! Communications: what was sent, and what came back.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ApplicationId, CommunicationId, ContactId};

in_order! {
    /// A communication.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "communications")]
    #[expect(missing_docs, reason = "the columns are the fields of the communication in the API, which explains them")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommunicationId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub application_id: ApplicationId,
        pub direction: String,
        pub channel: String,
        pub purpose: String,
        pub at: DateTime<Utc>,
        pub contact_id: Option<ContactId>,
        pub decision_expected_on: Option<NaiveDate>,
        pub automatic: bool,
        pub needs_answer: bool,
        pub answer: Option<String>,
        pub bounced: bool,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of communications can be narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of which application.
    pub application_id: ApplicationId,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add(Column::ApplicationId.eq(filter.application_id))
}

owned!(CommunicationId, Filter, plans OfApplication(ApplicationId));

impl super::Fact for Model {}
