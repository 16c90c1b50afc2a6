//! The statements that write many rows of a table.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, IdenStatic as _, Iterable as _, Value,
    sea_query::{ArrayType, Expr, Query},
};
use uuid::Uuid;

use super::super::Scope;
use crate::{ApplicationId, Error, Result, tables::AccountTable};

/// The maximum number of parameters of a statement to `SQLite`, which accepts 32,766.
const MAX_SQLITE_PARAMETERS: usize = 32_000;

impl Scope {
    /// Writes new rows, given by the values of their columns, of which the first is the account.
    pub(in crate::scope) async fn insert_values<E: EntityTrait>(
        &self,
        db: &impl ConnectionTrait,
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        let dialect = self.db.dialect();
        if dialect.has_list_parameters() {
            let lists = ColumnArrays::from_rows(rows);
            let names: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
            let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            let read: Vec<String> = lists.kinds.iter().zip(1..).map(|(kind, number)| kind.read(number)).collect();
            let sql = format!(
                "INSERT INTO {} ({}) SELECT $1::uuid, {} FROM {}",
                E::default().table_name(),
                quoted.join(", "),
                read.join(", "),
                lists.source()
            );
            let values = std::iter::once(self.account_id.into()).chain(lists.values);
            db.execute_raw(dialect.statement(sql, values)).await?;
            return Ok(());
        }
        let at_once = MAX_SQLITE_PARAMETERS / first.len();
        for rows in rows.chunks(at_once) {
            let mut new = Query::insert();
            new.into_table(E::default()).columns(E::Column::iter());
            for row in rows {
                let row = row.iter().cloned().map(Expr::value);
                new.values(row).map_err(|error| DbErr::Custom(error.to_string()))?;
            }
            db.execute(&new).await?;
        }
        Ok(())
    }

    /// Writes next versions of rows.
    ///
    /// # Errors
    ///
    /// [`Error::WriteConflict`], if one of them isn't there in the version before.
    pub(in crate::scope) async fn update_values<E: AccountTable>(
        &self,
        db: &impl ConnectionTrait,
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        let dialect = self.db.dialect();
        let at_once = if dialect.has_list_parameters() { rows.len() } else { MAX_SQLITE_PARAMETERS / first.len() };
        for rows in rows.chunks(at_once) {
            let statement = if dialect.has_list_parameters() {
                let lists = ColumnArrays::from_rows(rows.to_vec());
                let source = lists.source();
                let sql = update_text::<E>(&source, |index| lists.kinds[index - 1].read(index), "$1");
                dialect.statement(sql, std::iter::once(self.account_id.into()).chain(lists.values))
            } else {
                let marks = format!("({})", vec!["?"; first.len()].join(", "));
                let source = format!("(VALUES {}) AS new", vec![marks; rows.len()].join(", "));
                let sql = update_text::<E>(&source, |index| format!("new.column{}", index + 1), "?");
                let values = rows.iter().flatten().cloned();
                dialect.statement(sql, values.chain(std::iter::once(self.account_id.into())))
            };
            if db.execute_raw(statement).await?.rows_affected() < rows.len() as u64 {
                return Err(Error::WriteConflict);
            }
        }
        Ok(())
    }

    /// Writes the horizons that applications have from their first moment on.
    pub(super) async fn insert_horizons(
        &self,
        db: &impl ConnectionTrait,
        applications: impl Iterator<Item = ApplicationId>,
    ) -> Result<()> {
        let ids: Vec<_> = applications.collect();
        if ids.is_empty() {
            return Ok(());
        }
        let dialect = self.db.dialect();
        let columns = "plan_horizons (account_id, application_id, facts_version, made_with)";
        let sql = if dialect.has_list_parameters() {
            format!("INSERT INTO {columns} SELECT $1::uuid, new.id, 1, '' FROM unnest($2::uuid[]) AS new(id)")
        } else {
            format!("INSERT INTO {columns} SELECT ?, unhex(value), 1, '' FROM json_each(?)")
        };
        db.execute_raw(dialect.statement(sql, [self.account_id.into(), dialect.id_list(ids)])).await?;
        Ok(())
    }
}

/// The text that updates rows from those of `source`; `value` is that of the column at a place.
fn update_text<E: AccountTable>(source: &str, value: impl Fn(usize) -> String, account: &str) -> String {
    let place_of = |wanted: E::Column| E::Column::iter().take_while(|one| one.as_str() != wanted.as_str()).count();
    let fixed = [E::ACCOUNT_ID.as_str(), E::ID.as_str()];
    let mut set = String::new();
    for (index, column) in E::Column::iter().enumerate().filter(|(_, column)| !fixed.contains(&column.as_str())) {
        let comma = if set.is_empty() { "" } else { ", " };
        let _ = write!(set, "{comma}\"{}\" = {}", column.as_str(), value(index));
    }
    let (table, id, version) = (E::default().table_name().to_owned(), E::ID.as_str(), E::VERSION.as_str());
    format!(
        "UPDATE {table} SET {set} FROM {source} WHERE {table}.{} = {account} AND {table}.{id} = {} \
         AND {table}.{version} = {} - 1",
        E::ACCOUNT_ID.as_str(),
        value(place_of(E::ID)),
        value(place_of(E::VERSION))
    )
}

