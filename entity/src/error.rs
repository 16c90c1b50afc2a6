//! What can go wrong on the way to a row.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use crate::admission;

/// The result of reaching for rows.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why rows could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique key holds the value already; names the key's last column.
    #[error("another row has this {column} already")]
    Taken {
        /// The column, such as `remote_id`.
        column: &'static str,
    },
    /// A row that this one names is not there, or one that goes is still named by another.
    #[error("a row that is named doesn't exist, or one that goes is still named")]
    Reference,
    /// The row was changed since it was read, or somebody else is changing it.
    #[error("the row was changed in the meantime")]
    Stale,
    /// A transaction can't end, since something still holds a scope that writes into it.
    #[error("a transaction that was to end is still in use")]
    Held,
    /// So many wait for a connection to the database already that nobody else may.
    #[error("too many wait for the database already")]
    Busy,
    /// A list was read for as long as it may be, and there would be more to read.
    #[error("the list takes too long to read")]
    TooLong,
    /// No connection to the database was to be had in time.
    #[error("the database doesn't answer, or has too much to do")]
    Timeout(DbErr),
    /// The database could not be reached, or is not ready.
    #[error("the database is not available: {0}")]
    Unavailable(DbErr),
    /// The database's URL is none, or asks for what there isn't.
    #[error("{0}")]
    Url(String),
    /// Anything else that the database says.
    #[error(transparent)]
    Database(DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => Self::Taken { column: column_of(&what) },
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Reference,
            _ if is_contention(&error) => Self::Stale,
            _ if admission::is_refusal(&error) => Self::Busy,
            _ if is_timeout(&error) => Self::Timeout(error),
            _ if is_unavailable(&error) => Self::Unavailable(error),
            _ => Self::Database(error),
        }
    }
}

/// The last column of the unique key that a database's message names: Postgres says `"uq_candidates_remote_id"`,
/// SQLite `candidates.account_id, candidates.remote_id`.
fn column_of(message: &str) -> &'static str {
    let last = |column: &&str| message.contains(&format!("_{column}\"")) || message.ends_with(&format!(".{column}"));
    ["remote_id", "key"].into_iter().find(last).unwrap_or("id")
}

/// Two transactions that can't both go on (Postgres, class 40): a deadlock, or no order in which they could have run.
fn is_contention(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error else {
        return false;
    };
    let Some(error) = error.as_database_error() else { return false };
    matches!(error.code().as_deref(), Some("40P01" | "40001"))
}

fn is_timeout(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout) => true,
        DbErr::Conn(RuntimeErr::SqlxError(error)) => matches!(error.as_ref(), sea_orm::SqlxError::PoolTimedOut),
        _ => false,
    }
}

fn is_unavailable(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match error.as_ref() {
                sea_orm::SqlxError::Io(_)
                | sea_orm::SqlxError::Tls(_)
                | sea_orm::SqlxError::PoolTimedOut
                | sea_orm::SqlxError::PoolClosed
                | sea_orm::SqlxError::WorkerCrashed => true,
                // Postgres, class 57: it is shutting down or starting; class 08: the connection failed; 53300: too many of them;
                // 25P03: a transaction was left open for too long.
                // 25006: it only reads, and another one takes over.
                // SQLite, 5: another writer held the file for longer than the busy timeout.
                sea_orm::SqlxError::Database(error) => error.code().is_some_and(|code| {
                    code.starts_with("57P")
                        || code.starts_with("08")
                        || ["25006", "25P03", "53300", "5", "517"].contains(&code.as_ref())
                }),
                _ => false,
            }
        }
        _ => false,
    }
}
