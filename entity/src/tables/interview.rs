//! Interviews, past and to come.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{Condition, entity::prelude::*};
use serde::Deserialize;

use super::{TextList, in_order, owned, remotely_named};
use crate::{AccountId, ApplicationId, InterviewId};

in_order! {
    /// An interview.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "interviews")]
    #[expect(missing_docs, reason = "the columns are the fields of the interview in the API, which explains them")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InterviewId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub remote_id: Option<String>,
        pub application_id: ApplicationId,
        pub kind: String,
        pub medium: String,
        pub starts_at: DateTime<Utc>,
        pub ends_at: DateTime<Utc>,
        pub status: String,
        pub rapport: String,
        pub decision_expected_on: Option<NaiveDate>,
        pub respond_by: Option<DateTime<Utc>>,
        #[sea_orm(column_type = "JsonBinary")]
        pub talking_points: TextList,
        #[sea_orm(column_type = "JsonBinary")]
        pub points_to_clarify: TextList,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of interviews can be narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of which application.
    pub application_id: ApplicationId,
    /// The client's own id.
    pub remote_id: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all()
        .add(Column::ApplicationId.eq(filter.application_id))
        .add_option(filter.remote_id.as_ref().map(|id| Column::RemoteId.eq(id)))
}

owned!(InterviewId, Filter, plans OfApplication(ApplicationId));
remotely_named!(InterviewId);

impl super::Fact for Model {}
