//! The cells of a row, read by the places of their columns: sea-orm looks each up by its name and asks whether its type
//! fits, which takes longer than what is then done with it. The types are those of this project's own migrations.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    DbErr, QueryResult, RuntimeErr,
    sqlx::{self, Decode, Postgres, Row, Sqlite, postgres::PgRow, sqlite::SqliteRow, types::Json},
};
use serde_json::Value;
use uuid::Uuid;

use super::{OfferList, TextList};
use crate::ContactId;

/// The cells of a row from left to right.
#[derive(Debug)]
pub struct Cells<'r> {
    row: Either<'r>,
    next: usize,
}

#[derive(Debug)]
enum Either<'r> {
    Postgres(&'r PgRow),
    Sqlite(&'r SqliteRow),
}

impl<'r> Cells<'r> {
    pub(crate) fn of(row: &'r QueryResult) -> Result<Self, DbErr> {
        let row = match (row.try_as_pg_row(), row.try_as_sqlite_row()) {
            (Some(row), _) => Either::Postgres(row),
            (_, Some(row)) => Either::Sqlite(row),
            _ => return Err(DbErr::Custom("a row of neither database".to_owned())),
        };
        Ok(Self { row, next: 0 })
    }

    /// The next cell.
    pub(crate) fn next<C: Cell>(&mut self) -> Result<C, DbErr> {
        let place = self.next;
        self.next += 1;
        let stored = match self.row {
            Either::Postgres(row) => row.try_get_unchecked(place),
            Either::Sqlite(row) => row.try_get_unchecked(place),
        };
        stored.map(C::from_stored).map_err(unreadable)
    }
}

fn unreadable(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

/// What a column holds.
pub trait Cell: Sized {
    /// What the drivers know it as.
    type Stored: for<'r> Decode<'r, Postgres> + for<'r> Decode<'r, Sqlite>;

    /// It, from that.
    fn from_stored(stored: Self::Stored) -> Self;
}

impl<C: Cell> Cell for Option<C> {
    type Stored = Option<C::Stored>;

    fn from_stored(stored: Self::Stored) -> Self {
        stored.map(C::from_stored)
    }
}

macro_rules! cells {
    ($($cell:ty: $stored:ty, $from:expr;)*) => {$(
        impl Cell for $cell {
            type Stored = $stored;

            fn from_stored(stored: $stored) -> Self {
                $from(stored)
            }
        }
    )*};
}

cells! {
    bool: Self, std::convert::identity;
    i16: Self, std::convert::identity;
    i64: Self, std::convert::identity;
    String: Self, std::convert::identity;
    NaiveDate: Self, std::convert::identity;
    DateTime<Utc>: Self, std::convert::identity;
    Uuid: Self, std::convert::identity;
    Value: Json<Self>, |Json(value)| value;
    TextList: Json<Self>, |Json(list)| list;
    OfferList: Json<Self>, |Json(list)| list;
    Vec<ContactId>: Json<Self>, |Json(ids)| ids;
}
