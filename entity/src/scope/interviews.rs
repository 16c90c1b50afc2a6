//! Interviews with their interviewers.

use database::PositionalRow;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Asterisk, Expr, ExprTrait, IntoCondition, LikeExpr, Query},
};

use super::{ListOrder, Page, Scope, insert::ContactReferences};
use crate::{
    ContactId, Interview, InterviewFilter, InterviewId, Record, RemoteRecord, Result,
    tables::{
        PositionalColumns, cells,
        interview::{Column, Entity},
        interviewer,
    },
};

/// An interview with its interviewers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InterviewWithInterviewers {
    pub interview: Interview,
    /// The interviewers, in order.
    pub interviewer_ids: Vec<ContactId>,
}

/// The alias of the column with the interviewers' ids.
const INTERVIEWER_IDS: &str = "interviewer_ids";

impl Scope {
    /// The interview with this id; `None` if the account does not have it.
    pub async fn interview(&self, id: InterviewId) -> Result<Option<InterviewWithInterviewers>> {
        Ok(self.read_interviews(self.select_interviews(Column::Id.eq(id))).await?.pop())
    }

    /// The interview with this remote id; `None` if the account does not have it.
    pub async fn interview_by_remote_id(&self, remote_id: &str) -> Result<Option<InterviewWithInterviewers>> {
        Ok(self.read_interviews(self.select_interviews(Interview::has_remote_id(remote_id))).await?.pop())
    }

    /// The interviews with these remote ids, in no particular order. Remote ids without an interview are skipped.
    pub async fn interviews_by_remote_ids(&self, remote_ids: &[&str]) -> Result<Vec<InterviewWithInterviewers>> {
        if remote_ids.is_empty() {
            return Ok(Vec::new());
        }
        self.read_interviews(
            self.select_interviews(self.db.dialect().is_one_of_many_texts(Interview::remote_id_column(), remote_ids)),
        )
        .await
    }

    /// The interviews whose remote ids start with this text.
    pub async fn interviews_beginning_with(&self, beginning: &str) -> Result<Vec<InterviewWithInterviewers>> {
        let mut pattern = String::with_capacity(beginning.len() + 1);
        for c in beginning.chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern.push('%');
        let begins = Expr::col((Entity, Column::RemoteId)).like(LikeExpr::new(pattern).escape('\\'));
        let mut found = self.read_interviews(self.select_interviews(begins)).await?;
        // LIKE ignores case on SQLite.
        found.retain(|row| row.interview.remote_id.as_ref().is_some_and(|id| id.starts_with(beginning)));
        Ok(found)
    }

    /// Up to `limit` interviews that match the filter, or all interviews without a filter, in this order.
    pub async fn interviews(
        &self,
        filter: Option<&InterviewFilter>,
        order: impl Into<ListOrder<InterviewId>>,
        limit: u64,
    ) -> Result<Page<InterviewWithInterviewers>> {
        let order = order.into();
        let application_condition =
            filter.and_then(|filter| self.application_condition::<Entity>(&filter.by_application));
        let which = Condition::all().add_option(filter.map(Interview::condition)).add_option(application_condition);
        let which = which.add(order.condition::<Entity>());
        let query = order.columns::<Entity>().into_iter().fold(self.select_interviews(which), QueryOrder::order_by_asc);
        let query = query.limit(limit + 1);
        Ok(Page::new(self.read_interviews(query).await?, limit))
    }

    async fn read_interviews(&self, query: Select<Entity>) -> Result<Vec<InterviewWithInterviewers>> {
        let rows = self.db.query_all(query.as_query()).await?;
        let read = |row| {
            let mut row = PositionalRow::new(row)?;
            Ok(InterviewWithInterviewers {
                interview: Interview::read(&mut row)?,
                interviewer_ids: cells::read(&mut row)?,
            })
        };
        Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
    }

    fn select_interviews(&self, which: impl IntoCondition) -> Select<Entity> {
        let dialect = self.db.dialect();
        let of_interviewer = |column: interviewer::Column| Expr::col((interviewer::Entity, column));
        let interviewers = Query::select()
            .column(Asterisk)
            .from(interviewer::Entity)
            .and_where(of_interviewer(interviewer::Column::AccountId).eq(self.account_id))
            .and_where(of_interviewer(interviewer::Column::InterviewId).equals((Entity, Column::Id)))
            .order_by(interviewer::Column::Position, Order::Asc)
            .to_owned();
        let ids = dialect.json_list("led", dialect.json_id("led", interviewer::Column::ContactId), interviewers);
        let columns = Expr::cust(Interview::select_list(dialect));
        self.find::<Entity>().select_only().expr(columns).filter(which).expr_as(ids, INTERVIEWER_IDS)
    }

    /// Inserts an interview with its interviewers.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert_naming`].
    pub async fn insert_interview(&self, row: Interview, interviewers: &[ContactId]) -> Result<Interview> {
        self.insert_with(row, ContactReferences { contacts: interviewers, lead: true }).await
    }

    /// Writes the next version of an interview, with its interviewers.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::update`].
    pub async fn update_interview(&self, row: Interview, interviewers: &[ContactId]) -> Result<Interview> {
        let transaction = self.db.begin().await?;
        let row = self.update_on(&transaction, row).await?;
        interviewer::Entity::delete_many()
            .filter(interviewer::Column::AccountId.eq(self.account_id))
            .filter(interviewer::Column::InterviewId.eq(row.stamp.id))
            .exec(&transaction)
            .await?;
        self.insert_interviewers(&transaction, self.new_interviewers(row.stamp.id, interviewers)).await?;
        transaction.commit().await?;
        Ok(row)
    }
}
