//! The pool of connections.
//!
//! sqlx has one, too, which asks the server for a sign of life whenever a connection comes back: a second round trip to
//! each statement. Here a connection is taken as it is if its last work went well a moment ago.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use deadpool::managed::{self, Metrics, Object, PoolError, RecycleError, RecycleResult};
use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, SqlxPostgresConnector,
    SqlxSqliteConnector, Statement, Values,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions, Connection, Database, Executor, Postgres, SqlSafeStr, SqlStr, Sqlite,
        pool::PoolOptions, postgres::PgConnectOptions, sqlite::SqliteConnectOptions,
    },
};
use sea_query_sqlx::SqlxValues;
use sqlx_core::transaction::TransactionManager;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{DatabaseOptions, PoolState};

/// A connection that lay unused for longer is tested before it is used: it may have died unnoticed.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// After so long a connection makes way for a new one, with what its server process has gathered.
const LIFETIME: Duration = Duration::from_mins(30);

/// A connection, and whether it can be used as it is.
pub(crate) struct Kept<DB: Database> {
    connection: DB::Connection,
    used_at: Instant,
    /// Its last work went well, and was not given up halfway.
    settled: bool,
}

/// Opens connections.
pub(crate) struct Opener<DB: Database>(Options<DB>);

type Options<DB> = <<DB as Database>::Connection as Connection>::Options;

impl<DB: Database> managed::Manager for Opener<DB> {
    type Type = Kept<DB>;
    type Error = sqlx::Error;

    /// A server that is only just starting is asked again, until the patience of who waits for it ends.
    async fn create(&self) -> sqlx::Result<Kept<DB>> {
        let mut pause = Duration::from_millis(10);
        loop {
            match self.0.connect().await {
                Err(error) if is_passing(&error) => tokio::time::sleep(pause).await,
                opened => return Ok(Kept { connection: opened?, used_at: Instant::now(), settled: true }),
            }
            pause = (pause * 2).min(Duration::from_secs(1));
        }
    }

    async fn recycle(&self, kept: &mut Kept<DB>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if DB::TransactionManager::get_transaction_depth(&kept.connection) > 0 {
            return Err(RecycleError::message("a transaction was left open"));
        }
        if metrics.age() > LIFETIME {
            return Err(RecycleError::message("it has been open for long"));
        }
        if !kept.settled || kept.used_at.elapsed() > TRUSTED_FOR {
            kept.connection.ping().await?;
        }
        Ok(())
    }
}

fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        sqlx::Error::Database(error) => error.is_transient_in_connect_phase(),
        _ => false,
    }
}

/// The connections to a database.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: Connections,
    /// On `SQLite` one writes at a time. Here they wait in line; it would have them try again and again.
    turns: Option<Arc<Semaphore>>,
    patience: Duration,
}

#[derive(Clone)]
enum Connections {
    Postgres(managed::Pool<Opener<Postgres>>),
    Sqlite(managed::Pool<Opener<Sqlite>>),
}

/// Whoever holds it is the one who writes.
pub(crate) type Turn = OwnedSemaphorePermit;

/// A connection for as long as it is held.
pub(crate) enum Lease {
    Postgres(Object<Opener<Postgres>>),
    Sqlite(Object<Opener<Sqlite>>),
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

/// Work on a connection; where it fails or is given up, the connection is tested before it is used again.
macro_rules! work {
    ($lease:expr, $connection:ident => $what:expr) => {
        work!($lease, $connection => $what, std::convert::identity)
    };
    ($lease:expr, $connection:ident => $what:expr, $made:expr) => {
        either!(Lease, $lease, kept => {
            kept.settled = false;
            let $connection = &mut kept.connection;
            let done = $what.await;
            kept.settled = done.is_ok();
            kept.used_at = Instant::now();
            done.map($made)
        })
    };
}

impl Pool {
    pub(crate) fn postgres(connect: PgConnectOptions, options: &DatabaseOptions) -> Self {
        let connections = Connections::Postgres(pool(connect, options));
        Self { connections, turns: None, patience: options.acquire_timeout }
    }

