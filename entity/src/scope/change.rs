//! Changes and deletes a row, and writes its event.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryResult, Value, sea_query::Expr,
};

use super::{
    Scope,
    change_events::{self, ChangeKind, ColumnSource, event_sql},
};
use crate::{
    Error, EventId, Record, Result,
    tables::{AccountTable, ChangeStatement, DependentPlans, Row},
};

impl Scope {
    pub(super) async fn update_on<R: Record>(&self, db: &impl ConnectionTrait, mut row: R) -> Result<R> {
        type Table<R> = <R as Row>::Entity;
        row.restamp(self.account_id);
        self.hold_playbook(db, &row).await?;
        self.before_change::<Table<R>>(db, row.id().into()).await?;
        if Table::<R>::RESOURCE.is_some() {
            return self.update_with_event(db, row).await;
        }
        let mut update = Table::<R>::update_many()
            .filter(Table::<R>::ACCOUNT_ID.eq(self.account_id))
            .filter(Table::<R>::ID.eq(row.id()))
            .filter(Table::<R>::VERSION.eq(row.version() - 1));
        let columns = <Table<R> as EntityTrait>::Column::iter().zip(row.clone().into_values());
        // The account of a row never changes, and a distributed database refuses to update the column.
        for (column, value) in columns.filter(|(column, _)| column.as_str() != Table::<R>::ACCOUNT_ID.as_str()) {
            update = update.col_expr(column, Expr::value(value));
        }
        match update.exec(db).await?.rows_affected {
            0 => Err(Error::WriteConflict),
            _ => Ok(row),
        }
    }

    async fn update_with_event<R: Record>(&self, db: &impl ConnectionTrait, row: R) -> Result<R> {
        type Table<R> = <R as Row>::Entity;
        let dialect = self.db.dialect();
        let mut values = row.clone().into_values();
        let without_event = dialect.is_distributed();
        let event = without_event
            .then(|| change_events::event_of::<Table<R>>(ChangeKind::Updated, &values, self.now))
            .flatten();
        let statement = if without_event { ChangeStatement::UpdateWithoutEvent } else { ChangeStatement::Update };
        let text = Table::<R>::change_sql().get_or_init(dialect, statement as usize, || {
            update_text::<Table<R>>(dialect.has_list_parameters(), without_event)
        });
        if !without_event {
            values.push(EventId::new().into());
        }
        db.query_one_raw(dialect.statement(text, values)).await?.ok_or(Error::WriteConflict)?;
        self.write_event(db, event).await?;
        Ok(row)
    }

    pub(super) async fn delete_on<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        id: R::Id,
        version: Option<i64>,
    ) -> Result<bool> {
        type Table<R> = <R as Row>::Entity;
        self.before_change::<Table<R>>(db, id.into()).await?;
        if let DependentPlans::Own = Table::<R>::PLANS {
            let application = change_events::id_in(&id.into());
            self.before_applications_go(db, application.as_slice()).await?;
        }
        if Table::<R>::RESOURCE.is_some() {
            return self.delete_with_event::<R>(db, id, version).await;
        }
        let mut delete =
            Table::<R>::delete_many().filter(Table::<R>::ACCOUNT_ID.eq(self.account_id)).filter(Table::<R>::ID.eq(id));
        if let Some(version) = version {
            delete = delete.filter(Table::<R>::VERSION.eq(version));
        }
        Ok(delete.exec(db).await?.rows_affected > 0)
    }

    async fn delete_with_event<R: Record>(
        &self,
        db: &impl ConnectionTrait,
        id: R::Id,
        version: Option<i64>,
    ) -> Result<bool> {
        type Table<R> = <R as Row>::Entity;
        let dialect = self.db.dialect();
        let without_event = dialect.is_distributed();
        let statement = match (version, without_event) {
            (None, false) => ChangeStatement::Delete,
            (Some(_), false) => ChangeStatement::DeleteVersion,
            (None, true) => ChangeStatement::DeleteWithoutEvent,
            (Some(_), true) => ChangeStatement::DeleteVersionWithoutEvent,
        };
        let text = Table::<R>::change_sql().get_or_init(dialect, statement as usize, || {
            delete_text::<Table<R>>(dialect.has_list_parameters(), without_event, version.is_some())
        });
        let mut values: Vec<Value> = vec![self.account_id.into(), id.into()];
        values.extend(version.map(Value::from));
        if !without_event {
            values.extend([EventId::new().into(), self.now.into()]);
        }
        let Some(deleted) = db.query_one_raw(dialect.statement(text, values)).await? else { return Ok(false) };
        if without_event {
            let values = values_of::<Table<R>>(&deleted)?;
            self.write_event(db, change_events::event_of::<Table<R>>(ChangeKind::Deleted, &values, self.now)).await?;
        }
        Ok(true)
    }
}

