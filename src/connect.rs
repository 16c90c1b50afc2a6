//! Connecting to the database that the settings name.

use std::{fs, path::Path, time::Duration};

use database::{Database, DatabaseOptions, TableState};

use crate::config::Settings;

/// How long to wait for a connection to the database, at the start and later.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The file of the embedded database in the data folder.
const EMBEDDED: &str = "followup.db";

/// Why the service can't start: one sentence for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StartError(pub String);

/// Connects to the database that the settings name, or opens the embedded one.
///
/// # Errors
///
/// If it can't be reached or opened.
pub async fn connect(settings: &Settings) -> Result<Database, StartError> {
    let options = DatabaseOptions {
        max_connections: settings.db_connections,
        acquire_timeout: CONNECT_TIMEOUT,
        statement_timeout: Duration::from_secs(settings.db_timeout),
    };
    if let Some(url) = &settings.database_url {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(StartError(
                "DATABASE_URL must name a Postgres database: postgres://user:password@host/name".into(),
            ));
        }
        return Database::postgres(url, &options).await.map_err(|error| match error {
            entity::Error::Timeout(_) => StartError(format!(
                "the database that DATABASE_URL names didn't answer within {} s",
                CONNECT_TIMEOUT.as_secs()
            )),
            entity::Error::Url(sentence) => StartError(format!("DATABASE_URL can't be used: {sentence}")),
            error => StartError(format!("the database that DATABASE_URL names can't be used: {error}")),
        });
    }
    create_folder(&settings.data_dir)?;
    let file = settings.data_dir.join(EMBEDDED);
    Database::sqlite(&file, &options)
        .await
        .map_err(|error| StartError(format!("the embedded database {} can't be opened: {error}", file.display())))
}

/// Connects to an existing database. A command about its content does not create an empty one.
pub(crate) async fn connect_to_existing(settings: &Settings) -> Result<Database, StartError> {
    let folder = &settings.data_dir;
    if settings.database_url.is_none() && !folder.join(EMBEDDED).exists() {
        return Err(StartError(format!(
            "there is no database in the folder {}; --data-dir names the folder, or --database-url a Postgres",
            folder.display()
        )));
    }
    connect(settings).await
}

/// Creates the data folder. Only its owner may read it, since it contains the data of all accounts and the signing
/// keys.
fn create_folder(folder: &Path) -> Result<(), StartError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .recursive(true)
        .create(folder)
        .map_err(|error| StartError(format!("the data folder {} can't be made: {error}", folder.display())))
}

pub(crate) fn failed(what: &str) -> impl Fn(entity::Error) -> StartError {
    move |error| StartError(format!("{what}: {error}"))
}

pub(crate) async fn tables(db: &Database) -> Result<Vec<TableState>, StartError> {
    db.tables().await.map_err(failed("the tables can't be listed"))
}

/// The warning if the database is distributed, but some tables are not.
pub(crate) async fn undistributed(db: &Database) -> Result<Option<String>, StartError> {
    let (there, missing): (Vec<_>, Vec<_>) = tables(db).await?.into_iter().partition(|table| table.distributed);
    let until = if there.is_empty() {
        "They work, but stay on one node"
    } else {
        "Requests that need both these and the others fail"
    };
    let said = || {
        let names: Vec<_> = missing.iter().map(|table| table.name.as_str()).collect();
        format!(
            "The database is a Citus, and these tables are not distributed: {}. {until} until `followup migrate \
             distribute` was called.",
            names.join(", ")
        )
    };
    Ok((!missing.is_empty()).then(said))
}
