//! The pool of connections.
//!
//! sqlx has one, too, which asks the server for a sign of life whenever a connection comes back: a second round trip to
//! each statement. Here a connection is taken as it is if its last work went well a moment ago.

mod lease;
mod opener;
mod servers;
mod supervisor;
mod url;

use std::{sync::Arc, time::Duration};

use deadpool::managed::{self, PoolError};
use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DbBackend, DbErr, SqlxPostgresConnector, SqlxSqliteConnector,
    sqlx::{self, Connection as _, pool::PoolOptions, sqlite::SqliteConnectOptions},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

pub(crate) use lease::{Lease, not_reached};
pub(crate) use servers::{SERVER_STATE, Servers};
pub(crate) use supervisor::Limit;

use crate::{DatabaseOptions, PoolState};
use lease::{Connection, either};
use opener::{PostgresOpener, SqliteOpener};
use supervisor::Supervisor;

/// How long closing a connection may take.
const CLOSED_WITHIN: Duration = Duration::from_secs(1);

/// What a connection is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    /// One statement that changes nothing.
    Read,
    /// A statement that changes something, or a transaction.
    Write,
}

/// The connections to a database.
#[derive(Clone)]
pub(crate) struct Pool {
    connections: Connections,
    /// On `SQLite` one writes at a time. Here they wait in line; it would have them try again and again. On Postgres so
    /// many may write that some connections are left to read, when all writes wait for a standby.
    turns: Arc<Semaphore>,
    patience: Duration,
}

#[derive(Clone)]
enum Connections {
    Postgres(managed::Pool<PostgresOpener>),
    Sqlite(managed::Pool<SqliteOpener>),
}

/// The permission to write.
pub(crate) type Turn = OwnedSemaphorePermit;

/// Of so many connections all but one may be held by those who write.
const WRITERS_OF: u32 = 5;

/// How many connections of a pool on Postgres may be held by those who write.
pub(crate) fn writers(connections: u32) -> u32 {
    match connections {
        0 | 1 => connections,
        more => more - (more / WRITERS_OF).max(1),
    }
}

impl Pool {
    pub(crate) fn postgres(servers: Servers, options: &DatabaseOptions) -> Self {
        let patience = options.acquire_timeout;
        let opener = PostgresOpener { supervisor: Supervisor::of(servers), patience };
        Self {
            connections: Connections::Postgres(pool(opener, options.max_connections)),
            turns: Arc::new(Semaphore::new(count(writers(options.max_connections)))),
            patience,
        }
    }

    pub(crate) fn sqlite(connect: SqliteConnectOptions, options: &DatabaseOptions) -> Self {
        Self {
            connections: Connections::Sqlite(pool(SqliteOpener(connect), options.max_connections)),
            turns: Arc::new(Semaphore::new(1)),
            patience: options.acquire_timeout,
        }
    }

    pub(crate) fn backend(&self) -> DbBackend {
        match self.connections {
            Connections::Postgres(_) => DbBackend::Postgres,
            Connections::Sqlite(_) => DbBackend::Sqlite,
        }
    }

    /// Waits for a connection: however long it takes to have one, be it tested or opened, all in all; and, to write,
    /// until it is one's turn.
    pub(crate) async fn get(&self, purpose: Purpose, limit: Limit) -> Result<Lease, DbErr> {
        let closed = || DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        let reached = |error| match error {
            PoolError::Backend(error) => not_reached(error),
            _ => closed(),
        };
        let lease = async {
            let turn = match purpose {
                Purpose::Read => None,
                Purpose::Write => Some(Arc::clone(&self.turns).acquire_owned().await.map_err(|_| closed())?),
            };
            let connection = match &self.connections {
                Connections::Postgres(pool) => Connection::Postgres(pool.get().await.map_err(reached)?),
                Connections::Sqlite(pool) => Connection::Sqlite(pool.get().await.map_err(reached)?),
            };
            Ok(Lease::new(connection, turn, limit))
        };
        timeout(self.patience, lease).await.unwrap_or(Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)))
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
                // One that doesn't answer is closed, too.
                timeout(CLOSED_WITHIN, kept.connection.close()).await.unwrap_or(Ok(())).map_err(not_reached)?;
            }
        });
        Ok(())
    }

    /// A connection of its own, as migrations want it, to a server that takes writes. It has no time limit but for
    /// being connected to.
    pub(crate) async fn dedicated_connection(&self) -> Result<DatabaseConnection, DbErr> {
        fn one<DB: sqlx::Database>(patience: Duration) -> PoolOptions<DB> {
            PoolOptions::new().max_connections(1).acquire_timeout(patience)
        }
        Ok(match &self.connections {
            Connections::Postgres(pool) => {
                let options = pool.manager().options().await.map_err(not_reached)?;
                let pool = one(self.patience).connect_lazy_with(options);
                SqlxPostgresConnector::from_sqlx_postgres_pool(pool)
            }
            Connections::Sqlite(pool) => {
                let pool = one(self.patience).connect_lazy_with(pool.manager().0.clone());
                SqlxSqliteConnector::from_sqlx_sqlite_pool(pool)
            }
        })
    }
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
