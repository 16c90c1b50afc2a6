//! Inserting rows.
//!
//! To insert a row of an application, first the application's horizon is locked and marked as outdated, provided that
//! the application exists and has the contacts that the row names. Then the row is written, and for an interview its
//! interviewers. A new application gets a horizon. On Postgres these are parts of one statement, in this order. On
//! `SQLite`, where round trips cost nothing, they are separate statements. They are separate on a distributed Postgres,
//! too: it sends a statement for one account to one node, but splits a statement that writes to several tables.

use database::{Connection, Dialect};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::{Expr, ExprTrait, Query},
};

use super::Scope;
use crate::{
    ContactId, Error, Record, Result,
    tables::{Fact, Naming, Owned, Plans, Row, contact, interviewer, plan_horizon},
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
    /// [`Error::Taken`], if another row has the same unique key; [`Error::Reference`], if the row refers to one that
    /// does not exist, such as a playbook; and any other error of the database.
    pub async fn insert<R: Record>(&self, row: R) -> Result<R> {
        self.insert_with(row, ContactReferences::default()).await
    }

    /// Inserts a row of an application that names contacts of the same application.
    ///
    /// # Errors
    ///
    /// Those of [`Scope::insert`]; [`Error::Reference`] also for a contact of another application.
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

    /// Whether a row of this table and the rows that belong to it are inserted by one statement. One statement that
    /// writes to several tables saves round trips on Postgres. A distributed database would split it and write each
    /// part with a two-phase commit.
    fn is_one_statement<E: Owned>(&self) -> bool {
        match E::PLANS {
            Plans::None | Plans::OfCandidate => true,
            Plans::OfItself | Plans::OfApplication(_) => self.db.dialect().has_writing_ctes(),
        }
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
        if self.db.dialect().has_list_parameters() && self.is_one_statement::<R::Entity>() {
            insert_at_once(self.db.dialect(), db, row.clone(), named).await?;
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
            let application = values[position::<Table<R>>(application)].clone();
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

    /// Marks the plan of an application as outdated, if the application has these contacts.
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

    /// The horizon of a new application.
    async fn insert_horizon(&self, db: &impl ConnectionTrait, application: Value) -> Result<()> {
        use plan_horizon::Column::{AccountId, ApplicationId, FactsVersion, MadeWith};
        let mut horizon = Query::insert();
        horizon.into_table(plan_horizon::Entity).columns([AccountId, ApplicationId, FactsVersion, MadeWith]);
        let values = [self.account_id.into(), application, 1_i64.into(), "".into()].map(Expr::value);
        db.execute(horizon.values(values).expect("each of the four columns has its value")).await?;
        Ok(())
    }

    /// Inserts the interviewers of a new interview.
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
            // Each row has the account's id as a parameter. If a query gave the ids, the rows would be sorted by node
            // first.
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

async fn insert_at_once<R: Record>(
    dialect: Dialect,
    db: &impl ConnectionTrait,
    row: R,
    named: ContactReferences<'_>,
) -> Result<()> {
    let naming = named.naming();
    let text = R::Entity::insert_sql().get_or_init(naming, || text::<R::Entity>(naming));
    let mut values = row.into_values();
    if !named.contacts.is_empty() {
        values.push(dialect.id_list(named.contacts.iter().copied()));
    }
    let statement = dialect.statement(text, values);
    db.query_one_raw(statement).await?.map(drop).ok_or(Error::Reference)
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

/// The index of a column among the columns of its table.
fn position<E: EntityTrait>(column: E::Column) -> usize {
    E::Column::iter().take_while(|other| other.as_str() != column.as_str()).count()
}

/// The statement that inserts a row. Its parameters are the row's columns in order, and then the list of the named
/// contacts, if there are any. It returns a row, or none if the application or a contact does not exist.
fn text<E: Owned>(naming: Naming) -> String {
    let (table, id) = (E::default().table_name().to_owned(), E::ID.as_str().to_owned());
    let names: Vec<String> = E::Column::iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let marks: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
    let mark = |column: E::Column| format!("${}", 1 + position::<E>(column));
    let contacts = format!("${}", 1 + names.len());
    let (names, marks) = (names.join(", "), marks.join(", "));
    let Plans::OfApplication(application) = E::PLANS else {
        let written = format!("INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING account_id, {id}");
        return match E::PLANS {
            Plans::OfItself => format!(
                "WITH written AS ({written}) \
                 INSERT INTO plan_horizons (account_id, application_id, facts_version, made_with) \
                 SELECT account_id, {id}, 1, '' FROM written RETURNING application_id"
            ),
            _ => written,
        };
    };
    let (account, application) = (mark(E::ACCOUNT_ID), mark(application));
    let there = match naming {
        Naming::Nobody => String::new(),
        Naming::Contacts | Naming::Leaders => format!(
            " AND cardinality({contacts}::uuid[]) = (SELECT count(*) FROM contacts \
             WHERE account_id = {account} AND application_id = {application} AND id = ANY({contacts}::uuid[]))"
        ),
    };
    let led = match naming {
        Naming::Nobody | Naming::Contacts => String::new(),
        Naming::Leaders => format!(
            ", led AS (INSERT INTO interviewers (account_id, interview_id, contact_id, position) \
             SELECT written.account_id, written.id, leader.id, leader.place - 1 \
             FROM written, unnest({contacts}::uuid[]) WITH ORDINALITY AS leader(id, place))"
        ),
    };
    format!(
        "WITH outdated AS (UPDATE plan_horizons SET facts_version = facts_version + 1, made_with = '' \
         WHERE account_id = {account} AND application_id = {application}{there} RETURNING application_id), \
         written AS (INSERT INTO {table} ({names}) SELECT {marks} FROM outdated RETURNING account_id, {id}){led} \
         SELECT {id} FROM written"
    )
}