/// The text that writes the next version of a row and its event. Its parameters are the values of the row's columns in
/// order, and the id of the event. It returns a row, if the row had the version before.
fn update_text<E: AccountTable>(is_postgres: bool, without_event: bool) -> String {
    let parameter_number =
        |wanted: E::Column| 1 + E::Column::iter().take_while(|one| one.as_str() != wanted.as_str()).count();
    let fixed = [E::ACCOUNT_ID.as_str(), E::ID.as_str()];
    let set: Vec<String> = (1..)
        .zip(E::Column::iter())
        .filter(|(_, column)| !fixed.contains(&column.as_str()))
        .map(|(parameter, column)| format!("\"{}\" = ${parameter}", column.as_str()))
        .collect();
    let (table, account, id, version) =
        (E::default().table_name().to_owned(), E::ACCOUNT_ID.as_str(), E::ID.as_str(), E::VERSION.as_str());
    let cast = if is_postgres { "::bigint" } else { "" };
    let update = format!(
        "UPDATE {table} SET {} WHERE {account} = ${} AND {id} = ${} AND {version} = ${}{cast} - 1",
        set.join(", "),
        parameter_number(E::ACCOUNT_ID),
        parameter_number(E::ID),
        parameter_number(E::VERSION)
    );
    let event = E::Column::iter().count() + 1;
    if without_event {
        return format!("{update} RETURNING {id}");
    }
    if is_postgres {
        let insert_event =
            event_sql::<E>(ChangeKind::Updated, event, ColumnSource::Returned("written")).unwrap_or_default();
        let returned = ColumnSource::returning::<E>();
        return format!(
            "WITH written AS ({update} RETURNING {returned}), event AS ({insert_event}) SELECT {id} FROM written"
        );
    }
    let insert_event = event_sql::<E>(ChangeKind::Updated, event, ColumnSource::Parameters).unwrap_or_default();
    format!("{update} RETURNING 1; {insert_event}")
}

/// The text that deletes a row and writes its event. Its parameters are the account, the row's id, its version where
/// one is asked for, the id of the event and the time. It returns a row, if one was deleted.
fn delete_text<E: AccountTable>(is_postgres: bool, without_event: bool, versioned: bool) -> String {
    let (table, account, id) = (E::default().table_name().to_owned(), E::ACCOUNT_ID.as_str(), E::ID.as_str());
    let version = if versioned { format!(" AND {} = $3", E::VERSION.as_str()) } else { String::new() };
    let event = if versioned { 4 } else { 3 };
    let where_clause = format!("WHERE {account} = $1 AND {id} = $2{version}");
    let returned = ColumnSource::returning::<E>();
    if without_event {
        let all: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
        let kept = returned.split(", ").collect::<Vec<_>>();
        let values: Vec<String> = all
            .iter()
            .map(|column| if kept.contains(column) { format!("\"{column}\"") } else { "NULL".to_owned() })
            .collect();
        return format!("DELETE FROM {table} {where_clause} RETURNING {}", values.join(", "));
    }
    if is_postgres {
        let insert_event =
            event_sql::<E>(ChangeKind::Deleted, event, ColumnSource::Returned("gone")).unwrap_or_default();
        return format!(
            "WITH gone AS (DELETE FROM {table} {where_clause} RETURNING {returned}), event AS ({insert_event}) SELECT {id} FROM gone"
        );
    }
    let insert_event = event_sql::<E>(ChangeKind::Deleted, event, ColumnSource::Row).unwrap_or_default();
    format!("{insert_event} {where_clause}; DELETE FROM {table} {where_clause} RETURNING 1")
}

/// The values of a deleted row that its event needs; the others are null.
fn values_of<E: AccountTable>(row: &QueryResult) -> Result<Vec<Value>> {
    let kept = ColumnSource::returning::<E>();
    let kept: Vec<&str> = kept.split(", ").collect();
    let value = |(index, column): (usize, E::Column)| -> Result<Value> {
        let name = column.as_str();
        Ok(if name == "remote_id" {
            row.try_get_by_index::<Option<String>>(index)?.into()
        } else if kept.contains(&name) && name.ends_with("id") {
            row.try_get_by_index::<Option<uuid::Uuid>>(index)?.into()
        } else {
            Value::Uuid(None)
        })
    };
    E::Column::iter().enumerate().map(value).collect()
}
