//! Candidates: who applies and writes.

use chrono::{DateTime, Utc};
use sea_orm::{Condition, ExprTrait, entity::prelude::*, sea_query::Func};
use serde::Deserialize;

use super::{TextList, containing, in_order, owned, remotely_named};
use crate::{AccountId, CandidateId};

in_order! {
    /// A candidate.
    #[derive(Clone, Debug, DeriveEntityModel, Deserialize, Eq, PartialEq)]
    #[sea_orm(table_name = "candidates")]
    #[expect(missing_docs, reason = "the columns are the fields of the candidate in the API, which explains them")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CandidateId,
        pub version: i64,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub remote_id: Option<String>,
        pub name: Option<String>,
        pub email: Option<String>,
        pub phone: Option<String>,
        pub linkedin_url: Option<String>,
        pub preferred_channel: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        pub strengths: TextList,
        #[sea_orm(column_type = "JsonBinary")]
        pub goals: TextList,
        pub time_zone: Option<String>,
        pub locale: Option<String>,
        pub postal_address: Option<String>,
    }
}

#[derive(Clone, Copy, Debug, DeriveRelation, EnumIter)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a list of candidates can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The client's own id.
    pub remote_id: Option<String>,
    /// Text in the name or the e-mail address, whatever its case.
    pub text: Option<String>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add_option(filter.remote_id.as_ref().map(|id| Column::RemoteId.eq(id))).add_option(
        filter.text.as_deref().map(|text| {
            Condition::any()
                .add(Expr::expr(Func::lower(Expr::col(Column::Name))).like(containing(text)))
                .add(Expr::expr(Func::lower(Expr::col(Column::Email))).like(containing(text)))
        }),
    )
}

owned!(CandidateId, Filter, plans OfCandidate, searched |row| [row.name.as_deref(), row.email.as_deref()]);
remotely_named!(Model: CandidateId);
