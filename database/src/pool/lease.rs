//! A connection for as long as it is held.

use std::time::Duration;

use deadpool::managed::{Manager as Opener, Object};
use sea_orm::{
    DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Values,
    sqlx::{self, AssertSqlSafe, Connection as _, Database, Executor, SqlSafeStr, SqlStr},
};
use sea_query_sqlx::SqlxValues;
use sqlx_core::transaction::TransactionManager;
use tokio::runtime::Handle;

use super::{
    Turn,
    opener::{Kept, PostgresOpener, SqliteOpener, State, answer},
    supervisor::Limit,
};

/// How long a connection on which something was given up may take until it can be used again.
const SETTLED_WITHIN: Duration = Duration::from_secs(5);

/// A connection for as long as it is held.
pub(crate) struct Lease {
    /// There until it is given back.
    connection: Option<Connection>,
    /// Given back after the connection.
    turn: Option<Turn>,
    limit: Limit,
}

pub(super) enum Connection {
    Postgres(Object<PostgresOpener>),
    Sqlite(Object<SqliteOpener>),
}

/// The same for either database.
macro_rules! either {
    ($kind:ident, $this:expr, $it:ident => $what:expr) => {
        match $this {
            $kind::Postgres($it) => $what,
            $kind::Sqlite($it) => $what,
        }
    };
}
pub(super) use either;

/// Work on a connection; where it fails or is given up, the connection is tested before it is used again, or dropped.
macro_rules! work {
    ($lease:expr, $connection:ident => $what:expr) => {
        work!($lease, $connection => $what, std::convert::identity)
    };
    ($lease:expr, $connection:ident => $what:expr, $made:expr) => {{
        let limit = $lease.limit;
        either!(Connection, $lease.connection(), kept => {
            kept.state = State::Working;
            let Kept { connection: $connection, watched, .. } = &mut **kept;
            let done = answer(watched.as_ref(), limit, $what).await;
            kept.ended(done).map($made)
        })
    }};
}

pub(crate) fn not_reached(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

fn not_done(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn not_found_out(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

fn prepared(statement: Statement) -> (AssertSqlSafe<String>, SqlxValues) {
    // The text has marks where values go: it is made by sea-query, or written in this workspace.
    (AssertSqlSafe(statement.sql), SqlxValues(statement.values.unwrap_or_else(|| Values(Vec::new()))))
}

impl Lease {
    pub(super) fn new(connection: Connection, turn: Option<Turn>, limit: Limit) -> Self {
        Self { connection: Some(connection), turn, limit }
    }

    fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("it is there until this is dropped")
    }

    /// The rows that a statement answers.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (text, values) = prepared(statement);
        work!(self, connection => sqlx::query_with(text, values).fetch_all(connection), |rows| {
            rows.into_iter().map(QueryResult::from).collect()
        })
        .map_err(not_found_out)
    }

    /// The first of them, or none. All are read, so that nothing is left over and no error of a commit is missed.
    pub(crate) async fn row(&mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// What a statement did.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<ExecResult, DbErr> {
        let (text, values) = prepared(statement);
        work!(self, connection => sqlx::query_with(text, values).execute(connection), ExecResult::from)
            .map_err(not_done)
    }

    /// What statements without values did.
    pub(crate) async fn run_text(&mut self, text: &str) -> Result<ExecResult, DbErr> {
        work!(self, connection => connection.execute(AssertSqlSafe(text.to_owned())), ExecResult::from)
            .map_err(not_done)
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&mut self) -> Result<(), DbErr> {
        work!(self, connection => connection.ping()).map_err(not_reached)
    }

    /// The server takes no writes: this connection is not used again, nor are others to it.
    pub(crate) fn takes_no_writes(&mut self) {
        either!(Connection, self.connection(), kept => kept.takes_no_writes());
    }

    /// Begins a transaction, or a savepoint within one; on `SQLite` as the one writer from the start, since one that
    /// reads first and then wants to write is refused where another wrote in between.
    pub(crate) async fn begin(&mut self) -> Result<(), DbErr> {
        let immediate = matches!(self.connection(), Connection::Sqlite(_)) && self.depth() == 0;
        let text = immediate.then(|| "BEGIN IMMEDIATE".into_sql_str());
        work!(self, connection => manager(connection).begin(text)).map_err(not_found_out)
    }

    /// Commits the transaction, or releases the savepoint.
    pub(crate) async fn commit(&mut self) -> Result<(), DbErr> {
        work!(self, connection => manager(connection).commit()).map_err(not_found_out)
    }

    /// Takes back the transaction, or what was done since the savepoint.
    pub(crate) async fn roll_back(&mut self) -> Result<(), DbErr> {
        work!(self, connection => manager(connection).roll_back()).map_err(not_found_out)
    }

    /// Does so with whatever is asked next.
    pub(crate) fn start_rolling_back(&mut self) {
        either!(Connection, self.connection(), kept => {
            if kept.state != State::Broken {
                kept.state = State::Working;
                manager(&mut kept.connection).start_rolling_back();
            }
        });
    }

    /// How many transactions and savepoints are open.
    fn depth(&mut self) -> usize {
        either!(Connection, self.connection(), kept => manager(&mut kept.connection).depth())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        either!(Connection, connection, kept => give_back(kept, self.turn.take()));
    }
}

/// Returns a connection to the pool, or closes it if it can't be used again. A statement that was given up is waited for
/// first, and an open transaction is rolled back: others would wait for its locks.
fn give_back<O, DB>(kept: Object<O>, turn: Option<Turn>)
where
    O: Opener<Type = Kept<DB>> + 'static,
    DB: Database,
{
    match (kept.state, Handle::try_current()) {
        (State::Settled | State::Failed, _) => drop(kept),
        (State::Working, Ok(runtime)) => drop(runtime.spawn(settle(kept, turn))),
        (State::Working, Err(_)) | (State::Broken, _) => drop(Object::take(kept)),
    }
}

async fn settle<O, DB>(mut kept: Object<O>, turn: Option<Turn>)
where
    O: Opener<Type = Kept<DB>> + 'static,
    DB: Database,
{
    let Kept { connection, watched, .. } = &mut *kept;
    let limit = Limit::UnlessItAwaitsStandby(SETTLED_WITHIN);
    let settled = answer(watched.as_ref(), limit, connection.ping()).await;
    if kept.ended(settled).is_err() {
        drop(Object::take(kept));
    }
    // Only now may somebody else write.
    drop(turn);
}

/// What begins and ends the transactions of a connection.
struct Manager<'c, DB: Database>(&'c mut DB::Connection);

fn manager<C: sqlx::Connection>(connection: &mut C) -> Manager<'_, C::Database> {
    Manager(connection)
}

impl<'c, DB: Database> Manager<'c, DB> {
    fn begin(self, text: Option<SqlStr>) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::begin(self.0, text)
    }

    fn commit(self) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::commit(self.0)
    }

    fn roll_back(self) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::rollback(self.0)
    }

    fn start_rolling_back(self) {
        DB::TransactionManager::start_rollback(self.0);
    }

    fn depth(self) -> usize {
        DB::TransactionManager::get_transaction_depth(self.0)
    }
}
