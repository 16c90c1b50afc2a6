//! Inserting rows.
//!
//! To insert a row of an application, first the application's horizon is locked and marked as outdated, provided that
//! the application exists and has the contacts that the row names. Then the row is written, and for an interview its
//! interviewers. A new application gets a horizon. Then the event of the row is written. On Postgres these
//! are parts of one statement, in this order. On `SQLite` they are statements that are sent together. On a distributed
//! Postgres they are sent one by one: it sends a statement for one account to one node, but splits a statement that
//! writes to several tables.

mod texts;

use database::{Connection, Dialect};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Iterable, Statement, Value,
    sea_query::{ArrayType, Expr, Query},
};

use uuid::Uuid;

use super::{
    Scope,
    change_events::{self, ChangeKind},
};
use crate::{
    ContactId, Error, EventId, InterviewId, Interviewer, Record, Result,
    tables::{
        AccountTable, DependentPlans, InsertStatement, PositionalColumns, ReferencesContacts, Row, interviewer,
        plan_horizon,
    },
};

/// The contacts that a new row names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ContactReferences<'a> {
    /// Contacts of the application.
    pub contacts: &'a [ContactId],
    /// Whether the row is an interview and the contacts are its interviewers.
    pub lead: bool,
}

impl Scope {
    /// Inserts a row of this account.
    ///
    /// # Errors
    ///
    /// [`Error::DuplicateKey`], if another row has the same unique key; [`Error::Reference`], if the row refers to one
    /// that does not exist, such as a playbook; and any other error of the database.
    pub async fn insert<R: Record>(&self, row: R) -> Result<R> {
        self.insert_with(row, ContactReferences::default()).await
    }

    /// Inserts a row of an application that names contacts of the same application.
    ///
    /// # Errors
    ///
    /// The errors of [`Scope::insert`]; [`Error::Reference`] also for a contact of another application.
    pub async fn insert_naming<R: ReferencesContacts>(&self, row: R, contacts: &[ContactId]) -> Result<R> {
        self.insert_with(row, ContactReferences { contacts, lead: false }).await
    }

    pub(super) async fn insert_with<R: Record>(&self, mut row: R, named: ContactReferences<'_>) -> Result<R> {
        let alone = self.is_one_statement::<<R as Row>::Entity>() && row.own_playbook().is_none();
        if let (true, Connection::Pool(db)) = (alone, &self.db) {
            row.restamp(self.account_id);
            let statement = insert_statement(db.dialect(), row.clone(), named);
            db.execute_in_transaction(statement).await?.map(drop).ok_or(Error::Reference)?;
            return Ok(row);
        }
        let transaction = self.db.begin().await?;
        self.hold_playbook(&transaction, &row).await?;
        let row = self.insert_row(&transaction, row, named).await?;
        transaction.commit().await?;
        Ok(row)
    }

    /// Whether a row of this table and the rows that belong to it are inserted by what [`insert_statement`] returns,
    /// which saves round trips. A distributed database would split a statement that writes to several tables and write
    /// each part with a two-phase commit.
    fn is_one_statement<E: AccountTable>(&self) -> bool {
        let alone = matches!(E::PLANS, DependentPlans::None | DependentPlans::AllOfCandidate) && E::RESOURCE.is_none();
        alone || !self.db.dialect().is_distributed()
    }

    pub(crate) async fn insert_on<R: Record>(&self, db: &impl ConnectionTrait, row: R) -> Result<R> {
        self.insert_row(db, row, ContactReferences::default()).await
    }

