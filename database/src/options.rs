//! The kinds of database, and how to connect to one.

use std::time::Duration;

use sea_orm::DbBackend;

/// A kind of database.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backend {
    /// Postgres, for production.
    Postgres,
    /// SQLite in a file: the embedded database, for trials.
    Sqlite,
}

/// How to connect.
#[derive(Clone, Debug)]
pub struct DatabaseOptions {
    /// The maximum number of connections.
    pub max_connections: u32,
    /// The time after which a request that waits for a connection is refused.
    pub acquire_timeout: Duration,
    /// How long Postgres may work on a statement. After that the statement is cancelled and its connection is closed.
    pub statement_timeout: Duration,
}

/// The number of connections of a pool.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PoolState {
    /// Connections that are open.
    pub open: u32,
    /// Open connections that are not in use.
    pub idle: u32,
    /// The maximum number of connections.
    pub max: u32,
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
    /// The name that OpenTelemetry gives to the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Sqlite => "sqlite",
        }
    }
}
