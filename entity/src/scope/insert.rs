//! New rows.
//!
//! Writing one that belongs to an application takes the application's horizon, if the application is there and has the
//! contacts that are named; then writes the row; then, of an interview, who leads it. Writing an application gives it a
//! horizon. On Postgres these are parts of one statement, each of which waits for the one before; on `SQLite` statements
//! that are sent together. They are a statement each on a distributed Postgres, where each goes to the one node that has
//! the account, while one that writes to several tables would be taken apart.

mod texts;

use database::{Connection, Dialect};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter, QuerySelect, QueryTrait, Statement, Value,
    sea_query::{Expr, ExprTrait, Query},
};

use super::Scope;
use crate::{
    ContactId, Error, Record, Result,
    tables::{Fact, Naming, Owned, Plans, Row, contact, interviewer, plan_horizon},
};

/// What a new row names beside its application.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ContactReferences<'a> {
    /// Contacts of the application.
    pub contacts: &'a [ContactId],
    /// Whether they lead the interview that the row is.
    pub lead: bool,
}

impl Scope {
    /// Writes a new row, as this account's.
    ///
    /// # Errors
    ///
    /// [`Error::Taken`] where a unique key has the value already, [`Error::Reference`] where the row names one that
    /// doesn't exist, a playbook of the account's own included, and what else the database says.
    pub async fn insert<R: Record>(&self, row: R) -> Result<R> {
        self.insert_with(row, ContactReferences::default()).await
    }

    /// Writes a new row of an application, which names contacts of that application.
    ///
    /// # Errors
    ///
    /// Those of [`Scope::insert`]; [`Error::Reference`] also where a contact is another application's.
    pub async fn insert_naming<R: Fact>(&self, row: R, contacts: &[ContactId]) -> Result<R> {
        self.insert_with(row, ContactReferences { contacts, lead: false }).await
    }

    pub(super) async fn insert_with<R: Record>(&self, row: R, named: ContactReferences<'_>) -> Result<R> {
        let alone = self.is_one_statement::<<R as Row>::Entity>() && row.own_playbook().is_none();
        if let (true, Connection::Pool(db)) = (alone, &self.db) {
            return self.insert_row(db, row, named).await;
        }
        let transaction = self.db.begin().await?;
        self.hold_playbook(&transaction, &row).await?;
        let row = self.insert_row(&transaction, row, named).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Whether a new row of this table, with what goes with it, is one statement. What writes to several tables is one
    /// on Postgres alone: there it saves the round trips; a distributed database would take it apart, and write each
    /// part by a transaction of two phases.
    fn is_one_statement<E: Owned>(&self) -> bool {
        match E::PLANS {
            Plans::None | Plans::OfCandidate => true,
            Plans::OfItself | Plans::OfApplication(_) => self.db.dialect().has_writing_ctes(),
        }
    }

    pub(crate) async fn insert_on<R: Record>(&self, db: &impl ConnectionTrait, row: R) -> Result<R> {
        self.insert_row(db, row, ContactReferences::default()).await
    }

    /// Writes a new row.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], and nothing is written, where the application isn't there or lacks one of the contacts.
    async fn insert_row<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        mut row: R,
        named: ContactReferences<'_>,
    ) -> Result<R> {
        row.restamp(self.account_id);
        let dialect = self.db.dialect();
        if !dialect.has_list_parameters() {
            insert_together(dialect, db, row.clone(), named).await?;
        } else if self.is_one_statement::<R::Entity>() {
            insert_at_once(dialect, db, row.clone(), named).await?;
        } else {
            self.insert_in_steps(db, row.clone(), named).await?;
        }
        Ok(row)
    }

