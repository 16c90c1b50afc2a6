//! New facts: applications, and their contacts, interviews, communications.
//!
//! Writing one that belongs to an application takes the application's horizon, if the application is there and has the
//! contacts that are named; then writes the row; then, of an interview, who leads it. Writing an application gives it a
//! horizon. On Postgres these are parts of one statement, each of which waits for the one before; on `SQLite`, where round
//! trips cost nothing, they are a statement each.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    Value,
    sea_query::{
        CommonTableExpression, Expr, ExprTrait, InsertStatement, IntoIden, IntoTableRef, Query, SelectStatement,
        SubQueryStatement, UpdateStatement, WithClause,
    },
};

use super::{Column, Scope, columns};
use crate::{
    ContactId, Error, InterviewId, Result,
    json::numbered,
    tables::{contact, interviewer, plan_horizon},
};

/// What a new row names beside its application.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named<'a> {
    /// Contacts of the application.
    pub contacts: &'a [ContactId],
    /// The interview that they lead, if that is the row.
    pub lead: Option<InterviewId>,
}

/// The part of a statement that takes the horizon.
const OUTDATED: &str = "outdated";

/// The part of a statement that writes the row.
const WRITTEN: &str = "written";

impl Scope {
    /// Writes a row of an application, whose id is in this column.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], and nothing is written, where the application isn't there or lacks one of the contacts.
    pub(super) async fn insert_fact<A: ActiveModelTrait>(
        &self,
        db: &impl ConnectionTrait,
        row: A,
        application: <A::Entity as EntityTrait>::Column,
        named: Named<'_>,
    ) -> Result<()> {
        let application = row.get(application).into_value().ok_or(Error::Reference)?;
        let mut outdated = self.outdating_naming(application, named.contacts);
        let (columns, mut values) = columns_and_values(&row);
        let written = |values| insert(A::Entity::default(), columns, values);
        let interview = named.lead.filter(|_| !named.contacts.is_empty());
        let led = interview.map(|interview| self.leading(db.get_database_backend(), interview, named.contacts));

        if db.get_database_backend() == DbBackend::Postgres {
            outdated.returning_col(plan_horizon::Column::ApplicationId);
            let mut written = written(values.from(OUTDATED).to_owned());
            written.returning_col("id");
            let mut parts = WithClause::new();
            parts.cte(part(OUTDATED, outdated)).cte(part(WRITTEN, written));
            if let Some(mut led) = led {
                parts.cte(part("led", insert_leading(led.from(WRITTEN).to_owned())));
            }
            let whole = parts.query(Query::select().column("id").from(WRITTEN).to_owned());
            return db.query_one(&whole).await?.map(drop).ok_or(Error::Reference);
        }
        if db.execute(&outdated).await?.rows_affected() == 0 {
            return Err(Error::Reference);
        }
        db.execute(&written(values)).await?;
        if let Some(led) = led {
            db.execute(&insert_leading(led)).await?;
        }
        Ok(())
    }

    /// Writes an application, and the horizon that it has from its first moment on.
    pub(super) async fn insert_application<A: ActiveModelTrait>(
        &self,
        db: &impl ConnectionTrait,
        row: A,
        id: Value,
    ) -> Result<()> {
        use plan_horizon::Column::{AccountId, ApplicationId, FactsVersion, MadeWith};
        let (columns, values) = columns_and_values(&row);
        let mut written = insert(A::Entity::default(), columns, values);
        let mut nothing = Query::select();
        nothing.exprs([Expr::value(self.account_id), Expr::value(id), Expr::value(1_i64), Expr::value("")]);
        let horizon = |rows| insert(plan_horizon::Entity, [AccountId, ApplicationId, FactsVersion, MadeWith], rows);
        if db.get_database_backend() == DbBackend::Postgres {
            let mut parts = WithClause::new();
            parts.cte(part(WRITTEN, written.returning_col("id").to_owned()));
            db.execute(&parts.query(horizon(nothing.from(WRITTEN).to_owned()))).await?;
        } else {
            db.execute(&written).await?;
            db.execute(&horizon(nothing)).await?;
        }
        Ok(())
    }

    /// Outdates the plan of an application that has these contacts.
    fn outdating_naming(&self, application: Value, contacts: &[ContactId]) -> UpdateStatement {
        let mut outdated = self.outdating(plan_horizon::Column::ApplicationId.eq(application.clone()));
        if !contacts.is_empty() {
            let there = self
                .find::<contact::Entity>()
                .filter(contact::Column::ApplicationId.eq(application))
                .filter(self.one_of(contact::Column::Id.into_expr(), contacts.iter().copied()))
                .select_only()
                .expr(contact::Column::Id.count())
                .into_query();
            let all = i64::try_from(contacts.len()).unwrap_or(i64::MAX);
            outdated.and_where(Expr::value(all).eq(Expr::from(there)));
        }
        outdated
    }

    /// Who leads an interview, in their order, as rows.
    fn leading(&self, backend: DbBackend, interview: InterviewId, contacts: &[ContactId]) -> SelectStatement {
        let mut rows = numbered(backend, contacts);
        rows.expr(Expr::value(self.account_id)).expr(Expr::value(interview)).to_owned()
    }

    /// Writes who leads an interview where nobody does yet.
    pub(super) async fn insert_interviewers(
        &self,
        db: &impl ConnectionTrait,
        interview: InterviewId,
        contacts: &[ContactId],
    ) -> Result<()> {
        if !contacts.is_empty() {
            db.execute(&insert_leading(self.leading(db.get_database_backend(), interview, contacts))).await?;
        }
        Ok(())
    }
}

/// The columns of a row, and a query that gives their values.
fn columns_and_values<A: ActiveModelTrait>(row: &A) -> (Vec<Column<A>>, SelectStatement) {
    let (columns, values): (Vec<_>, Vec<_>) = columns(row).unzip();
    (columns, Query::select().exprs(values.into_iter().map(Expr::value)).to_owned())
}

fn insert_leading(rows: SelectStatement) -> InsertStatement {
    use interviewer::Column::{AccountId, ContactId, InterviewId, Position};
    insert(interviewer::Entity, [ContactId, Position, AccountId, InterviewId], rows)
}

fn insert(
    table: impl IntoTableRef,
    columns: impl IntoIterator<Item = impl IntoIden>,
    rows: SelectStatement,
) -> InsertStatement {
    let mut insert = Query::insert();
    insert.into_table(table).columns(columns);
    insert.select_from(rows).expect("a row has a value for each of its columns");
    insert
}

fn part(name: &'static str, query: impl Into<SubQueryStatement>) -> CommonTableExpression {
    CommonTableExpression::new().table_name(name).query(query).to_owned()
}