    pub(crate) fn sqlite(connect: SqliteConnectOptions, options: &DatabaseOptions) -> Self {
        let connections = Connections::Sqlite(pool(connect, options));
        Self { connections, turns: Some(Arc::new(Semaphore::new(1))), patience: options.acquire_timeout }
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match self.connections {
            Connections::Postgres(_) => DbBackend::Postgres,
            Connections::Sqlite(_) => DbBackend::Sqlite,
        }
    }

    /// Waits for a connection: however long it takes to have one, be it tested or opened, all in all.
    pub(crate) async fn get(&self) -> Result<Lease, DbErr> {
        let lease = match &self.connections {
            Connections::Postgres(pool) => timeout(self.patience, pool.get()).await.map(|got| got.map(Lease::Postgres)),
            Connections::Sqlite(pool) => timeout(self.patience, pool.get()).await.map(|got| got.map(Lease::Sqlite)),
        };
        match lease {
            Ok(Ok(lease)) => Ok(lease),
            Ok(Err(PoolError::Backend(error))) => Err(not_reached(error)),
            Ok(Err(_)) => Err(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)),
            Err(_) => Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
        }
    }

    /// Waits until nobody else writes, where only one may at a time.
    pub(crate) async fn turn(&self) -> Result<Option<Turn>, DbErr> {
        let Some(turns) = &self.turns else { return Ok(None) };
        match timeout(self.patience, Arc::clone(turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Some(turn)),
            Ok(Err(_)) => Err(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed)),
            Err(_) => Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)),
        }
    }

    pub(crate) fn state(&self) -> PoolState {
        let status = either!(Connections, &self.connections, pool => pool.status());
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        PoolState { open: count(status.size), idle: count(status.available), most: count(status.max_size) }
    }

    /// Closes all connections that nobody uses, and lets nobody have one any more.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        either!(Connections, &self.connections, pool => {
            let idle = pool.retain(|_, _| false).removed;
            pool.close();
            for kept in idle {
                kept.connection.close().await.map_err(not_reached)?;
            }
        });
        Ok(())
    }

    /// A connection of its own, as migrations want it.
    pub(crate) fn aside(&self) -> DatabaseConnection {
        fn one<DB: Database>(patience: Duration) -> PoolOptions<DB> {
            PoolOptions::new().max_connections(1).acquire_timeout(patience)
        }
        match &self.connections {
            Connections::Postgres(pool) => {
                let pool = one(self.patience).connect_lazy_with(pool.manager().0.clone());
                SqlxPostgresConnector::from_sqlx_postgres_pool(pool)
            }
            Connections::Sqlite(pool) => {
                let pool = one(self.patience).connect_lazy_with(pool.manager().0.clone());
                SqlxSqliteConnector::from_sqlx_sqlite_pool(pool)
            }
        }
    }
}

fn pool<DB: Database>(connect: Options<DB>, options: &DatabaseOptions) -> managed::Pool<Opener<DB>> {
    let size = usize::try_from(options.max_connections).unwrap_or(usize::MAX);
    managed::Pool::builder(Opener(connect))
        .max_size(size)
        .build()
        .expect("it has no timeouts, for which it would need a runtime")
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
    // The text has marks where values go: it is made by sea-query, or written in this crate.
    (AssertSqlSafe(statement.sql), SqlxValues(statement.values.unwrap_or_else(|| Values(Vec::new()))))
}

impl Lease {
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

    /// Begins a transaction, or a savepoint within one; on `SQLite` as the one writer from the start, since one that
    /// reads first and then wants to write is refused where another wrote in between.
    pub(crate) async fn begin(&mut self) -> Result<(), DbErr> {
        let immediate = matches!(self, Self::Sqlite(_)) && self.depth() == 0;
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
        either!(Self, self, kept => {
            kept.settled = false;
            manager(&mut kept.connection).start_rolling_back();
        });
    }

    /// How many transactions and savepoints are open.
    pub(crate) fn depth(&mut self) -> usize {
        either!(Self, self, kept => manager(&mut kept.connection).depth())
    }
}

/// What begins and ends the transactions of a connection.
struct Manager<'c, DB: Database>(&'c mut DB::Connection);

fn manager<C: Connection>(connection: &mut C) -> Manager<'_, C::Database> {
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