    async fn insert_in_steps<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        row: R,
        named: ContactReferences<'_>,
    ) -> Result<()> {
        type Table<R> = <R as Row>::Entity;
        let id = row.id().into();
        let values = row.into_values();
        if let Plans::OfApplication(application) = Table::<R>::PLANS {
            let application = values[texts::position::<Table<R>>(application)].clone();
            self.outdate_naming(db, application, named.contacts).await?;
        }
        let mut new = Query::insert();
        new.into_table(Table::<R>::default()).columns(<Table<R> as EntityTrait>::Column::iter());
        db.execute(new.values(values.into_iter().map(Expr::value)).expect("each column has its value")).await?;
        if named.lead {
            self.insert_interviewers(db, id, named.contacts).await?;
        } else if let Plans::OfItself = Table::<R>::PLANS {
            self.insert_horizon(db, id).await?;
        }
        Ok(())
    }

    /// Outdates the plan of an application that has these contacts.
    async fn outdate_naming(
        &self,
        db: &impl ConnectionTrait,
        application: Value,
        contacts: &[ContactId],
    ) -> Result<()> {
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
        match db.execute(&outdated).await?.rows_affected() {
            0 => Err(Error::Reference),
            _ => Ok(()),
        }
    }

    /// The horizon that an application has from its first moment on.
    async fn insert_horizon(&self, db: &impl ConnectionTrait, application: Value) -> Result<()> {
        use plan_horizon::Column::{AccountId, ApplicationId, FactsVersion, MadeWith};
        let mut horizon = Query::insert();
        horizon.into_table(plan_horizon::Entity).columns([AccountId, ApplicationId, FactsVersion, MadeWith]);
        let values = [self.account_id.into(), application, 1_i64.into(), "".into()].map(Expr::value);
        db.execute(horizon.values(values).expect("each of the four columns has its value")).await?;
        Ok(())
    }

    /// Writes who leads an interview where nobody does yet.
    pub(super) async fn insert_interviewers(
        &self,
        db: &impl ConnectionTrait,
        interview: Value,
        contacts: &[ContactId],
    ) -> Result<()> {
        use interviewer::Column::{AccountId, ContactId, InterviewId, Position};
        if contacts.is_empty() {
            return Ok(());
        }
        let mut led = Query::insert();
        led.into_table(interviewer::Entity).columns([ContactId, Position, AccountId, InterviewId]);
        if self.db.dialect().is_distributed() {
            // Whose rows they are has to stand in each of them: from a query, they would be sorted by node first.
            for (place, contact) in (0_i32..).zip(contacts) {
                let row = [(*contact).into(), place.into(), self.account_id.into(), interview.clone()];
                led.values(row.map(Expr::value)).expect("each of the four columns has its value");
            }
        } else {
            let mut rows = self.db.dialect().enumerate_ids(contacts);
            rows.expr(Expr::value(self.account_id)).expr(Expr::value(interview));
            led.select_from(rows).expect("each of the four columns has its value");
        }
        db.execute(&led).await?;
        Ok(())
    }
}

/// Writes a row by one statement.
async fn insert_at_once<R: Record>(
    dialect: Dialect,
    db: &impl ConnectionTrait,
    row: R,
    named: ContactReferences<'_>,
) -> Result<()> {
    let statement = insert_statement(dialect, row, named, texts::one_statement::<R::Entity>);
    db.query_one_raw(statement).await?.map(drop).ok_or(Error::Reference)
}

/// Writes a row by statements that are sent together.
async fn insert_together<R: Record>(
    dialect: Dialect,
    db: &impl ConnectionTrait,
    row: R,
    named: ContactReferences<'_>,
) -> Result<()> {
    let statement = insert_statement(dialect, row, named, texts::statements::<R::Entity>);
    match db.execute_raw(statement).await?.rows_affected() {
        0 => Err(Error::Reference),
        _ => Ok(()),
    }
}

fn insert_statement<R: Record>(
    dialect: Dialect,
    row: R,
    named: ContactReferences<'_>,
    make: fn(Naming) -> String,
) -> Statement {
    let naming = named.naming();
    let text = R::Entity::insert_sql().get_or_init(dialect, naming as usize, || make(naming));
    let mut values = row.into_values();
    if !named.contacts.is_empty() {
        values.push(dialect.id_list(named.contacts.iter().copied()));
    }
    dialect.statement(text, values)
}

impl ContactReferences<'_> {
    fn naming(self) -> Naming {
        match self {
            Self { contacts: [], .. } => Naming::Nobody,
            Self { lead: false, .. } => Naming::Contacts,
            Self { lead: true, .. } => Naming::Leaders,
        }
    }
}
