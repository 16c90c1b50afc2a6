//! Why rows can't be read or written.

use sea_orm::{
    DbErr, RuntimeErr, SqlErr,
    sqlx::{error::DatabaseError, postgres::PgDatabaseError},
};

use crate::admission;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why rows could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another row has the value of a unique key already.
    #[error("another row has this {column} already")]
    DuplicateKey {
        /// The key's last column, such as `remote_id`.
        column: &'static str,
    },
    /// A row refers to one that doesn't exist, or one that is deleted is still referred to.
    #[error("a row refers to one that doesn't exist, or a deleted row is still referred to")]
    Reference,
    /// The row was changed since it was read, or another transaction is changing it.
    #[error("the row was changed in the meantime")]
    WriteConflict,
    /// A transaction can't end while something else still writes to it.
    #[error("the transaction is still in use and can't end")]
    TransactionInUse,
    /// Too many statements wait for a connection already.
    #[error("too many wait for the database already")]
    Busy,
    /// Reading a list reached its time limit.
    #[error("the list takes too long to read")]
    TimeLimit,
    /// There was no connection in time.
    #[error("the database doesn't answer, or has too much to do")]
    Timeout(DbErr),
    /// The database could not be reached, or is not ready.
    #[error("the database is not available: {0}")]
    Unavailable(DbErr),
    /// The URL is invalid, or has a setting that isn't supported.
    #[error("{0}")]
    Url(String),
    /// Any other error of the database.
    #[error(transparent)]
    Database(DbErr),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err().or_else(|| violation_in_shard(&error)) {
            Some(SqlErr::UniqueConstraintViolation(message)) => {
                Self::DuplicateKey { column: column_of(&error, &message) }
            }
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Reference,
            _ if is_contention(&error) => Self::WriteConflict,
            _ if admission::is_refusal(&error) => Self::Busy,
            _ if is_timeout(&error) => Self::Timeout(error),
            _ if is_unavailable(&error) => Self::Unavailable(error),
            _ => Self::Database(error),
        }
    }
}

/// The columns that unique keys end with, except for ids.
const UNIQUE: [&str; 4] = ["remote_id", "key", "prefix", "digest"];

/// The last column of the unique key that an error is about. `message` is the text of the error.
fn column_of(error: &DbErr, message: &str) -> &'static str {
    let postgres = database_error(error).and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    let Some(postgres) = postgres else { return column_of_sqlite(message) };
    let named = postgres.constraint().unwrap_or(message);
    postgres.detail().and_then(column_of_detail).or_else(|| column_of_name(named)).unwrap_or("id")
}

/// SQLite's message ends with `candidates.account_id, candidates.remote_id`.
fn column_of_sqlite(message: &str) -> &'static str {
    let last = |column: &&str| message.ends_with(&format!(".{column}"));
    UNIQUE.into_iter().find(last).unwrap_or("id")
}

/// Postgres says `Key (account_id, remote_id)=(…) already exists.`, with other words around it in other languages. The
/// values come after the columns.
fn column_of_detail(detail: &str) -> Option<&'static str> {
    let (columns, _) = detail.split_once(")=(")?;
    let (_, columns) = columns.split_once('(')?;
    let last = columns.rsplit(", ").next()?;
    Some(UNIQUE.into_iter().find(|column| *column == last).unwrap_or("id"))
}

/// A database user who may not read the row gets only the name of the key, `uq_candidates_remote_id`, in quotes if it
/// is in a message. On a node of a distributed database the name ends with a shard's number,
/// `uq_candidates_remote_id_102008`.
fn column_of_name(text: &str) -> Option<&'static str> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
    let name = words.into_iter().find(|word| word.starts_with("uq_"))?;
    let name = name.trim_end_matches(|char: char| char.is_ascii_digit()).trim_end_matches('_');
    UNIQUE.into_iter().find(|column| name.ends_with(&format!("_{column}")))
}

/// A violation that a distributed database reports as an internal error (XX000). Citus 13.2 writes the rows of an
/// `INSERT … SELECT` to the shards by COPY, and then only repeats the shard's message and detail (`multi_copy.c`).
fn violation_in_shard(error: &DbErr) -> Option<SqlErr> {
    let error = database_error(error)?;
    if error.code()? != "XX000" {
        return None;
    }
    let message = error.message().to_owned();
    match prefix_of_shard_key(&message)? {
        "uq" | "pk" => Some(SqlErr::UniqueConstraintViolation(message)),
        "fk" => Some(SqlErr::ForeignKeyConstraintViolation(message)),
        _ => None,
    }
}

