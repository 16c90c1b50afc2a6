//! Messages: what candidates write, and whether it went out.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{in_order, owned};
use crate::{AccountId, ApplicationId, CommunicationId, ContactId, InterviewId, MessageId};

in_order! {
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub application_id: ApplicationId,
        pub interview_id: Option<InterviewId>,
        pub contact_id: Option<ContactId>,
        pub step_id: Option<String>,
        pub kind: String,
        pub channel: String,
        pub via: String,
        pub tone: String,
        pub locale: String,
        #[sea_orm(column_type = "JsonBinary")]
        pub texts: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub findings: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub missing: Json,
        pub sent_at: Option<DateTime<Utc>>,
        pub communication_id: Option<CommunicationId>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of messages can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub application_id: Option<ApplicationId>,
    /// Whether they went out.
    pub sent: Option<bool>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add_option(filter.application_id.map(|id| Column::ApplicationId.eq(id)))
        .add_option(filter.sent.map(|sent| if sent { Column::SentAt.is_not_null() } else { Column::SentAt.is_null() }))
}

owned!(MessageId, Filter);
