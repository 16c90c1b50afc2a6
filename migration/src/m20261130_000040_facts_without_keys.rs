//! Interviews, communications and interviewers have no foreign keys to the application and the interview any more: to
//! look these up took a quarter of the time that it takes to create an interview. Whoever writes a fact holds the
//! horizon of its application, which is there as long as the application is. What the keys deleted with an application
//! or an interview, triggers delete now, once for each statement instead of once for each row; so an instance of the
//! previous release still deletes all of it.
//!
//! Citus takes no triggers on distributed tables: there the keys stay. `SQLite` can't drop a key, and pays less for it.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, Statement},
};

use crate::table::has_citus;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// The tables without a key: the table, its column and what that names.
const KEYS: [(&str, &str, &str); 3] = [
    ("interviews", "application_id", "applications"),
    ("communications", "application_id", "applications"),
    ("interviewers", "interview_id", "interviews"),
];

/// From whose rows others follow.
const FOLLOWED: [&str; 2] = ["applications", "interviews"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        if manager.get_database_backend() != DbBackend::Postgres || has_citus(db).await? {
            return Ok(());
        }
        for followed in FOLLOWED {
            for statement in trigger(followed) {
                db.execute_unprepared(&statement).await?;
            }
        }
        for (table, column, _) in KEYS {
            db.execute_unprepared(&format!("ALTER TABLE {table} DROP CONSTRAINT fk_{table}_{column}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            restore_keys(manager.get_connection()).await
        } else {
            Ok(())
        }
    }
}

/// Puts the keys in the triggers' place again, where there are triggers.
pub(crate) async fn restore_keys(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let asked = format!("SELECT 1 FROM pg_proc WHERE proname = '{}'", function(FOLLOWED[0]));
    if db.query_one_raw(Statement::from_string(DbBackend::Postgres, asked)).await?.is_none() {
        return Ok(());
    }
    for followed in FOLLOWED {
        db.execute_unprepared(&format!("DROP FUNCTION {}() CASCADE", function(followed))).await?;
    }
    for (table, column, named) in KEYS {
        let key = format!(
            "ALTER TABLE {table} ADD CONSTRAINT fk_{table}_{column} FOREIGN KEY (account_id, {column}) \
             REFERENCES {named} (account_id, id) ON DELETE CASCADE"
        );
        db.execute_unprepared(&key).await?;
    }
    Ok(())
}

fn function(followed: &str) -> String {
    format!("delete_what_follows_{followed}")
}

/// What deletes the rows that name rows of this table, after each statement that deletes some of these.
fn trigger(followed: &str) -> [String; 2] {
    let name = function(followed);
    let deletes: Vec<String> = KEYS
        .iter()
        .filter(|(_, _, named)| *named == followed)
        .map(|(table, column, _)| {
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
            "CREATE TRIGGER {name} AFTER DELETE ON {followed} REFERENCING OLD TABLE AS gone \
             FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        ),
    ]
}
