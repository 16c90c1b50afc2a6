//! Opening connections, and deciding whether a used connection can be used again.

use std::{
    sync::Arc,
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
    servers::{Link, Opened, is_passing, is_silence},
    supervisor::{Awaited, Limit, Supervisor, Unanswered},
};

/// A connection that lay unused for longer is tested before it is used: it may have died unnoticed.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// After so long without an answer the next server is asked, too.
const NEXT_AFTER: Duration = Duration::from_millis(250);

/// How long a test may take.
const TESTED_WITHIN: Duration = Duration::from_secs(2);

/// After so long a connection makes way for a new one, with what its server process has gathered.
const LIFETIME: Duration = Duration::from_mins(30);

/// Between two attempts to connect are at least and at most so many seconds.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// How long before its patience ends an attempt is given up, where a server has said why it can't be used.
const TOLD_BEFORE: Duration = Duration::from_millis(100);

/// What the last work on a connection came to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum State {
    /// It went well.
    Settled,
    /// It went wrong, and the connection may still be good.
    Failed,
    /// It is under way, or was given up halfway.
    Working,
    /// The connection can't be used any more.
    Broken,
}

/// A connection, and whether it can be used as it is.
pub(crate) struct Kept<DB: Database> {
    pub(super) connection: DB::Connection,
    pub(super) watched: Option<Watched>,
    pub(super) state: State,
    used_at: Instant,
}

/// To which server a connection is, and who watches over it.
pub(super) struct Watched {
    supervisor: Arc<Supervisor>,
    link: Link,
}

/// What the work comes to, if it is not given up first.
pub(super) async fn answer<T>(
    watched: Option<&Watched>,
    limit: Limit,
    work: impl Future<Output = sqlx::Result<T>>,
) -> Result<sqlx::Result<T>, Unanswered> {
    match watched {
        Some(Watched { supervisor, link }) => supervisor.answer(Awaited::Answer(*link), limit, work).await,
        None => Ok(work.await),
    }
}

impl<DB: Database> Kept<DB> {
    fn new(connection: DB::Connection, watched: Option<Watched>) -> Self {
        Self { connection, watched, state: State::Settled, used_at: Instant::now() }
    }

    /// Remembers what the work came to.
    pub(super) fn ended<T>(&mut self, done: Result<sqlx::Result<T>, Unanswered>) -> sqlx::Result<T> {
        self.used_at = Instant::now();
        match done {
            Ok(Ok(done)) => {
                self.state = State::Settled;
                Ok(done)
            }
            Ok(Err(error)) => {
                self.state = self.after(&error);
                Err(error)
            }
            Err(why) => {
                // If it waits for a standby, whoever gives the connection back waits on.
                if why != Unanswered::AwaitsStandby {
                    self.state = State::Broken;
                }
                Err(sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, why.to_string())))
            }
        }
    }

    fn after(&self, error: &sqlx::Error) -> State {
        if self.watched.is_none() {
            return State::Failed;
        }
        match error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => State::Broken,
            sqlx::Error::Database(error) => match error.code().as_deref() {
                Some("25006") => {
                    self.distrust_server();
                    State::Broken
                }
                Some(code) if code.starts_with("57P") || code.starts_with("08") => State::Broken,
                _ => State::Failed,
            },
            _ => State::Failed,
        }
    }

    /// The server takes no writes: connections to it can't be used.
    pub(super) fn takes_no_writes(&mut self) {
        self.state = State::Broken;
        self.distrust_server();
    }

    /// Other connections to a server that takes no writes are of no more use than this one.
    fn distrust_server(&self) {
        if let Some(Watched { supervisor, .. }) = &self.watched
            && !supervisor.servers.may_only_read()
        {
            supervisor.distrust(self.used_at);
        }
    }

    async fn recycle(&mut self, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if DB::TransactionManager::get_transaction_depth(&self.connection) > 0 {
            return Err(RecycleError::message("a transaction was left open"));
        }
        if metrics.age() > LIFETIME {
            return Err(RecycleError::message("it has been open for long"));
        }
        if let Some(Watched { supervisor, link }) = &self.watched
            && !supervisor.trusts(link, self.used_at)
        {
            return Err(RecycleError::message("its server was replaced, or has stopped answering"));
        }
        if self.state != State::Settled || self.used_at.elapsed() > TRUSTED_FOR {
            let limit = Limit::Hard(TESTED_WITHIN);
            let tested = answer(self.watched.as_ref(), limit, self.connection.ping()).await;
            self.ended(tested)?;
        }
        Ok(())
    }
}

/// Opens connections to Postgres.
pub(crate) struct PostgresOpener {
    pub(super) supervisor: Arc<Supervisor>,
    /// For how long it tries.
    pub(super) patience: Duration,
}

impl PostgresOpener {
    /// Connects. A server that is only just starting, or takes over, is asked again, until the patience of who waits
    /// for it ends.
    async fn open(&self) -> sqlx::Result<Opened> {
        let began = Instant::now();
        // Before who waits gives up: otherwise nobody would be told why a server can't be used.
        let told_by = began + self.patience.saturating_sub(TOLD_BEFORE);
        let mut pause = FIRST_PAUSE;
        let mut refusal = None;
        loop {
            let connecting = self.supervisor.connect(NEXT_AFTER);
            let connected = self.supervisor.answer(Awaited::Connection, Limit::None, connecting);
            let connected = match refusal.take() {
                None => connected.await,
                Some(error) => match timeout_at(told_by.into(), connected).await {
                    Err(_) => return Err(error),
                    Ok(connected) => {
                        refusal = Some(error);
                        connected
                    }
                },
            };
            match connected {
                Ok(Err(error)) if is_passing(&error) && began.elapsed() + pause < self.patience => {
                    if !is_silence(&error) {
                        refusal = Some(error);
                    }
                    sleep(pause).await;
                }
                Ok(done) => return done,
                // Others are connected to meanwhile.
                Err(_) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// How to connect to a server that will do now.
    pub(super) async fn options(&self) -> sqlx::Result<PgConnectOptions> {
        let opened = timeout(self.patience, self.open()).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
        let options = opened.options.clone();
        opened.close().await;
        Ok(options)
    }
}

impl managed::Manager for PostgresOpener {
    type Type = Kept<Postgres>;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<Kept<Postgres>> {
        let opened = self.open().await?;
        let watched = Watched { supervisor: Arc::clone(&self.supervisor), link: opened.link };
        Ok(Kept::new(opened.connection, Some(watched)))
    }

    async fn recycle(&self, kept: &mut Kept<Postgres>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        kept.recycle(metrics).await
    }
}

/// Opens connections to an SQLite file.
pub(crate) struct SqliteOpener(pub(super) SqliteConnectOptions);

impl managed::Manager for SqliteOpener {
    type Type = Kept<Sqlite>;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<Kept<Sqlite>> {
        Ok(Kept::new(self.0.connect().await?, None))
    }

    async fn recycle(&self, kept: &mut Kept<Sqlite>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        kept.recycle(metrics).await
    }
}
