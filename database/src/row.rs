//! Reading rows by the positions of their columns.
//!
//! sea-orm looks up each column by name and checks its type, which takes longer than reading the value. The types are
//! known here: they come from this project's migrations.

use sea_orm::{
    DbErr, QueryResult, RuntimeErr,
    sqlx::{self, Decode, Postgres, Row, Sqlite, postgres::PgRow, sqlite::SqliteRow},
};

/// A row whose columns are read from left to right.
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

/// A type that the drivers of both databases can read from a column.
pub trait DecodableColumn<'r>: Decode<'r, Postgres> + Decode<'r, Sqlite> {}

impl<'r, T: Decode<'r, Postgres> + Decode<'r, Sqlite>> DecodableColumn<'r> for T {}

impl<'r> PositionalRow<'r> {
    /// # Errors
    ///
    /// If the row comes from another database.
    pub fn new(row: &'r QueryResult) -> Result<Self, DbErr> {
        let row = match (row.try_as_pg_row(), row.try_as_sqlite_row()) {
            (Some(row), _) => Either::Postgres(row),
            (_, Some(row)) => Either::Sqlite(row),
            _ => return Err(DbErr::Custom("a row of neither database".to_owned())),
        };
        Ok(Self { row, next: 0 })
    }

    /// The value of the next column.
    ///
    /// # Errors
    ///
    /// If there is no such column, or its bytes are not a value of the type.
    pub fn read<T: DecodableColumn<'r>>(&mut self) -> Result<T, DbErr> {
        let position = self.next;
        self.next += 1;
        match self.row {
            Either::Postgres(row) => row.try_get_unchecked(position),
            Either::Sqlite(row) => row.try_get_unchecked(position),
        }
        .map_err(undecodable)
    }
}

fn undecodable(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
