//! JSON that the database makes or reads, so that what belongs to a row comes with it, in one query.

use sea_orm::{
    ColumnTrait, ColumnType, DbBackend, EntityTrait, ExprTrait, IdenStatic, Iterable,
    sea_query::{Expr, Func, FunctionCall, Query, SelectStatement, extension::postgres::PgFunc},
};
use uuid::Uuid;

/// How a database writes JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json(pub(crate) DbBackend);

impl Json {
    /// A row of a table, by the name that it goes by in the query, with all its columns by their names.
    pub(crate) fn row<E: EntityTrait>(self, name: &'static str) -> Expr {
        match self.0 {
            DbBackend::Postgres => Func::cust("row_to_json").arg(Expr::col(name)).into(),
            _ => self.object(E::Column::iter().map(|column| (column.as_str(), sqlite_value(name, column)))),
        }
    }

    /// An object of these members.
    pub(crate) fn object(self, members: impl IntoIterator<Item = (&'static str, Expr)>) -> Expr {
        let function = match self.0 {
            DbBackend::Postgres => "json_build_object",
            _ => "json_object",
        };
        let members = members.into_iter().flat_map(|(name, value)| [Expr::cust(format!("'{name}'")), value]);
        Func::cust(function).args(members).into()
    }

    /// The JSON that a query finds.
    pub(crate) fn one(self, query: SelectStatement) -> Expr {
        match self.0 {
            DbBackend::Postgres => query.into(),
            _ => Func::cust("json").arg(query).into(),
        }
    }

    /// The rows that a query finds in a table, in the query's order.
    pub(crate) fn rows<E: EntityTrait>(self, query: SelectStatement) -> Expr {
        self.list("found", self.row::<E>("found"), query)
    }

    /// What `item` makes of each row that a query finds, in the query's order; `name` is that of the row.
    pub(crate) fn list(self, name: &'static str, item: Expr, query: SelectStatement) -> Expr {
        let list =
            |function| Query::select().expr(Func::cust(function).arg(item)).from_subquery(query, name).to_owned();
        match self.0 {
            DbBackend::Postgres => Func::coalesce([list("json_agg").into(), Expr::cust("'[]'")]).into(),
            _ => Func::cust("json").arg(list("json_group_array")).into(),
        }
    }

    /// An id.
    pub(crate) fn id(self, name: &'static str, column: impl ColumnTrait) -> Expr {
        match self.0 {
            DbBackend::Postgres => Expr::col((name, column)),
            _ => sqlite_value(name, column),
        }
    }
}

/// "Is one of these ids", with all of them in one parameter: the statement is the same however many there are.
pub(crate) fn one_of(backend: DbBackend, column: Expr, ids: impl IntoIterator<Item = impl Into<Uuid>>) -> Expr {
    let ids = ids.into_iter().map(Into::into);
    if backend == DbBackend::Postgres {
        return column.eq(PgFunc::any(Expr::value(ids.collect::<Vec<Uuid>>()).cast_as("uuid[]")));
    }
    let id = Func::cust("unhex").arg(Expr::col("value"));
    column.in_subquery(Query::select().expr(id).from_function(each(ids), "ids").to_owned())
}

/// Ids with their places in a list, from 0.
pub(crate) fn numbered(backend: DbBackend, ids: impl IntoIterator<Item = impl Into<Uuid>>) -> SelectStatement {
    let ids: Vec<Uuid> = ids.into_iter().map(Into::into).collect();
    let mut rows = Query::select();
    if backend == DbBackend::Postgres {
        let last = i32::try_from(ids.len()).unwrap_or(i32::MAX) - 1;
        let ids = Func::cust("unnest").arg(Expr::value(ids).cast_as("uuid[]"));
        rows.expr(ids).expr(Func::cust("generate_series").args([0, last].map(Expr::value)));
    } else {
        rows.expr(Func::cust("unhex").arg(Expr::col("value"))).column("key").from_function(each(ids), "ids");
    }
    rows
}

/// Ids as a table whose `value` is the id in hexadecimal digits, and whose `key` is its place.
fn each(ids: impl IntoIterator<Item = Uuid>) -> FunctionCall {
    let list: serde_json::Value = ids.into_iter().map(|id| id.simple().to_string()).collect();
    Func::cust("json_each").arg(list.to_string())
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