/// The type of a list's elements, and how it is passed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ElementType {
    Bool,
    Int,
    BigInt,
    Text,
    Json,
    Date,
    Instant,
    Id,
}

/// Rows as a list for each column but the first.
struct ColumnArrays {
    kinds: Vec<ElementType>,
    values: Vec<Value>,
}

impl ColumnArrays {
    fn from_rows(rows: Vec<Vec<Value>>) -> Self {
        let kinds: Vec<ElementType> = rows[0].iter().skip(1).map(ElementType::from_value).collect();
        let mut columns: Vec<Vec<Value>> = kinds.iter().map(|_| Vec::with_capacity(rows.len())).collect();
        for row in rows {
            for (column, value) in columns.iter_mut().zip(row.into_iter().skip(1)) {
                column.push(without_null(value));
            }
        }
        let values = kinds.iter().zip(columns).map(|(kind, list)| Value::Array(kind.array(), Some(Box::new(list))));
        Self { values: values.collect(), kinds }
    }

    /// The lists as a table with the columns `c1`, `c2` and so on. The first parameter is the account.
    fn source(&self) -> String {
        let lists = self.kinds.iter().zip(2..).map(|(kind, number)| format!("${number}::{}[]", kind.sql()));
        let names = (1..=self.kinds.len()).map(|number| format!("c{number}"));
        let (lists, names) = (lists.collect::<Vec<_>>(), names.collect::<Vec<_>>());
        format!("unnest({}) AS new({})", lists.join(", "), names.join(", "))
    }
}

const NO_DATE: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("the first day of the first year");

const NO_INSTANT: DateTime<Utc> = NO_DATE.and_time(NaiveTime::MIN).and_utc();

/// A value that stands for null where lists have none. No column holds it: texts aren't empty, moments and days lie in
/// the years from 1970, and numbers are counts. Truth values are numbers here, since there are but two of them.
fn without_null(value: Value) -> Value {
    match value {
        Value::String(None) => String::new().into(),
        Value::Uuid(None) => Uuid::nil().into(),
        Value::Bool(flag) => flag.map_or(i32::MIN, i32::from).into(),
        Value::Int(None) => i32::MIN.into(),
        Value::BigInt(None) => i64::MIN.into(),
        Value::ChronoDate(None) => NO_DATE.into(),
        Value::ChronoDateTimeUtc(None) => NO_INSTANT.into(),
        Value::Json(json) => json.map(|json| json.to_string()).unwrap_or_default().into(),
        value => value,
    }
}

impl ElementType {
    fn from_value(value: &Value) -> Self {
        match value {
            Value::Bool(_) => Self::Bool,
            Value::Int(_) => Self::Int,
            Value::BigInt(_) => Self::BigInt,
            Value::Json(_) => Self::Json,
            Value::ChronoDate(_) => Self::Date,
            Value::ChronoDateTimeUtc(_) => Self::Instant,
            Value::Uuid(_) => Self::Id,
            _ => Self::Text,
        }
    }

    fn array(self) -> ArrayType {
        match self {
            Self::Bool | Self::Int => ArrayType::Int,
            Self::BigInt => ArrayType::BigInt,
            Self::Text | Self::Json => ArrayType::String,
            Self::Date => ArrayType::ChronoDate,
            Self::Instant => ArrayType::ChronoDateTimeUtc,
            Self::Id => ArrayType::Uuid,
        }
    }

    fn sql(self) -> &'static str {
        match self {
            Self::Bool | Self::Int => "integer",
            Self::BigInt => "bigint",
            Self::Text | Self::Json => "text",
            Self::Date => "date",
            Self::Instant => "timestamptz",
            Self::Id => "uuid",
        }
    }

    /// The text that reads the column of this number.
    fn read(self, number: usize) -> String {
        match self {
            Self::Bool => format!("nullif(new.c{number}, '-2147483648'::integer)::boolean"),
            Self::Int => format!("nullif(new.c{number}, '-2147483648'::integer)"),
            Self::BigInt => format!("nullif(new.c{number}, '-9223372036854775808'::bigint)"),
            Self::Json => format!("nullif(new.c{number}, '')::jsonb"),
            Self::Text => format!("nullif(new.c{number}, '')"),
            Self::Date => format!("nullif(new.c{number}, '0001-01-01'::date)"),
            Self::Instant => format!("nullif(new.c{number}, '0001-01-01 00:00:00+00'::timestamptz)"),
            Self::Id => format!("nullif(new.c{number}, '00000000-0000-0000-0000-000000000000'::uuid)"),
        }
    }
}