/// The first part of the name of a shard's key in a message: `uq` of `uq_candidates_remote_id_102008`.
fn prefix_of_shard_key(message: &str) -> Option<&str> {
    let names = message.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
    names.into_iter().find_map(|name| {
        let (prefix, rest) = name.split_once('_')?;
        let (_, shard) = rest.rsplit_once('_')?;
        let is_key = ["uq", "pk", "fk"].contains(&prefix);
        (is_key && !shard.is_empty() && shard.bytes().all(|byte| byte.is_ascii_digit())).then_some(prefix)
    })
}

fn database_error(error: &DbErr) -> Option<&dyn DatabaseError> {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error else {
        return None;
    };
    error.as_database_error()
}

/// A deadlock, or a serialization failure (Postgres, class 40).
fn is_contention(error: &DbErr) -> bool {
    let code = database_error(error).and_then(DatabaseError::code);
    matches!(code.as_deref(), Some("40P01" | "40001"))
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
                // A proxy that closes the connection in the middle of a message causes this error.
                | sea_orm::SqlxError::Protocol(_)
                | sea_orm::SqlxError::PoolTimedOut
                | sea_orm::SqlxError::PoolClosed
                | sea_orm::SqlxError::WorkerCrashed => true,
                // Postgres: class 57P is a server that starts or shuts down, class 08 a failed connection, 53300 too
                // many connections, and 25P03 a transaction that was left open for too long. 25006 is a server that
                // only reads, while another one takes over. SQLite: 5 and 517 mean that another writer held the file
                // for too long.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_connection_means_that_the_database_is_unavailable() {
        let broken = || sea_orm::SqlxError::Protocol("unexpected end of the message".to_owned());
        for error in
            [DbErr::Exec(RuntimeErr::SqlxError(broken().into())), DbErr::Query(RuntimeErr::SqlxError(broken().into()))]
        {
            assert!(matches!(Error::from(error), Error::Unavailable(_)));
        }
    }

    #[test]
    fn a_unique_key_is_known_by_its_columns_in_any_language() {
        for (detail, column) in [
            ("Key (account_id, remote_id)=(0198c0de, 17) already exists.", Some("remote_id")),
            ("Schlüssel »(account_id, key)=(0198c0de, a)=(b, remote_id)« existiert bereits.", Some("key")),
            ("キー (account_id, id)=(0198c0de, 0198c0df) はすでに存在します。", Some("id")),
            ("Key (email)=(remote_id) already exists.", Some("id")),
            ("It is there already.", None),
        ] {
            assert_eq!(column_of_detail(detail), column, "{detail}");
        }
    }

    #[test]
    fn a_unique_key_is_known_by_its_name_on_any_shard() {
        for (text, column) in [
            ("uq_playbooks_key", Some("key")),
            ("uq_playbooks_key_102008", Some("key")),
            ("duplicate key value violates unique constraint \"uq_candidates_remote_id_102031\"", Some("remote_id")),
            ("doppelter Schlüsselwert verletzt Unique-Constraint »uq_templates_key«", Some("key")),
            ("duplicate key value violates unique constraint \"pk_candidates_102031\"", None),
        ] {
            assert_eq!(column_of_name(text), column, "{text}");
        }
    }

    #[test]
    fn a_key_in_the_message_of_a_shard_is_recognised() {
        for (message, prefix) in [
            ("duplicate key value violates unique constraint \"uq_candidates_remote_id_102031\"", Some("uq")),
            ("doppelter Schlüsselwert verletzt Unique-Constraint »pk_candidates_102031«", Some("pk")),
            (
                "insert on table \"messages_102\" violates foreign key constraint \"fk_messages_contact_id_102\"",
                Some("fk"),
            ),
            ("duplicate key value violates unique constraint \"uq_candidates_remote_id\"", None),
            ("cache lookup failed for relation 102031", None),
        ] {
            assert_eq!(prefix_of_shard_key(message), prefix, "{message}");
        }
    }

    #[test]
    fn sqlite_names_the_columns() {
        let said = |columns| format!("UNIQUE constraint failed: {columns}");
        assert_eq!(column_of_sqlite(&said("candidates.account_id, candidates.remote_id")), "remote_id");
        assert_eq!(column_of_sqlite(&said("playbooks.account_id, playbooks.key")), "key");
        assert_eq!(column_of_sqlite(&said("candidates.account_id, candidates.id")), "id");
    }
}
