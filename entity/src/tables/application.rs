//! Applications: who applied where, for what.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{Condition, ExprTrait, entity::prelude::*, sea_query::Func};
use serde::Deserialize;

use super::{OfferList, TextList, containing, in_order, owned, remotely_named};
use crate::{AccountId, ApplicationId, CandidateId};

in_order! {
    /// An application.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "applications")]
    #[expect(missing_docs, reason = "the columns are the fields of the application in the API, which explains them")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ApplicationId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub remote_id: Option<String>,
        pub candidate_id: CandidateId,
        pub company_name: String,
        pub company_sector: String,
        pub company_culture: String,
        pub company_main_phone: Option<String>,
        pub company_postal_address: Option<String>,
        pub position_title: String,
        pub position_seniority: String,
        pub applied_on: Option<NaiveDate>,
        pub urgent: bool,
        #[sea_orm(column_type = "JsonBinary")]
        pub forbidden_channels: TextList,
        pub time_zone: String,
        pub holiday_calendar: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        pub closures: TextList,
        pub outcome_kind: Option<String>,
        pub outcome_at: Option<DateTime<Utc>>,
        pub outcome_respond_by: Option<DateTime<Utc>>,
        #[sea_orm(column_type = "JsonBinary")]
        pub competing_offers: OfferList,
        pub accepted_elsewhere_at: Option<DateTime<Utc>>,
        #[sea_orm(column_type = "JsonBinary")]
        pub strengths: TextList,
        pub locale: Option<String>,
        /// The key of the built-in playbook that it follows.
        pub built_in_playbook: Option<String>,
        /// The key of the account's own playbook that it follows.
        pub own_playbook: Option<String>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of applications can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Whose applications.
    pub candidate_id: Option<CandidateId>,
    /// The client's own id.
    pub remote_id: Option<String>,
    /// How it ended; the inner none stands for those that haven't.
    pub outcome: Option<Option<String>>,
    /// The key of the playbook that it names.
    pub playbook: Option<String>,
    /// Text in the company's name, whatever its case.
    pub company: Option<String>,
    /// Text in the company's name or the position's title, whatever its case.
    pub text: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    let company = |text: &str| Expr::expr(Func::lower(Expr::col(Column::CompanyName))).like(containing(text));
    let position = |text: &str| Expr::expr(Func::lower(Expr::col(Column::PositionTitle))).like(containing(text));
    Condition::all()
        .add_option(filter.candidate_id.map(|id| Column::CandidateId.eq(id)))
        .add_option(filter.remote_id.as_ref().map(|id| Column::RemoteId.eq(id)))
        .add_option(filter.outcome.as_ref().map(|outcome| match outcome {
            Some(kind) => Column::OutcomeKind.eq(kind),
            None => Column::OutcomeKind.is_null(),
        }))
        .add_option(
            filter
                .playbook
                .as_ref()
                .map(|key| Condition::any().add(Column::BuiltInPlaybook.eq(key)).add(Column::OwnPlaybook.eq(key))),
        )
        .add_option(filter.company.as_deref().map(company))
        .add_option(filter.text.as_deref().map(|text| Condition::any().add(company(text)).add(position(text))))
}

owned!(
    ApplicationId, Filter, plans OfItself, follows own_playbook,
    searched |row| [Some(row.company_name.as_str()), Some(row.position_title.as_str())]
);
remotely_named!(Model: ApplicationId);
