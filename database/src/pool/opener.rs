//! Opening connections, and deciding whether a used connection can be used again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::{self, ThreadId},
    time::{Duration, Instant},
};

use deadpool::managed::{self, Metrics, RecycleError, RecycleResult};
use sea_orm::sqlx::{
    self, ConnectOptions, Connection, Database, Postgres, Sqlite, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use sqlx_core::transaction::TransactionManager;
use tokio::time::{sleep, timeout, timeout_at};

use super::{
    servers::{OpenedConnection, ServerId, is_timeout, is_transient},
    supervisor::{Supervisor, TimeLimit, WaitError, WaitingFor},
};

/// A connection that was idle for longer may be broken. It is tested before it is used.
const TEST_AFTER_IDLE: Duration = Duration::from_secs(1);

/// The time without an answer after which the next server is tried, too.
const NEXT_SERVER_AFTER: Duration = Duration::from_millis(250);

/// The time limit of the test.
const TEST_TIMEOUT: Duration = Duration::from_secs(2);

/// The age at which a connection is replaced, since its server process keeps growing.
const MAX_LIFETIME: Duration = Duration::from_mins(30);

/// The first pause between attempts to connect. Later ones are longer.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const MAX_PAUSE: Duration = Duration::from_millis(200);

/// How long before the timeout connecting ends with the error of the server that refused, if one did.
const REPORT_REFUSAL_BEFORE: Duration = Duration::from_millis(100);

/// The state of a connection after its last statement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ConnectionHealth {
    /// The statement succeeded.
    Healthy,
    /// The statement failed; the connection may still work.
    Unverified,
    /// The statement is running, or was cancelled.
    Busy,
    /// The connection can't be used again.
    Broken,
}

/// A connection of the pool, and its health.
pub(crate) struct PooledConnection<DB: Database> {
    pub(super) connection: DB::Connection,
    pub(super) monitored: Option<ServerMonitor>,
    pub(super) state: ConnectionHealth,
    used_at: Instant,
    opened_on: ThreadId,
}

/// The server of a connection, and its supervisor.
pub(super) struct ServerMonitor {
    supervisor: Arc<Supervisor>,
    server_id: ServerId,
}

/// Waits for the result of the work, or until the supervisor gives it up.
pub(super) async fn answer<T>(
    monitored: Option<&ServerMonitor>,
    limit: TimeLimit,
    work: impl Future<Output = sqlx::Result<T>>,
) -> Result<sqlx::Result<T>, WaitError> {
    match monitored {
        Some(ServerMonitor { supervisor, server_id }) => {
            supervisor.answer(WaitingFor::Answer(*server_id), limit, work).await
        }
        None => Ok(work.await),
    }
}

impl<DB: Database> PooledConnection<DB> {
    fn new(connection: DB::Connection, monitored: Option<ServerMonitor>) -> Self {
        let (used_at, opened_on) = (Instant::now(), thread::current().id());
        Self { connection, monitored, state: ConnectionHealth::Healthy, used_at, opened_on }
    }

    /// Records the result of the work in the state of the connection.
    pub(super) fn record<T>(&mut self, done: Result<sqlx::Result<T>, WaitError>) -> sqlx::Result<T> {
        self.used_at = Instant::now();
        match done {
            Ok(Ok(done)) => {
                self.state = ConnectionHealth::Healthy;
                Ok(done)
            }
            Ok(Err(error)) => {
                self.state = self.state_after(&error);
                Err(error)
            }
            Err(why) => {
                // While the server waits for a standby, returning the connection to the pool goes on waiting.
                if why != WaitError::AwaitsStandby {
                    self.state = ConnectionHealth::Broken;
                }
                Err(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, why.to_string())))
            }
        }
    }

    fn state_after(&self, error: &sqlx::Error) -> ConnectionHealth {
        if self.monitored.is_none() {
            return ConnectionHealth::Unverified;
        }
        match error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => ConnectionHealth::Broken,
            sqlx::Error::Database(error) => match error.code().as_deref() {
                Some("25006") => {
                    self.distrust_server();
                    ConnectionHealth::Broken
                }
                Some(code) if code.starts_with("57P") || code.starts_with("08") => ConnectionHealth::Broken,
                _ => ConnectionHealth::Unverified,
            },
            _ => ConnectionHealth::Unverified,
        }
    }

    /// Marks the server as taking no writes: connections to it can't be used.
    pub(super) fn mark_read_only(&mut self) {
        self.state = ConnectionHealth::Broken;
        self.distrust_server();
    }

    /// Makes the pool replace other connections to the same server.
    fn distrust_server(&self) {
        if let Some(ServerMonitor { supervisor, .. }) = &self.monitored
            && !supervisor.servers.may_only_read()
        {
            supervisor.replace_all();
        }
    }

    async fn recycle(&mut self, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if DB::TransactionManager::get_transaction_depth(&self.connection) > 0 {
            return Err(RecycleError::message("a transaction was left open"));
        }
        if metrics.age() > MAX_LIFETIME {
            return Err(RecycleError::message("it has been open for long"));
        }
        if let Some(ServerMonitor { supervisor, server_id }) = &self.monitored
            && !supervisor.is_usable(server_id, metrics.created, self.used_at)
        {
            return Err(RecycleError::message("its server was replaced, or has stopped answering"));
        }
        if self.state != ConnectionHealth::Healthy || self.used_at.elapsed() > TEST_AFTER_IDLE {
            let limit = TimeLimit::Hard(TEST_TIMEOUT);
            let tested = answer(self.monitored.as_ref(), limit, self.connection.ping()).await;
            self.record(tested)?;
        }
        Ok(())
    }
}

