//! Starting the server.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    num::NonZeroUsize,
    sync::Arc,
    thread::available_parallelism,
    time::Duration,
};

use actix_web::{HttpServer, dev::ServerHandle, rt, web::Data};
use socket2::SockRef;

use crate::{
    agenda::PlanRefresh,
    app::{WorkerShared, app},
    auth::{AccessTokens, Limits, Passwords},
    background::Background,
    clock::Clock,
    config::Settings,
    connect::{StartError, connect, undistributed},
    consent::ClientDocuments,
    dictionaries,
    events::FeedSignal,
    follow_up_plans::FactsCache,
    http::TrustedProxies,
    jobs::JobSignal,
    mail::Mailer,
    monitoring::{Metrics, ServiceStatus, metrics_server},
    queue::BlockingQueue,
    sealing::SecretSealer,
    search::Searches,
    shutdown::Signals,
    state::AppState,
    webhooks::{WebhookClient, Webhooks},
};

/// The number of clients that may wait until their connection is accepted. The standard library allows 128. Further
/// clients would wait for a second and retry.
const BACKLOG: i32 = 1024;

/// Listens on an address, and returns the actual one.
fn listen(bind: SocketAddr, setting: &str) -> Result<(TcpListener, SocketAddr), StartError> {
    let listen = || {
        let listener = TcpListener::bind(bind)?;
        SockRef::from(&listener).listen(BACKLOG)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    listen().map_err(|error: io::Error| {
        StartError(format!("can't listen on {bind}: {error}; {setting} chooses another address"))
    })
}

/// Serves the metrics on a separate address until the handle stops it.
fn serve_metrics(
    (listener, address): (TcpListener, SocketAddr),
    state: Data<AppState>,
) -> Result<ServerHandle, StartError> {
    let server =
        metrics_server(listener, state).map_err(|error| StartError(format!("can't listen on {address}: {error}")))?;
    let handle = server.handle();
    rt::spawn(server);
    Ok(handle)
}

/// Keeps the recorded metrics small, also if nobody reads them.
async fn tidy(metrics: Metrics) {
    let mut rounds = tokio::time::interval(Duration::from_secs(5));
    loop {
        rounds.tick().await;
        metrics.tidy();
    }
}

/// Serves requests until a signal stops it.
///
/// # Errors
///
/// If the address is in use, or the database or the signing keys can't be used.
pub async fn serve(settings: &Settings) -> Result<(), StartError> {
    let (listener, address) = listen(settings.bind, "--bind or FOLLOWUP_BIND")?;
    let metrics_address =
        settings.metrics_bind.map(|bind| listen(bind, "--metrics-bind or FOLLOWUP_METRICS_BIND")).transpose()?;
    if let Some(folder) = &settings.dictionaries {
        dictionaries::load(folder)?;
    }
    let db = connect(settings).await?;
    migration::up(&db, None)
        .await
        .map_err(|error| StartError(format!("the database's schema can't be brought up to date: {error}")))?;
    if let Some(missing) = undistributed(&db).await? {
        tracing::warn!("{missing}");
    }
    let own_url = format!("http://{address}");
    let public_url = settings.public_url.as_ref().map_or(own_url.as_str(), |url| url.as_str().trim_end_matches('/'));
    let mailer = settings.mail.smtp_url.as_deref();
    let mailer = mailer.map(|url| Mailer::new(url, settings.mail.mail_from.as_deref(), public_url));
    let mailer = mailer.transpose().map_err(|error| StartError(error.to_string()))?;
    let clock = Clock::system();
    let tokens =
        AccessTokens::open(db.clone(), public_url, clock.now()).await.map_err(|error| StartError(error.to_string()))?;
    let secret_sealer =
        SecretSealer::open(db.clone(), clock.now()).await.map_err(|error| StartError(error.to_string()))?;
    let cores = available_parallelism().map_or(1, NonZeroUsize::get);
    let status = ServiceStatus::new(metrics_address.is_some());
    let shared = WorkerShared::new(AppState {
        db: db.clone(),
        clock,
        tokens,
        secret_sealer,
        passwords: Passwords::new(cores),
        blocking: BlockingQueue::new(cores),
        sign_up: settings.sign_up,
        limits: Limits::new(settings.rate_limit)
            .with_trusted_proxies(TrustedProxies::from(settings.trusted_proxies.clone())),
        plan_facts: FactsCache::default(),
        plan_refresh: PlanRefresh::made_by(cores),
        searches: Searches::default(),
        status: status.clone(),
        jobs: JobSignal::default(),
        feed: FeedSignal::default(),
        webhooks: Webhooks::new(WebhookClient::new(settings.webhook_allow.clone().into())),
        client_documents: ClientDocuments::new(settings.webhook_allow.clone().into()),
        mailer,
        account_deletions: Arc::default(),
    });
    let signals = Signals::listen().map_err(|error| StartError(format!("signals can't be received: {error}")))?;
    let state = shared.state().clone();
    let background = Background::start(&state);
    let told = signals.stop(status.clone(), Duration::from_secs(settings.shutdown_delay));
    let stop = async {
        told.await;
        background.stop().await;
    };
    let server = HttpServer::new(move || app(&shared))
        .workers(settings.workers.unwrap_or(cores))
        .client_request_timeout(Duration::from_secs(10))
        // A request whose client has disconnected is cancelled.
        .h1_allow_half_closed(false)
        // The end of a streamed response is sent before the client has acknowledged the rest.
        .tcp_nodelay(true)
        .shutdown_signal(stop)
        .shutdown_timeout(30)
        .listen(listener)
        .map_err(|error| StartError(format!("can't listen on {address}: {error}")))?
        .run();
    let elsewhere = match &metrics_address {
        Some((_, address)) => format!("; metrics are at http://{address}/metrics"),
        None => String::new(),
    };
    let version = env!("CARGO_PKG_VERSION");
    println!("Follow-up API {version} listens on {own_url}; Swagger UI is at {public_url}/docs/{elsewhere}");
    let metrics_server = metrics_address.map(|listener| serve_metrics(listener, state)).transpose()?;
    rt::spawn(tidy(status.metrics));
    // The first text to proofread need not wait for the dictionary.
    let warmed_up = rt::task::spawn_blocking(messages::proofread::warm_up);
    server.await.map_err(|error| StartError(format!("the server stopped: {error}")))?;
    warmed_up.abort();
    if let Some(server) = metrics_server {
        server.stop(false).await;
    }
    db.close().await.map_err(|error| StartError(format!("closing the database: {error}")))
}
