//! The SQL in which Postgres and SQLite differ, and queries that return rows as JSON, so that one query reads a row
//! with all that belongs to it.

mod lists;

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, EntityTrait, ExprTrait, IdenStatic, Iterable, Statement, Value,
    sea_query::{Expr, Func, FunctionCall, IntoColumnRef, LikeExpr, Query, SelectStatement},
};
use uuid::Uuid;

use crate::Backend;

/// The alias of the selected rows in queries that convert them to JSON.
const FOUND: &str = "found";

/// The SQL of a database.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    backend: Backend,
    distributed: bool,
}

/// A value for each kind of database, such as the text of a statement. Each value is built once.
#[derive(Debug)]
pub struct PerBackend<T> {
    postgres: T,
    sqlite: T,
}

impl<T> PerBackend<T> {
    pub const fn new(postgres: T, sqlite: T) -> Self {
        Self { postgres, sqlite }
    }

    /// The value for this database.
    pub fn get(&self, dialect: Dialect) -> &T {
        match dialect.backend {
            Backend::Postgres => &self.postgres,
            Backend::Sqlite => &self.sqlite,
        }
    }
}

impl Dialect {
    pub(crate) fn new(backend: Backend, distributed: bool) -> Self {
        Self { backend, distributed }
    }

    fn is_postgres(self) -> bool {
        self.backend == Backend::Postgres
    }

    /// Whether tables may be distributed over several nodes: see [`crate::Database::is_distributed`].
    #[must_use]
    pub fn is_distributed(self) -> bool {
        self.distributed
    }

    /// Whether one statement should write to several tables, each in a `WITH` clause, which saves round trips. `SQLite`
    /// has no such statements. A distributed database would split one and write each part with a two-phase commit.
    #[must_use]
    pub fn has_writing_ctes(self) -> bool {
        self.is_postgres() && !self.distributed
    }

    /// Whether lists can be parameters (`unnest($1::uuid[])`), so that a short text inserts many rows. Otherwise each
    /// value is a parameter, or a list is the text of a JSON array.
    #[must_use]
    pub fn has_list_parameters(self) -> bool {
        self.is_postgres()
    }

