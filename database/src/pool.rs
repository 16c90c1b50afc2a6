//! The pool of connections.
//!
//! sqlx has a pool, too. It pings the server whenever a connection is returned, and no setting turns that off: a second
//! round trip for each statement (launchbadge/sqlx issues 1743 and 4349). This pool uses a connection without a ping if
//! its last statement succeeded a moment ago. Once sqlx can return connections without a ping, its pool can replace
//! this one; `servers`, `supervisor` and the permits to write stay.

mod lease;
mod opener;
mod servers;
mod supervisor;
mod url;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use deadpool::managed::{self, PoolError};
use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DbBackend, DbErr, SqlxPostgresConnector, SqlxSqliteConnector,
    sqlx::{
        self, Connection as _,
        pool::PoolOptions,
        sqlite::{SqliteConnectOptions, SqliteSynchronous},
    },
};
use tokio::{sync::Semaphore, time::timeout};

pub(crate) use lease::{LeasedConnection, connection_error};
pub(crate) use servers::{SERVER_STATE, Servers};
pub(crate) use supervisor::TimeLimit;

use crate::{DatabaseOptions, PoolState};
use lease::Connection;
use opener::{PooledConnection, PostgresOpener, SqliteOpener};
use supervisor::Supervisor;

/// The time limit for closing a connection.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Whether a connection reads or writes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    /// A statement that only reads.
    Read,
    /// A statement that writes, or a transaction.
    Write,
}

/// The connections to a database.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: Connections,
    /// The permits to write. `SQLite` has one, since its writers would retry instead of queueing. Postgres has fewer
    /// permits than connections, so that reads get connections while all writes wait for a standby.
    write_permits: Arc<Semaphore>,
    acquire_timeout: Duration,
}

#[derive(Clone)]
enum Connections {
    Postgres(managed::Pool<PostgresOpener>),
    Sqlite(SqlitePools),
}

/// The connections to a `SQLite` file. All writes use one connection: a connection drops its page cache when another
/// one has written.
#[derive(Clone)]
struct SqlitePools {
    readers: managed::Pool<SqliteOpener>,
    /// A pool of one connection.
    writer: managed::Pool<SqliteOpener>,
}

impl SqlitePools {
    fn for_purpose(&self, purpose: Purpose) -> &managed::Pool<SqliteOpener> {
        match purpose {
            Purpose::Read => &self.readers,
            Purpose::Write => &self.writer,
        }
    }
}

/// One of this many connections is reserved for statements that read.
const CONNECTIONS_PER_READER: u32 = 5;

/// The number of connections of a Postgres pool that statements which write may use.
pub(crate) fn writers(connections: u32) -> u32 {
    match connections {
        0 | 1 => connections,
        more => more - (more / CONNECTIONS_PER_READER).max(1),
    }
}

impl Pool {
    pub(crate) fn postgres(servers: Servers, options: &DatabaseOptions) -> Self {
        let acquire_timeout = options.acquire_timeout;
        let background = std::thread::current().id();
        let (supervisor, opened) = (Supervisor::new(servers), AtomicU64::new(0));
        let connector = PostgresOpener { supervisor, acquire_timeout, background, opened };
        Self {
            connections: Connections::Postgres(pool(connector, options.max_connections)),
            write_permits: Arc::new(Semaphore::new(count(writers(options.max_connections)))),
            acquire_timeout,
        }
    }

    pub(crate) fn sqlite(connect: SqliteConnectOptions, options: &DatabaseOptions) -> Self {
        // A usual write changes some twenty pages. `WriteAheadLog` flushes the log outside of SQLite.
        let writing = connect
            .clone()
            .synchronous(SqliteSynchronous::Normal)
            .pragma("cache_size", "-16000")
            .pragma("wal_autocheckpoint", "4000");
        let readers = pool(SqliteOpener(connect), options.max_connections.saturating_sub(1).max(1));
        let writer = pool(SqliteOpener(writing), 1);
        Self {
            connections: Connections::Sqlite(SqlitePools { readers, writer }),
            write_permits: Arc::new(Semaphore::new(1)),
            acquire_timeout: options.acquire_timeout,
        }
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match self.connections {
            Connections::Postgres(_) => DbBackend::Postgres,
            Connections::Sqlite(_) => DbBackend::Sqlite,
        }
    }

