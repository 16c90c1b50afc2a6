//! A connection that was acquired from the pool.

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
    opener::{ConnectionHealth, PooledConnection, PostgresOpener, SqliteOpener, answer},
    supervisor::TimeLimit,
};

/// The permission to write.
type WritePermit = tokio::sync::OwnedSemaphorePermit;

/// How long a connection whose statement was cancelled may take to become usable again.
const RECOVERY_TIMEOUT: Duration = Duration::from_secs(5);

/// A connection that was acquired from the pool. When it is dropped, the connection returns to the pool.
pub(crate) struct LeasedConnection {
    /// `None` once the connection has been returned.
    connection: Option<Connection>,
    /// Returned after the connection.
    permit: Option<WritePermit>,
    limit: TimeLimit,
}

pub(super) enum Connection {
    Postgres(Object<PostgresOpener>),
    Sqlite(Object<SqliteOpener>),
}

/// Runs the same code for the connection of either database.
macro_rules! either {
    ($kind:ident, $this:expr, $it:ident => $what:expr) => {
        match $this {
            $kind::Postgres($it) => $what,
            $kind::Sqlite($it) => $what,
        }
    };
}

/// Runs work on a connection. If it fails or is cancelled, the connection is tested before it is used again, or closed.
macro_rules! run_on {
    ($lease:expr, $connection:ident => $what:expr) => {
        run_on!($lease, $connection => $what, std::convert::identity)
    };
    ($lease:expr, $connection:ident => $what:expr, $convert:expr) => {{
        let limit = $lease.limit;
        either!(Connection, $lease.connection(), pooled => {
            pooled.state = ConnectionHealth::Busy;
            let PooledConnection { connection: $connection, monitored, .. } = &mut **pooled;
            let done = answer(monitored.as_ref(), limit, $what).await;
            pooled.record(done).map($convert)
        })
    }};
}

pub(crate) fn connection_error(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

fn execution_error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn query_error(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

fn prepared(statement: Statement) -> (AssertSqlSafe<String>, SqlxValues) {
    // The text is safe: it was made by sea-query or is written in this workspace, and has placeholders for values.
    (AssertSqlSafe(statement.sql), SqlxValues(statement.values.unwrap_or_else(|| Values(Vec::new()))))
}

impl LeasedConnection {
    pub(super) fn new(connection: Connection, permit: Option<WritePermit>, limit: TimeLimit) -> Self {
        Self { connection: Some(connection), permit, limit }
    }

    fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("it is there until this is dropped")
    }

    /// The rows that a statement returns.
    pub(crate) async fn query_all(&mut self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (text, values) = prepared(statement);
        run_on!(self, connection => sqlx::query_with(text, values).fetch_all(connection), |rows| {
            rows.into_iter().map(QueryResult::from).collect()
        })
        .map_err(query_error)
    }

    /// The first row of a statement. All rows are read, so that none is left over and an error of the commit is
    /// noticed.
    pub(crate) async fn query_one(&mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all(statement).await?.into_iter().next())
    }

    /// The number of rows that a statement changed.
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<ExecResult, DbErr> {
        let (text, values) = prepared(statement);
        run_on!(self, connection => sqlx::query_with(text, values).execute(connection), ExecResult::from)
            .map_err(execution_error)
    }

    /// Runs statements in a transaction, and returns the first row. The thread of `SQLite` gets all of them as one
    /// command, because other writers wait meanwhile. sqlx does not know of the transaction. So the connection is
    /// closed if it is neither committed nor rolled back.
    pub(crate) async fn execute_in_transaction(&mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (text, values) = prepared(statement);
        let text = AssertSqlSafe(format!("BEGIN IMMEDIATE; {}; COMMIT", text.0));
        let limit = self.limit;
        either!(Connection, self.connection(), pooled => {
            pooled.state = ConnectionHealth::Broken;
            let PooledConnection { connection, monitored, .. } = &mut **pooled;
            let work = sqlx::query_with(text, values).fetch_all(&mut *connection);
            match answer(monitored.as_ref(), limit, work).await {
                Ok(Ok(rows)) => {
                    let first = rows.into_iter().next().map(QueryResult::from);
                    pooled.record(Ok(Ok(first)))
                }
                Ok(Err(error)) if connection.execute("ROLLBACK").await.is_ok() => pooled.record(Ok(Err(error))),
                Ok(Err(error)) => Err(error),
                Err(why) => pooled.record(Err(why)),
            }
        })
        .map_err(query_error)
    }

    /// Runs statements without values.
    pub(crate) async fn execute_text(&mut self, text: &str) -> Result<ExecResult, DbErr> {
        run_on!(self, connection => connection.execute(AssertSqlSafe(text.to_owned())), ExecResult::from)
            .map_err(execution_error)
    }

    /// Checks that the database answers.
    pub(crate) async fn ping(&mut self) -> Result<(), DbErr> {
        run_on!(self, connection => connection.ping()).map_err(connection_error)
    }

    /// Closes this connection after use, and the others to its server, which accepts no writes.
    pub(crate) fn mark_read_only(&mut self) {
        either!(Connection, self.connection(), pooled => pooled.mark_read_only());
    }

    /// Begins a transaction, or a savepoint within one. On `SQLite` it takes the write lock at once, because a
    /// transaction that reads first and writes later is refused if another one wrote in between.
    pub(crate) async fn begin(&mut self) -> Result<(), DbErr> {
        let immediate = matches!(self.connection(), Connection::Sqlite(_)) && self.depth() == 0;
        let text = immediate.then(|| "BEGIN IMMEDIATE".into_sql_str());
        run_on!(self, connection => manager(connection).begin(text)).map_err(query_error)
    }

    /// Commits the transaction, or releases the savepoint.
    pub(crate) async fn commit(&mut self) -> Result<(), DbErr> {
        run_on!(self, connection => manager(connection).commit()).map_err(query_error)
    }

    /// Rolls back the transaction, or to the savepoint.
    pub(crate) async fn rollback(&mut self) -> Result<(), DbErr> {
        run_on!(self, connection => manager(connection).rollback()).map_err(query_error)
    }

    /// Marks the transaction, so that it is rolled back before the next statement.
    pub(crate) fn start_rollback(&mut self) {
        either!(Connection, self.connection(), pooled => {
            if pooled.state != ConnectionHealth::Broken {
                pooled.state = ConnectionHealth::Busy;
                manager(&mut pooled.connection).start_rollback();
            }
        });
    }

    /// The number of open transactions and savepoints.
    pub(crate) fn depth(&mut self) -> usize {
        either!(Connection, self.connection(), pooled => manager(&mut pooled.connection).depth())
    }
}

