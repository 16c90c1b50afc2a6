//! Triggers in the place of foreign keys: they delete the rows that named a deleted row, once for each statement. A key
//! would look up the named row for each row that is written.
//!
//! Citus takes no triggers on distributed tables: there the keys stay. `SQLite` can't drop a key, and pays less for it.

use std::collections::BTreeSet;

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, Statement},
};

use crate::table::has_citus;

/// A foreign key that a trigger replaces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReplacedKey {
    pub(crate) table: &'static str,
    /// The column that names a row, beside `account_id`.
    pub(crate) column: &'static str,
    /// The table of the named rows.
    pub(crate) references: &'static str,
}

/// Drops keys and makes the triggers that replace them. Each referenced table must be one that has no such trigger yet.
pub(crate) async fn replace_keys(manager: &SchemaManager<'_>, keys: &[ReplacedKey]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() != DbBackend::Postgres || has_citus(db).await? {
        return Ok(());
    }
    for referenced in referenced_tables(keys) {
        for statement in trigger(referenced, keys) {
            db.execute_unprepared(&statement).await?;
        }
    }
    for ReplacedKey { table, column, .. } in keys {
        db.execute_unprepared(&format!("ALTER TABLE {table} DROP CONSTRAINT fk_{table}_{column}")).await?;
    }
    Ok(())
}

/// Puts the keys in the triggers' place again, where there are triggers.
pub(crate) async fn restore_keys(db: &impl ConnectionTrait, keys: &[ReplacedKey]) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let tables = referenced_tables(keys);
    for referenced in &tables {
        let asked = format!("SELECT 1 FROM pg_proc WHERE proname = '{}'", function(referenced));
        if db.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await?.is_none() {
            return Ok(());
        }
    }
    for referenced in &tables {
        db.execute_unprepared(&format!("DROP FUNCTION {}() CASCADE", function(referenced))).await?;
    }
    for ReplacedKey { table, column, references } in keys {
        let key = format!(
            "ALTER TABLE {table} ADD CONSTRAINT fk_{table}_{column} FOREIGN KEY (account_id, {column}) \
             REFERENCES {references} (account_id, id) ON DELETE CASCADE"
        );
        db.execute_unprepared(&key).await?;
    }
    Ok(())
}

fn referenced_tables(keys: &[ReplacedKey]) -> BTreeSet<&'static str> {
    keys.iter().map(|key| key.references).collect()
}

fn function(referenced: &str) -> String {
    format!("delete_what_follows_{referenced}")
}

/// What deletes the rows that name rows of this table, after each statement that deletes some of these.
fn trigger(referenced: &str, keys: &[ReplacedKey]) -> [String; 2] {
    let name = function(referenced);
    let deletes: Vec<String> = keys
        .iter()
        .filter(|key| key.references == referenced)
        .map(|ReplacedKey { table, column, .. }| {
            format!(
                "DELETE FROM {table} USING gone \
                 WHERE {table}.account_id = gone.account_id AND {table}.{column} = gone.id;"
            )
        })
        .collect();
    [
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS \
             $body$ BEGIN {} RETURN NULL; END $body$",
            deletes.join(" ")
        ),
        format!(
            "CREATE TRIGGER {name} AFTER DELETE ON {referenced} REFERENCING OLD TABLE AS gone \
             FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        ),
    ]
}
