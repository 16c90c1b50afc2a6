//! Lists in one parameter each, so that the text of a statement is the same for any number of items.

use std::collections::BTreeSet;

use sea_orm::{
    ExprTrait, JoinType, Value,
    sea_query::{Asterisk, Expr, Func, Query, SelectStatement, extension::postgres::PgFunc},
};
use uuid::Uuid;

use super::{Dialect, json_each};

impl Dialect {
    /// The condition that a row has one of these ids, with all ids in one parameter. So the text is the same for any
    /// number.
    #[must_use]
    pub fn is_one_of(self, column: Expr, which: impl IntoIterator<Item = impl Into<Uuid>>) -> Expr {
        let which = Expr::value(self.id_list(which));
        if self.is_postgres() {
            return column.eq(PgFunc::any(which.cast_as("uuid[]")));
        }
        let id = Func::cust("unhex").arg(Expr::col("value"));
        column.in_subquery(Query::select().expr(id).from_function(json_each(which), "ids").to_owned())
    }

    /// Whether the column is one of these texts. All texts are one parameter.
    #[must_use]
    pub fn is_one_of_texts(self, column: Expr, which: &[&str]) -> Expr {
        if self.is_postgres() {
            let which: Vec<String> = which.iter().map(|text| (*text).to_owned()).collect();
            return column.eq(PgFunc::any(Expr::value(which).cast_as("text[]")));
        }
        let which = Expr::value(serde_json::Value::from(which).to_string());
        column.in_subquery(Query::select().column("value").from_function(json_each(which), "texts").to_owned())
    }

    /// Limits a query of the table `name` to the rows whose column is one of these texts. No two of `rows`, those that the
    /// query may find, hold the same text.
    ///
    /// Postgres looks up each text by an index. Of a table that has grown since it was analyzed, it believes that so few rows
    /// are in question that comparing each with every text is faster; with thousands of them that takes seconds.
    pub fn look_up_texts(
        self,
        query: &mut SelectStatement,
        name: &'static str,
        mut rows: SelectStatement,
        column: Expr,
        which: &[&str],
    ) {
        const NAMED: &str = "named";
        if !self.is_postgres() {
            query.and_where(self.is_one_of_texts(column, which));
            return;
        }
        let which: BTreeSet<String> = which.iter().map(|text| (*text).to_owned()).collect();
        let which = Expr::value(which.into_iter().collect::<Vec<_>>()).cast_as("text[]");
        rows.column(Asterisk).and_where(column.eq(Expr::col((NAMED, NAMED)))).limit(1);
        query.from_clear().from_function(Func::cust("unnest").arg(which), NAMED).join_lateral(
            JoinType::InnerJoin,
            rows,
            name,
            Expr::cust("TRUE"),
        );
    }

    /// Whether two columns hold one of these pairs of ids.
    #[must_use]
    pub fn is_one_of_pairs(self, [first, second]: [&'static str; 2], pairs: &[(Uuid, Uuid)]) -> Expr {
        if self.is_postgres() {
            let (firsts, seconds): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
            let sql = format!("({first}, {second}) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))");
            return Expr::cust_with_values(sql, [self.id_list(firsts), self.id_list(seconds)]);
        }
        let digits = |id: Uuid| id.simple().to_string();
        let pairs: serde_json::Value =
            pairs.iter().map(|(first, second)| serde_json::json!([digits(*first), digits(*second)])).collect();
        let sql = format!("({first}, {second}) IN (SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?))");
        Expr::cust_with_values(sql, [Value::from(pairs.to_string())])
    }

    /// Whether one of these ids is greater than the column `after`, and at most the column `last`.
    #[must_use]
    pub fn is_any_between(self, ids: Vec<Uuid>, after: &'static str, last: &'static str) -> Expr {
        let sql = if self.is_postgres() {
            format!("EXISTS (SELECT 1 FROM unnest($1::uuid[]) AS id WHERE id > {after} AND id <= {last})")
        } else {
            format!("EXISTS (SELECT 1 FROM json_each(?) WHERE unhex(value) > {after} AND unhex(value) <= {last})")
        };
        Expr::cust_with_values(sql, [self.id_list(ids)])
    }

    /// Ids as one value: a list on Postgres, the text of a JSON array of hexadecimal digits on `SQLite`.
    pub fn id_list(self, ids: impl IntoIterator<Item = impl Into<Uuid>>) -> Value {
        let ids = ids.into_iter().map(Into::into);
        if self.is_postgres() {
            return ids.collect::<Vec<Uuid>>().into();
        }
        let digits: serde_json::Value = ids.map(|id| id.simple().to_string()).collect();
        digits.to_string().into()
    }
}
