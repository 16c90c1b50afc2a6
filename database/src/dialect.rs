//! JSON that the database makes or reads, so that what belongs to a row comes with it, in one query.

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, EntityTrait, ExprTrait, IdenStatic, Iterable, Value,
    sea_query::{Expr, Func, FunctionCall, Query, SelectStatement, extension::postgres::PgFunc},
};
use uuid::Uuid;

/// How a database writes JSON.
#[derive(Clone, Copy, Debug)]
pub struct Json(pub DbBackend);

impl Json {
    /// A row of a table, by the name that it goes by in the query, with all its columns by their names.
    pub fn row<E: EntityTrait>(self, name: &'static str) -> Expr {
        match self.0 {
            DbBackend::Postgres => Func::cust("row_to_json").arg(Expr::col(name)).into(),
            _ => self.object(E::Column::iter().map(|column| (column.as_str(), sqlite_value(name, column)))),
        }
    }

    /// An object of these members.
    pub fn object(self, members: impl IntoIterator<Item = (&'static str, Expr)>) -> Expr {
        let function = match self.0 {
            DbBackend::Postgres => "json_build_object",
            _ => "json_object",
        };
        let members = members.into_iter().flat_map(|(name, value)| [Expr::cust(format!("'{name}'")), value]);
        Func::cust(function).args(members).into()
    }

    /// The JSON that a query finds.
    pub fn one(self, query: SelectStatement) -> Expr {
        match self.0 {
            DbBackend::Postgres => query.into(),
            _ => Func::cust("json").arg(query).into(),
        }
    }

    /// The rows that a query finds in a table, in the query's order.
    pub fn rows<E: EntityTrait>(self, query: SelectStatement) -> Expr {
        self.list("found", self.row::<E>("found"), query)
    }

    /// What `item` makes of each row that a query finds, in the query's order; `name` is that of the row.
    pub fn list(self, name: &'static str, item: Expr, query: SelectStatement) -> Expr {
        let list =
            |function| Query::select().expr(Func::cust(function).arg(item)).from_subquery(query, name).to_owned();
        match self.0 {
            DbBackend::Postgres => Func::coalesce([list("json_agg").into(), Expr::cust("'[]'")]).into(),
            _ => Func::cust("json").arg(list("json_group_array")).into(),
        }
    }

    /// An id.
    pub fn id(self, name: &'static str, column: impl ColumnTrait) -> Expr {
        match self.0 {
            DbBackend::Postgres => Expr::col((name, column)),
            _ => sqlite_value(name, column),
        }
    }
}

/// "Is one of these ids", with all of them in one parameter: the statement is the same however many there are.
pub fn one_of(backend: DbBackend, column: Expr, which: impl IntoIterator<Item = impl Into<Uuid>>) -> Expr {
    let which = Expr::value(ids(backend, which));
    if backend == DbBackend::Postgres {
        return column.eq(PgFunc::any(which.cast_as("uuid[]")));
    }
    let id = Func::cust("unhex").arg(Expr::col("value"));
    column.in_subquery(Query::select().expr(id).from_function(each(which), "ids").to_owned())
}

/// Ids as one value: a list of them on Postgres, on `SQLite` the text of a JSON array of their hexadecimal digits.
pub fn ids(backend: DbBackend, ids: impl IntoIterator<Item = impl Into<Uuid>>) -> Value {
    let ids = ids.into_iter().map(Into::into);
    if backend == DbBackend::Postgres {
        return ids.collect::<Vec<Uuid>>().into();
    }
    let digits: serde_json::Value = ids.map(|id| id.simple().to_string()).collect();
    digits.to_string().into()
}

/// Ids with their places in a list, from 0.
pub fn numbered(backend: DbBackend, which: &[impl Into<Uuid> + Copy]) -> SelectStatement {
    let value = Expr::value(ids(backend, which.iter().copied()));
    let mut rows = Query::select();
    if backend == DbBackend::Postgres {
        let last = i32::try_from(which.len()).unwrap_or(i32::MAX) - 1;
        let ids = Func::cust("unnest").arg(value.cast_as("uuid[]"));
        rows.expr(ids).expr(Func::cust("generate_series").args([0, last].map(Expr::value)));
    } else {
        rows.expr(Func::cust("unhex").arg(Expr::col("value"))).column("key").from_function(each(value), "ids");
    }
    rows
}

/// Ids as a table whose `value` is the id in hexadecimal digits, and whose `key` is its place.
fn each(ids: Expr) -> FunctionCall {
    Func::cust("json_each").arg(ids)
}

/// A column as JSON has it: SQLite knows neither ids nor truth values, and keeps JSON as text.
fn sqlite_value(name: &'static str, column: impl ColumnTrait) -> Expr {
    let value = Expr::col((name, column));
    match column.def().get_column_type() {
        ColumnType::Uuid => Func::cust("nullif").args([Func::cust("hex").arg(value).into(), Expr::cust("''")]).into(),
        ColumnType::Boolean => {
            let word = Func::cust("iif").args([value, Expr::cust("'true'"), Expr::cust("'false'")]);
            Func::cust("json").arg(word).into()
        }
        ColumnType::Json | ColumnType::JsonBinary => Func::cust("json").arg(value).into(),
        _ => value,
    }
}
