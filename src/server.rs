//! Starting the service, and what can stand in the way.

use std::{fs, net::TcpListener, num::NonZeroUsize, path::Path, thread::available_parallelism, time::Duration};

use actix_web::HttpServer;
use entity::{Database, DatabaseOptions};

use crate::{
    agenda::KeptPlans,
    app::{Service, Shared, app},
    auth::{AccessTokens, Limits, Passwords},
    clock::Clock,
    config::Settings,
};

/// How long to wait for a connection to the database, at the start and later.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the service doesn't start: one sentence for the person who started it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StartError(pub String);

/// Connects to the database that the settings name, or opens the embedded one.
///
/// # Errors
///
/// If it can't be reached or opened.
pub async fn connect(settings: &Settings) -> Result<Database, StartError> {
    let options = DatabaseOptions { max_connections: settings.db_connections, acquire_timeout: PATIENCE };
    if let Some(url) = &settings.database_url {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(StartError(
                "DATABASE_URL must name a Postgres database: postgres://user:password@host/name".into(),
            ));
        }
        return Database::postgres(url, &options).await.map_err(|error| match error {
            entity::Error::Timeout(_) => StartError(format!(
                "the database that DATABASE_URL names didn't answer within {} s",
                PATIENCE.as_secs()
            )),
            error => StartError(format!("the database that DATABASE_URL names can't be used: {error}")),
        });
    }
    create_folder(&settings.data_dir)?;
    let file = settings.data_dir.join("followup.db");
    Database::sqlite(&file, &options)
        .await
        .map_err(|error| StartError(format!("the embedded database {} can't be opened: {error}", file.display())))
}

/// What the folder holds is nobody else's business: the data of all accounts, and the signing keys.
fn create_folder(folder: &Path) -> Result<(), StartError> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .recursive(true)
        .create(folder)
        .map_err(|error| StartError(format!("the data folder {} can't be made: {error}", folder.display())))
}

/// Serves until it is told to stop.
///
/// # Errors
///
/// If the address is taken, the database can't be used, or the signing keys can't.
pub async fn serve(settings: &Settings) -> Result<(), StartError> {
    let listener = TcpListener::bind(settings.bind).map_err(|error| {
        StartError(format!(
            "can't listen on {}: {error}; --bind or FOLLOWUP_BIND chooses another address",
            settings.bind
        ))
    })?;
    let address = listener.local_addr().map_err(|error| StartError(error.to_string()))?;
    let db = connect(settings).await?;
    db.migrate_up(None)
        .await
        .map_err(|error| StartError(format!("the database's schema can't be brought up to date: {error}")))?;
    let own_url = format!("http://{address}");
    let public_url = settings.public_url.as_ref().map_or(own_url.as_str(), |url| url.as_str().trim_end_matches('/'));
    let clock = Clock::system();
    let tokens =
        AccessTokens::open(db.clone(), public_url, clock.now()).await.map_err(|error| StartError(error.to_string()))?;
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    let shared = Shared::new(Service {
        db: db.clone(),
        clock,
        tokens,
        passwords: Passwords::new(cores),
        sign_up: settings.sign_up,
        limits: Limits::new(settings.rate_limit),
        kept_plans: KeptPlans::default(),
    });
    let server = HttpServer::new(move || app(&shared))
        .workers(settings.workers.unwrap_or(cores))
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(30)
        .listen(listener)
        .map_err(|error| StartError(format!("can't listen on {address}: {error}")))?
        .run();
    println!("Follow-up API {} listens on {own_url}; Swagger UI is at {public_url}/docs/", env!("CARGO_PKG_VERSION"));
    server.await.map_err(|error| StartError(format!("the server stopped: {error}")))?;
    db.close().await.map_err(|error| StartError(format!("closing the database: {error}")))
}
