//! Column values: how they are read and written.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use database::{DecodableColumn, PositionalRow};
use sea_orm::{
    ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, ValueType, ValueTypeErr},
    sqlx::types::Json,
};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

/// Reads the next column of a row.
pub(crate) fn read<C: FromColumn>(row: &mut PositionalRow<'_>) -> Result<C, DbErr> {
    C::decode(row.read()?).map_err(DbErr::from)
}

/// A stored value that its column's type does not accept: the table was changed by other means, or this release no
/// longer accepts the value.
#[derive(Debug, thiserror::Error)]
#[error("a row holds {stored:?}, which {reason}")]
pub struct InvalidStoredValue {
    stored: String,
    reason: String,
}

impl InvalidStoredValue {
    pub(crate) fn new(stored: &dyn fmt::Display, reason: &dyn fmt::Display) -> Self {
        Self { stored: stored.to_string(), reason: reason.to_string() }
    }
}

impl From<InvalidStoredValue> for DbErr {
    fn from(error: InvalidStoredValue) -> Self {
        Self::Type(error.to_string())
    }
}

/// A type that is read from a column.
pub trait FromColumn: Sized {
    /// Whether the column holds a list. An empty list may be read as null.
    const IS_LIST: bool = false;

    /// The type that the database drivers decode.
    type Stored<'r>: DecodableColumn<'r>;

    /// Converts the decoded value.
    fn decode(stored: Self::Stored<'_>) -> Result<Self, InvalidStoredValue>;
}

/// A type that is read from a row that comes as JSON, or from a list in a column.
pub trait FromJson: Sized {
    /// Reads the value.
    fn from_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A domain value that a column can hold.
pub trait ColumnValue: FromColumn + FromJson + Clone {
    /// The type that sea-orm stores.
    type Raw: ValueType + TryGetable + Into<Value>;

    /// Converts to the stored type.
    fn into_raw(self) -> Self::Raw;

    /// Converts from the stored type.
    fn from_raw(raw: Self::Raw) -> Result<Self, InvalidStoredValue>;
}

impl<C: FromColumn> FromColumn for Option<C> {
    type Stored<'r> = Option<C::Stored<'r>>;

    fn decode(stored: Self::Stored<'_>) -> Result<Self, InvalidStoredValue> {
        stored.map(C::decode).transpose()
    }
}

macro_rules! decode {
    ($($type:ty: $stored:ty, $from:expr;)*) => {$(
        impl FromColumn for $type {
            type Stored<'r> = $stored;

            fn decode(stored: $stored) -> Result<Self, InvalidStoredValue> {
                Ok($from(stored))
            }
        }
    )*};
}

decode! {
    i16: Self, std::convert::identity;
    i32: Self, std::convert::identity;
    i64: Self, std::convert::identity;
    String: Self, std::convert::identity;
    NaiveDate: Self, std::convert::identity;
    DateTime<Utc>: Self, std::convert::identity;
    Uuid: Self, std::convert::identity;
    serde_json::Value: Json<Self>, |Json(value)| value;
}

/// A domain value in a column. Implements the traits of sea-orm.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cell<T>(pub T);

impl<T: FromColumn> FromColumn for Cell<T> {
    const IS_LIST: bool = T::IS_LIST;

    type Stored<'r> = T::Stored<'r>;

    fn decode(stored: Self::Stored<'_>) -> Result<Self, InvalidStoredValue> {
        T::decode(stored).map(Self)
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