    /// Inserts a row.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if the application does not exist or lacks one of the contacts. Then nothing is written.
    async fn insert_row<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        mut row: R,
        named: ContactReferences<'_>,
    ) -> Result<R> {
        row.restamp(self.account_id);
        if self.is_one_statement::<R::Entity>() {
            let statement = insert_statement(self.db.dialect(), row.clone(), named);
            db.query_one_raw(statement).await?.map(drop).ok_or(Error::Reference)?;
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
        let row_id = row.id();
        let id = row_id.into();
        let values = row.into_values();
        if let Some(application) = Table::<R>::PLANS.application() {
            let application = values[texts::position::<Table<R>>(application)].clone();
            self.outdate_naming(db, application, named.contacts).await?;
        }
        let event = change_events::event_of::<Table<R>>(ChangeKind::Created, &values, self.now);
        let mut new = Query::insert();
        new.into_table(Table::<R>::default()).columns(<Table<R> as EntityTrait>::Column::iter());
        db.execute(new.values(values.into_iter().map(Expr::value)).expect("each column has its value")).await?;
        if named.lead {
            let interview = InterviewId::from(Into::<Uuid>::into(row_id));
            self.insert_interviewers(db, self.new_interviewers(interview, named.contacts)).await?;
        } else if let DependentPlans::Own = Table::<R>::PLANS {
            self.insert_horizon(db, id).await?;
        }
        self.write_event(db, event).await
    }

    /// Marks the plan of an application as outdated, if the application has these contacts.
    async fn outdate_naming(
        &self,
        db: &impl ConnectionTrait,
        application: Value,
        contacts: &[ContactId],
    ) -> Result<()> {
        let outdated = self.mark_outdated_statement(plan_horizon::Column::ApplicationId.eq(application.clone()));
        let exists = db.execute(&outdated).await?.rows_affected() > 0;
        if exists && self.find_contacts_on(db, application, contacts).await?.len() == contacts.len() {
            Ok(())
        } else {
            Err(Error::Reference)
        }
    }

    /// The horizon of a new application.
    async fn insert_horizon(&self, db: &impl ConnectionTrait, application: Value) -> Result<()> {
        use plan_horizon::Column::{AccountId, ApplicationId, FactsVersion, MadeWith};
        let mut horizon = Query::insert();
        horizon.into_table(plan_horizon::Entity).columns([AccountId, ApplicationId, FactsVersion, MadeWith]);
        let values = [self.account_id.into(), application, 1_i64.into(), "".into()].map(Expr::value);
        db.execute(horizon.values(values).expect("each of the four columns has its value")).await?;
        Ok(())
    }

    /// Inserts the interviewers of interviews. The plans of their applications must be locked.
    ///
    /// # Errors
    ///
    /// [`Error::Reference`], if a contact was deleted before the plan of its application was locked.
    pub(super) async fn insert_interviewers(
        &self,
        db: &impl ConnectionTrait,
        interviewers: Vec<Interviewer>,
    ) -> Result<()> {
        let dialect = self.db.dialect();
        if interviewers.is_empty() {
            return Ok(());
        }
        if !dialect.has_list_parameters() || dialect.is_distributed() {
            let rows = interviewers.into_iter().map(PositionalColumns::into_values).collect();
            return self.insert_values::<interviewer::Entity>(db, rows).await;
        }
        // No foreign key looks for the contacts. Nobody else deletes them as long as the plans are locked.
        let sql = "INSERT INTO interviewers (account_id, interview_id, contact_id, position) \
                   SELECT $1::uuid, new.interview_id, new.contact_id, new.position \
                   FROM unnest($2::uuid[], $3::uuid[], $4::int[]) AS new(interview_id, contact_id, position) \
                   JOIN contacts ON contacts.account_id = $1::uuid AND contacts.id = new.contact_id";
        let positions: Vec<Value> = interviewers.iter().map(|row| row.position.into()).collect();
        let values = [
            self.account_id.into(),
            dialect.id_list(interviewers.iter().map(|row| row.interview_id)),
            dialect.id_list(interviewers.iter().map(|row| row.contact_id)),
            Value::Array(ArrayType::Int, Some(Box::new(positions))),
        ];
        let inserted = db.execute_raw(dialect.statement(sql, values)).await?.rows_affected();
        if inserted == interviewers.len() as u64 { Ok(()) } else { Err(Error::Reference) }
    }

    /// The interviewers of an interview, in the order of `contacts`.
    pub(super) fn new_interviewers(&self, interview: InterviewId, contacts: &[ContactId]) -> Vec<Interviewer> {
        let interviewer = |(position, contact): (i32, &ContactId)| Interviewer {
            account_id: self.account_id,
            interview_id: interview,
            contact_id: *contact,
            position,
        };
        (0_i32..).zip(contacts).map(interviewer).collect()
    }
}

/// The statement that inserts a row with the rows that belong to it. It returns a row, or none if the application or a
/// contact does not exist.
fn insert_statement<R: Record>(dialect: Dialect, row: R, named: ContactReferences<'_>) -> Statement {
    let statement = named.statement();
    let text = R::Entity::insert_sql().get_or_init(dialect, statement as usize, || {
        if dialect.has_list_parameters() {
            texts::one_statement::<R::Entity>(statement)
        } else {
            texts::statements::<R::Entity>(statement)
        }
    });
    let mut values = row.into_values();
    if !named.contacts.is_empty() {
        values.push(dialect.id_list(named.contacts.iter().copied()));
    }
    if R::Entity::RESOURCE.is_some() {
        values.push(EventId::new().into());
    }
    dialect.statement(text, values)
}

impl ContactReferences<'_> {
    fn statement(self) -> InsertStatement {
        match self {
            Self { contacts: [], .. } => InsertStatement::WithoutContacts,
            Self { lead: false, .. } => InsertStatement::WithContacts,
            Self { lead: true, .. } => InsertStatement::WithInterviewers,
        }
    }
}
