//! What columns hold, and how it is read and written.
//!
//! Rows are read by the positions of their columns: sea-orm looks each up by its name and asks whether its type fits,
//! which takes longer than what is then done with it. The types are those of this project's own migrations.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColIdx, DbErr, QueryResult, RuntimeErr, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, ValueType, ValueTypeErr},
    sqlx::{self, Decode, Postgres, Row, Sqlite, postgres::PgRow, sqlite::SqliteRow, types::Json},
};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

/// The cells of a row from left to right.
#[derive(Debug)]
pub struct PositionalRow<'r> {
    row: Either<'r>,
    next: usize,
}

#[derive(Debug)]
enum Either<'r> {
    Postgres(&'r PgRow),
    Sqlite(&'r SqliteRow),
}

impl<'r> PositionalRow<'r> {
    pub(crate) fn of(row: &'r QueryResult) -> Result<Self, DbErr> {
        let row = match (row.try_as_pg_row(), row.try_as_sqlite_row()) {
            (Some(row), _) => Either::Postgres(row),
            (_, Some(row)) => Either::Sqlite(row),
            _ => return Err(DbErr::Custom("a row of neither database".to_owned())),
        };
        Ok(Self { row, next: 0 })
    }

    /// The next cell.
    pub(crate) fn next<C: Decoded>(&mut self) -> Result<C, DbErr> {
        let position = self.next;
        self.next += 1;
        let stored = match self.row {
            Either::Postgres(row) => row.try_get_unchecked(position),
            Either::Sqlite(row) => row.try_get_unchecked(position),
        };
        C::decoded(stored.map_err(undecodable)?).map_err(DbErr::from)
    }
}

fn undecodable(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

/// Why a stored value is none of its column's type: the table was changed by other means, or this release no longer
/// takes the value.
#[derive(Debug, thiserror::Error)]
#[error("a row holds {stored:?}, which {reason}")]
pub struct Unreadable {
    stored: String,
    reason: String,
}

impl Unreadable {
    pub(crate) fn new(stored: &dyn fmt::Display, reason: &dyn fmt::Display) -> Self {
        Self { stored: stored.to_string(), reason: reason.to_string() }
    }
}

impl From<Unreadable> for DbErr {
    fn from(error: Unreadable) -> Self {
        Self::Type(error.to_string())
    }
}

/// What is read from a cell.
pub trait Decoded: Sized {
    /// What the drivers know it as.
    type Stored<'r>: Decode<'r, Postgres> + Decode<'r, Sqlite>;

    /// The value that is stored so.
    fn decoded(stored: Self::Stored<'_>) -> Result<Self, Unreadable>;
}

/// What is read from a row as JSON, or from a list in a column.
pub trait FromJson: Sized {
    /// Reads the value.
    fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A value of the domain that a column can hold.
pub trait ColumnValue: Decoded + FromJson + Clone {
    /// What sea-orm knows it as.
    type Raw: ValueType + TryGetable + Into<Value>;

    /// The value as it is stored.
    fn into_raw(self) -> Self::Raw;

    /// The value that is stored so.
    fn from_raw(raw: Self::Raw) -> Result<Self, Unreadable>;
}

impl<C: Decoded> Decoded for Option<C> {
    type Stored<'r> = Option<C::Stored<'r>>;

    fn decoded(stored: Self::Stored<'_>) -> Result<Self, Unreadable> {
        stored.map(C::decoded).transpose()
    }
}

macro_rules! decoded {
    ($($type:ty: $stored:ty, $from:expr;)*) => {$(
        impl Decoded for $type {
            type Stored<'r> = $stored;

            fn decoded(stored: $stored) -> Result<Self, Unreadable> {
                Ok($from(stored))
            }
        }
    )*};
}

decoded! {
    i16: Self, std::convert::identity;
    i64: Self, std::convert::identity;
    String: Self, std::convert::identity;
    NaiveDate: Self, std::convert::identity;
    DateTime<Utc>: Self, std::convert::identity;
    Uuid: Self, std::convert::identity;
    serde_json::Value: Json<Self>, |Json(value)| value;
}

/// A cell with a value of the domain: what sea-orm has to know of that.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cell<T>(pub T);

impl<T: Decoded> Decoded for Cell<T> {
    type Stored<'r> = T::Stored<'r>;

    fn decoded(stored: Self::Stored<'_>) -> Result<Self, Unreadable> {
        T::decoded(stored).map(Self)
    }
}

impl<'de, T: FromJson> Deserialize<'de> for Cell<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::from_json(deserializer).map(Self)
    }
}

impl<T: ColumnValue> From<Cell<T>> for Value {
    fn from(Cell(value): Cell<T>) -> Self {
        value.into_raw().into()
    }
}

impl<T: ColumnValue> ValueType for Cell<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let raw = <T::Raw as ValueType>::try_from(value)?;
        T::from_raw(raw).map(Self).map_err(|_| ValueTypeErr)
    }

    fn type_name() -> String {
        T::Raw::type_name()
    }

    fn array_type() -> ArrayType {
        T::Raw::array_type()
    }

    fn column_type() -> ColumnType {
        T::Raw::column_type()
    }
}

impl<T: ColumnValue> TryGetable for Cell<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let raw = T::Raw::try_get_by(row, index)?;
        T::from_raw(raw).map(Self).map_err(|error| TryGetError::DbErr(error.into()))
    }
}
