//! Lists in one parameter each, so that the text of a statement is the same for any number of items.

use sea_orm::{
    ExprTrait, Value,
    sea_query::{Expr, Func, Query, extension::postgres::PgFunc},
};
use uuid::Uuid;

use super::{Dialect, json_each};

impl Dialect {
    /// The condition that a column is one of these ids. All ids are one parameter, so the text of the statement is the
    /// same for any number of ids.
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

    /// Whether the column is one of these texts, for a list that may be long and a column with an index.
    ///
    /// Postgres doesn't use the index if it assumes that the account has few rows. It assumes that of an account that
    /// has grown since the table was analyzed. It would then compare each row with each text, which takes seconds if
    /// there are thousands of both. The second condition makes it use a hash table of the texts instead. A look-up of
    /// each text (`LATERAL`) is faster with correct statistics, but with outdated ones each look-up would read all rows
    /// of the account.
    #[must_use]
    pub fn is_one_of_many_texts(self, column: Expr, which: &[&str]) -> Expr {
        let by_index = self.is_one_of_texts(column.clone(), which);
        if !self.is_postgres() {
            return by_index;
        }
        let which: Vec<String> = which.iter().map(|text| (*text).to_owned()).collect();
        let texts = Query::select().expr(Func::cust("unnest").arg(Expr::value(which).cast_as("text[]"))).to_owned();
        // Postgres would turn a bare IN into a join.
        by_index.and(Expr::cust_with_expr("($1) IS TRUE", column.in_subquery(texts)))
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