    /// A statement with this text.
    pub fn statement(self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.backend.into(), sql, values)
    }

    /// The text of a query, with placeholders for its values.
    #[must_use]
    pub fn text(self, query: &SelectStatement) -> String {
        DbBackend::from(self.backend).build(query).sql
    }

    /// An expression that uses the statement's first parameter again. Returns `otherwise`, which has the same value, if
    /// parameters have no numbers.
    #[must_use]
    pub fn first_parameter(self, otherwise: Expr) -> Expr {
        if self.is_postgres() { Expr::cust("$1") } else { otherwise }
    }

    /// A query of ids with their positions in the list, from 0.
    #[must_use]
    pub fn enumerate_ids(self, ids: &[impl Into<Uuid> + Copy]) -> SelectStatement {
        let value = Expr::value(self.id_list(ids.iter().copied()));
        let mut rows = Query::select();
        if self.is_postgres() {
            let last = i32::try_from(ids.len()).unwrap_or(i32::MAX) - 1;
            let ids = Func::cust("unnest").arg(value.cast_as("uuid[]"));
            rows.expr(ids).expr(Func::cust("generate_series").args([0, last].map(Expr::value)));
        } else {
            let id = Func::cust("unhex").arg(Expr::col("value"));
            rows.expr(id).column("key").from_function(json_each(value), "ids");
        }
        rows
    }

    /// Whether a column of bytes is empty or has all these bits set, counted from the lowest bit of the first byte.
    /// `None` if the database can't compare bits, so that the bytes have to be read.
    #[must_use]
    pub fn has_bits(self, column: &'static str, bits: &[usize]) -> Option<Expr> {
        if !self.is_postgres() {
            return None;
        }
        let bits: Vec<i32> = bits.iter().filter_map(|bit| i32::try_from(*bit).ok()).collect();
        let sql = format!(
            "(length({column}) = 0 OR NOT EXISTS \
             (SELECT 1 FROM unnest($1::int[]) AS bit WHERE get_bit({column}, bit) = 0))"
        );
        Some(Expr::cust_with_values(sql, [bits]))
    }

    /// A row of a table as a JSON object with all its columns. `name` is the alias of the table in the query. Empty
    /// lists may be null. `is_list` has a flag for each column: whether it is a list.
    #[must_use]
    pub fn json_row<E: EntityTrait>(self, name: &'static str, is_list: &[bool]) -> Expr {
        if self.is_postgres() {
            return Func::cust("row_to_json").arg(Expr::col(name)).into();
        }
        self.json_object(sqlite_row::<E>(name, is_list))
    }

    /// A JSON object with these members.
    pub fn json_object(self, members: impl IntoIterator<Item = (&'static str, Expr)>) -> Expr {
        let function = if self.is_postgres() { "json_build_object" } else { "json_object" };
        let members = members.into_iter().flat_map(|(name, value)| [Expr::cust(format!("'{name}'")), value]);
        Func::cust(function).args(members).into()
    }

    /// The JSON value of a query of one row and one column.
    #[must_use]
    pub fn json_subquery(self, query: SelectStatement) -> Expr {
        if self.is_postgres() { query.into() } else { Func::cust("json").arg(query).into() }
    }

    /// A JSON array of the rows of a table that a query selects, in the query's order; see [`Dialect::json_row`].
    #[must_use]
    pub fn json_rows<E: EntityTrait>(self, query: SelectStatement, is_list: &[bool]) -> Expr {
        self.json_list(FOUND, self.json_row::<E>(FOUND, is_list), query)
    }

    /// A JSON array of `item` for each row that a query selects, in the query's order. `name` is the alias of the row.
    #[must_use]
    pub fn json_list(self, name: &'static str, item: Expr, query: SelectStatement) -> Expr {
        let list =
            |function| Query::select().expr(Func::cust(function).arg(item)).from_subquery(query, name).to_owned();
        if self.is_postgres() {
            return Func::coalesce([list("json_agg").into(), Expr::cust("'[]'")]).into();
        }
        Func::cust("json").arg(list("json_group_array")).into()
    }

    /// The text that selects a table's columns in their order. Empty lists are selected as null, since Postgres takes
    /// as long to write `[]` as to write several other columns. `is_list` has a flag for each column: whether it is a
    /// list.
    #[must_use]
    pub fn select_list<E: EntityTrait>(self, is_list: &[bool]) -> String {
        let table = E::default();
        let columns = E::Column::iter().zip(is_list).map(|(column, is_list)| {
            let name = format!("\"{}\".\"{}\"", table.table_name(), column.as_str());
            // An empty list has 4 bytes of content and a length of 1 or 4 bytes.
            let empty = self.is_postgres() && *is_list;
            if empty { format!("CASE WHEN pg_column_size({name}) > 8 THEN {name} END") } else { name }
        });
        columns.collect::<Vec<_>>().join(", ")
    }

    /// Whether the rows of a list are read as one JSON document. The driver of `SQLite` copies each value and hands
    /// each row over from another thread, which takes several times as long as reading JSON.
    #[must_use]
    pub fn reads_rows_as_json(self) -> bool {
        !self.is_postgres()
    }

    /// The text of a JSON array of a table's columns in their order, of rows with the alias `found`. Empty lists are
    /// null. `is_list` has a flag for each column: whether it is a list.
    #[must_use]
    pub fn json_array<E: EntityTrait>(self, is_list: &[bool]) -> String {
        let row = Func::cust("json_array").args(sqlite_row::<E>(FOUND, is_list).map(|(_, value)| value));
        self.text(Query::select().expr(row)).replacen("SELECT ", "", 1)
    }

    /// A JSON array of `item`, the text of an expression, for each row that a query finds.
    #[must_use]
    pub fn json_array_of(self, item: &'static str, query: SelectStatement) -> SelectStatement {
        let items = Func::cust("json_group_array").arg(Expr::cust(item));
        Query::select().expr(items).from_subquery(query, FOUND).to_owned()
    }

    /// A column of ids as JSON.
    pub fn json_id(self, name: &'static str, column: impl ColumnTrait) -> Expr {
        if self.is_postgres() { Expr::col((name, column)) } else { sqlite_json(name, column) }
    }
}

/// Whether a column contains this text. Case is ignored, and no character has a special meaning.
pub fn contains_text(column: impl IntoColumnRef, text: &str) -> Expr {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(pattern).escape('\\'))
}

/// Ids as a table. Its column `value` is the id in hexadecimal digits, `key` is the position.
fn json_each(ids: Expr) -> FunctionCall {
    Func::cust("json_each").arg(ids)
}

/// A row's columns as JSON has them, by their names.
fn sqlite_row<E: EntityTrait>(name: &'static str, is_list: &[bool]) -> impl Iterator<Item = (&'static str, Expr)> {
    E::Column::iter().zip(is_list).map(move |(column, is_list)| {
        let mut value = sqlite_json(name, column);
        if *is_list {
            // Reading an empty list as JSON takes longer than comparing it.
            let is_empty = Expr::col((name, column)).eq(Expr::cust("'[]'"));
            value = Func::cust("iif").args([is_empty, Expr::cust("NULL"), value]).into();
        }
        (column.as_str(), value)
    })
}

/// A column as JSON. SQLite has no types for ids and booleans, and stores JSON as text.
fn sqlite_json(name: &'static str, column: impl ColumnTrait) -> Expr {
    let value = Expr::col((name, column));
    match column.def().get_column_type() {
        ColumnType::Uuid => Func::cust("nullif").args([Func::cust("hex").arg(value).into(), Expr::cust("''")]).into(),
        ColumnType::Boolean => {
            let unless_null = [value.clone().is_null(), Expr::cust("NULL"), Expr::cust("'false'")];
            let otherwise = Func::cust("iif").args(unless_null).into();
            let word = Func::cust("iif").args([value, Expr::cust("'true'"), otherwise]);
            Func::cust("json").arg(word).into()
        }
        ColumnType::Json | ColumnType::JsonBinary => Func::cust("json").arg(value).into(),
        _ => value,
    }
}