    /// Waits for a connection and, for a write, for a permit to write. The timeout covers both, and testing or opening
    /// the connection.
    pub(crate) async fn get(&self, purpose: Purpose, limit: TimeLimit) -> Result<LeasedConnection, DbErr> {
        let closed = || DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        let reached = |error| match error {
            PoolError::Backend(error) => connection_error(error),
            _ => closed(),
        };
        let lease = async {
            let permit = match purpose {
                Purpose::Read => None,
                Purpose::Write => Some(Arc::clone(&self.write_permits).acquire_owned().await.map_err(|_| closed())?),
            };
            let connection = match &self.connections {
                Connections::Postgres(pool) => Connection::Postgres(pool.get().await.map_err(reached)?),
                Connections::Sqlite(pools) => {
                    Connection::Sqlite(pools.for_purpose(purpose).get().await.map_err(reached)?)
                }
            };
            Ok(LeasedConnection::new(connection, permit, limit))
        };
        timeout(self.acquire_timeout, lease).await.unwrap_or(Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)))
    }

    pub(crate) fn state(&self) -> PoolState {
        match &self.connections {
            Connections::Postgres(pool) => state(pool),
            Connections::Sqlite(SqlitePools { readers, writer }) => {
                let (read, write) = (state(readers), state(writer));
                PoolState { open: read.open + write.open, idle: read.idle + write.idle, max: read.max + write.max }
            }
        }
    }

    /// The number of connections to servers that were opened; 0 for `SQLite`.
    pub(crate) fn opened(&self) -> u64 {
        match &self.connections {
            Connections::Postgres(pool) => pool.manager().opened.load(Ordering::Relaxed),
            Connections::Sqlite(_) => 0,
        }
    }

    /// Closes all idle connections. No connection can be taken afterwards.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        match &self.connections {
            Connections::Postgres(pool) => close(pool).await,
            Connections::Sqlite(SqlitePools { readers, writer }) => {
                let closed = close(readers).await;
                close(writer).await.and(closed)
            }
        }
    }

    /// A connection outside the pool, to a server that accepts writes. Only connecting has a time limit.
    pub(crate) async fn dedicated_connection(&self) -> Result<DatabaseConnection, DbErr> {
        fn single_connection_options<DB: sqlx::Database>(acquire_timeout: Duration) -> PoolOptions<DB> {
            PoolOptions::new().max_connections(1).acquire_timeout(acquire_timeout)
        }
        Ok(match &self.connections {
            Connections::Postgres(pool) => {
                let options = pool.manager().options().await.map_err(connection_error)?;
                let pool = single_connection_options(self.acquire_timeout).connect_lazy_with(options);
                SqlxPostgresConnector::from_sqlx_postgres_pool(pool)
            }
            Connections::Sqlite(pools) => {
                let pool = single_connection_options(self.acquire_timeout)
                    .connect_lazy_with(pools.readers.manager().0.clone());
                SqlxSqliteConnector::from_sqlx_sqlite_pool(pool)
            }
        })
    }
}

fn state<O: managed::Manager>(pool: &managed::Pool<O>) -> PoolState {
    let status = pool.status();
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    PoolState { open: count(status.size), idle: count(status.available), max: count(status.max_size) }
}

async fn close<DB, O>(pool: &managed::Pool<O>) -> Result<(), DbErr>
where
    DB: sqlx::Database,
    O: managed::Manager<Type = PooledConnection<DB>>,
{
    let idle = pool.retain(|_, _| false).removed;
    pool.close();
    for pooled in idle {
        // A connection that doesn't answer is dropped.
        timeout(CLOSE_TIMEOUT, pooled.connection.close()).await.unwrap_or(Ok(())).map_err(connection_error)?;
    }
    Ok(())
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn pool<O: managed::Manager>(opener: O, connections: u32) -> managed::Pool<O> {
    managed::Pool::builder(opener)
        .max_size(count(connections))
        .build()
        .expect("it has no timeouts, for which it would need a runtime")
}