impl Drop for LeasedConnection {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        either!(Connection, connection, pooled => return_to_pool(pooled, self.permit.take()));
    }
}

/// Returns a connection to the pool, or closes it if it can't be used again. Waits for a cancelled statement first, and
/// rolls back an open transaction, since others would wait for its locks.
fn return_to_pool<O, DB>(pooled: Object<O>, permit: Option<WritePermit>)
where
    O: Opener<Type = PooledConnection<DB>> + 'static,
    DB: Database,
{
    match (pooled.state, Handle::try_current()) {
        (ConnectionHealth::Healthy | ConnectionHealth::Unverified, _) => drop(pooled),
        (ConnectionHealth::Busy, Ok(runtime)) => drop(runtime.spawn(recover(pooled, permit))),
        (ConnectionHealth::Busy, Err(_)) | (ConnectionHealth::Broken, _) => drop(Object::take(pooled)),
    }
}

async fn recover<O, DB>(mut pooled: Object<O>, permit: Option<WritePermit>)
where
    O: Opener<Type = PooledConnection<DB>> + 'static,
    DB: Database,
{
    let PooledConnection { connection, monitored, .. } = &mut *pooled;
    let limit = TimeLimit::UnlessItAwaitsStandby(RECOVERY_TIMEOUT);
    let recovered = answer(monitored.as_ref(), limit, connection.ping()).await;
    if pooled.record(recovered).is_err() {
        drop(Object::take(pooled));
    }
    // Another transaction may write only after this.
    drop(permit);
}

/// Begins and ends the transactions of a connection.
struct TransactionControl<'c, DB: Database>(&'c mut DB::Connection);

fn manager<C: sqlx::Connection>(connection: &mut C) -> TransactionControl<'_, C::Database> {
    TransactionControl(connection)
}

impl<'c, DB: Database> TransactionControl<'c, DB> {
    fn begin(self, text: Option<SqlStr>) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::begin(self.0, text)
    }

    fn commit(self) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::commit(self.0)
    }

    fn rollback(self) -> impl Future<Output = sqlx::Result<()>> + Send + 'c {
        DB::TransactionManager::rollback(self.0)
    }

    fn start_rollback(self) {
        DB::TransactionManager::start_rollback(self.0);
    }

    fn depth(self) -> usize {
        DB::TransactionManager::get_transaction_depth(self.0)
    }
}
