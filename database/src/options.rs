//! The kinds of database, and how to connect to one.

use std::time::Duration;

use sea_orm::DbBackend;

/// A kind of database.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backend {
    /// Postgres: the target.
    Postgres,
    /// SQLite in a file: embedded, for trying out.
    Sqlite,
}

/// How to connect.
#[derive(Clone, Debug)]
pub struct DatabaseOptions {
    /// The most connections at a time.
    pub max_connections: u32,
    /// How long a request waits for a connection before it is told that the database is not available.
    pub acquire_timeout: Duration,
    /// How long Postgres may take to answer a statement before it is given up, and its connection with it.
    pub statement_timeout: Duration,
}

/// The number of connections of a pool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PoolState {
    /// Connections that are open.
    pub open: u32,
    /// Open connections that are not in use.
    pub idle: u32,
    /// The most that may be open.
    pub most: u32,
}

impl From<Backend> for DbBackend {
    fn from(backend: Backend) -> Self {
        match backend {
            Backend::Postgres => Self::Postgres,
            Backend::Sqlite => Self::Sqlite,
        }
    }
}

impl Backend {
    /// Its name, as OpenTelemetry calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Sqlite => "sqlite",
        }
    }
}