/// Opens connections to Postgres.
pub(crate) struct PostgresOpener {
    pub(super) supervisor: Arc<Supervisor>,
    /// The time during which connecting is retried.
    pub(super) acquire_timeout: Duration,
    /// The thread that opened the pool. It runs the background tasks of the service.
    pub(super) background: ThreadId,
    /// The number of connections that were opened.
    pub(super) opened: AtomicU64,
}

impl PostgresOpener {
    /// Connects. While a server is starting, or taking over from another, it retries until the timeout.
    async fn open(&self) -> sqlx::Result<OpenedConnection> {
        let began = Instant::now();
        // This is before the timeout of the pool, which would hide the reason.
        let report_by = began + self.acquire_timeout.saturating_sub(REPORT_REFUSAL_BEFORE);
        let mut pause = FIRST_PAUSE;
        let mut refusal = None;
        loop {
            let connecting = self.supervisor.connect(NEXT_SERVER_AFTER);
            let connected = self.supervisor.answer(WaitingFor::Connection, TimeLimit::None, connecting);
            let connected = match refusal.take() {
                None => connected.await,
                Some(error) => match timeout_at(report_by.into(), connected).await {
                    Err(_) => return Err(error),
                    Ok(connected) => {
                        refusal = Some(error);
                        connected
                    }
                },
            };
            match connected {
                Ok(Err(error)) if is_transient(&error) && began.elapsed() + pause < self.acquire_timeout => {
                    if !is_timeout(&error) {
                        refusal = Some(error);
                    }
                    sleep(pause).await;
                }
                Ok(done) => return done,
                // Other connections have succeeded meanwhile.
                Err(_) => {}
            }
            pause = (pause * 2).min(MAX_PAUSE);
        }
    }

    /// The options for connecting to a server that is suitable now.
    pub(super) async fn options(&self) -> sqlx::Result<PgConnectOptions> {
        let opened = timeout(self.acquire_timeout, self.open()).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
        let options = opened.options.clone();
        opened.close().await;
        Ok(options)
    }
}

impl managed::Manager for PostgresOpener {
    type Type = PooledConnection<Postgres>;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<PooledConnection<Postgres>> {
        let opened = self.open().await?;
        self.opened.fetch_add(1, Ordering::Relaxed);
        let monitored = ServerMonitor { supervisor: Arc::clone(&self.supervisor), server_id: opened.server_id };
        Ok(PooledConnection::new(opened.connection, Some(monitored)))
    }

    async fn recycle(&self, pooled: &mut PooledConnection<Postgres>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        // The thread that opened a connection is woken by its answers. If that is the background thread, each answer
        // has to wake it first, and then the thread of the request. So requests don't use such connections. The reverse
        // happens seldom.
        if pooled.opened_on == self.background && thread::current().id() != self.background {
            return Err(RecycleError::message("it was opened in the background"));
        }
        pooled.recycle(metrics).await
    }
}

/// Opens connections to an SQLite file.
pub(crate) struct SqliteOpener(pub(super) SqliteConnectOptions);

impl managed::Manager for SqliteOpener {
    type Type = PooledConnection<Sqlite>;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<PooledConnection<Sqlite>> {
        Ok(PooledConnection::new(self.0.connect().await?, None))
    }

    async fn recycle(&self, pooled: &mut PooledConnection<Sqlite>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        pooled.recycle(metrics).await
    }
}
