//! The connection to whichever database there is.

use std::{path::Path, sync::Arc, time::Duration};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
    sqlx::{
        ConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{
    Dialect, Error, Result,
    admission::{Places, purpose_of},
    pool::{Lease, Limit, Pool, Purpose, SERVER_STATE, Servers, writers},
    transaction::Transaction,
};

/// Which kind of database it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backend {
    /// Postgres: the target.
    Postgres,
    /// SQLite in a file: embedded, for trying out.
    Sqlite,
}

/// How to connect.
#[derive(Clone, Debug)]
pub struct DatabaseOptions {
    /// The most connections at a time.
    pub max_connections: u32,
    /// How long a request waits for a connection before it is told that the database is not available.
    pub acquire_timeout: Duration,
    /// How long Postgres may take to answer a statement before it is given up, and its connection with it.
    pub statement_timeout: Duration,
}

/// How a pool of connections stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PoolState {
    /// How many connections there are.
    pub open: u32,
    /// How many of them nobody uses.
    pub idle: u32,
    /// How many there may be.
    pub most: u32,
}

impl From<Backend> for DbBackend {
    fn from(backend: Backend) -> Self {
        match backend {
            Backend::Postgres => Self::Postgres,
            Backend::Sqlite => Self::Sqlite,
        }
    }
}

impl Backend {
    /// Its name, as OpenTelemetry calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Sqlite => "sqlite",
        }
    }
}

/// A pool of connections, for which no more than some may wait.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    places: Places,
    limit: Limit,
    tell: Option<Tell>,
    distributed: bool,
}

/// Who is told of statements.
type Tell = Arc<dyn Fn(&str) + Send + Sync>;

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("backend", &self.backend()).field("pool", &self.pool()).finish_non_exhaustive()
    }
}

impl Database {
    /// Connects to a Postgres server by its URL: of several, to one that takes writes.
    ///
    /// # Errors
    ///
    /// If the URL is none, or if no server that will do can be reached, or all refuse.
    pub async fn postgres(url: &str, options: &DatabaseOptions) -> Result<Self> {
        let servers = Servers::by(url, |connect| {
            connect
                .application_name("followup")
                // PgBouncer refuses whoever asks for it, and there are no such numbers.
                .extra_float_digits(None)
                // More than there are different statements: none is prepared twice on a connection.
                .statement_cache_capacity(512)
                .disable_statement_logging()
        });
        let pool = Pool::postgres(servers.map_err(Error::Url)?, options);
        let places = Places::for_connections(options.max_connections, writers(options.max_connections));
        let mut db = Self::open(pool, places, options).await?;
        db.distributed = db.has_citus().await?;
        Ok(db)
    }

    /// Opens, or makes, a SQLite file.
    ///
    /// # Errors
    ///
    /// If it can't be opened or made.
    pub async fn sqlite(file: &Path, options: &DatabaseOptions) -> Result<Self> {
        let connect = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .disable_statement_logging();
        let places = Places::for_connections(options.max_connections, options.max_connections);
        Self::open(Pool::sqlite(connect, options), places, options).await
    }

    async fn open(pool: Pool, places: Places, options: &DatabaseOptions) -> Result<Self> {
        let limit = Limit::Hard(options.statement_timeout);
        drop(pool.get(Purpose::Read, limit).await?);
        Ok(Self { pool, places, limit, tell: None, distributed: false })
    }

    /// The same, for statements that may take as long as they like, as long as the server is there.
    #[must_use]
    pub fn without_time_limit(&self) -> Self {
        Self { limit: Limit::None, ..self.clone() }
    }

    /// Tells of every statement that is sent from now on, with its values in place; not of `BEGIN` and `COMMIT`. What was
    /// cloned before tells nothing.
    pub fn on_statement(&mut self, tell: impl Fn(&str) + Send + Sync + 'static) {
        self.tell = Some(Arc::new(tell));
    }

    /// Whether its tables can be spread over several nodes: Postgres with the extension Citus. What writes to several
    /// tables is then sent as a statement for each. It is found out when the service connects.
    #[must_use]
    pub fn is_distributed(&self) -> bool {
        self.distributed
    }

    /// Sends statements as if it were distributed, for tests of their shape. What was cloned before doesn't.
    pub fn treat_as_distributed(&mut self) {
        self.distributed = true;
    }

    pub(crate) fn tell(&self, statement: &Statement) {
        if let Some(tell) = &self.tell {
            tell(&statement.to_string());
        }
    }

    /// Which kind it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.get_database_backend() {
            DbBackend::Postgres => Backend::Postgres,
            _ => Backend::Sqlite,
        }
    }

    /// Its SQL.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        Dialect::new(self.backend(), self.distributed)
    }

    /// How its connections stand.
    #[must_use]
    pub fn pool(&self) -> PoolState {
        self.pool.state()
    }

    /// Waits for a connection; to write, until it is one's turn.
    pub(crate) async fn lease(&self, purpose: Purpose) -> Result<Lease, DbErr> {
        self.pool.get(purpose, self.limit).await
    }

    /// Begins a transaction.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn begin(&self) -> Result<Transaction> {
        let _place = self.places.take(Purpose::Write)?;
        Transaction::begin(self.clone()).await
    }

    /// Whether it answers, and takes writes.
    ///
    /// # Errors
    ///
    /// If it doesn't.
    pub async fn ping(&self) -> Result<()> {
        let mut lease = self.lease(Purpose::Read).await?;
        if self.backend() == Backend::Sqlite {
            return Ok(lease.ping().await?);
        }
        let row = lease.row(Statement::from_string(DbBackend::Postgres, SERVER_STATE)).await?;
        let state = row.map(|row| Ok::<_, DbErr>((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
        if state.transpose()? == Some((false, false)) {
            return Ok(());
        }
        lease.takes_no_writes();
        Err(Error::Unavailable(DbErr::Conn(RuntimeErr::Internal("the server takes no writes".to_owned()))))
    }

    /// Closes all connections: those that are in use, once their work is done.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn close(self) -> Result<()> {
        Ok(self.pool.close().await?)
    }

    /// A connection outside the pool, without a time limit, to be closed after use.
    ///
    /// # Errors
    ///
    /// If there is none in time.
    pub async fn dedicated_connection(&self) -> Result<DatabaseConnection> {
        Ok(self.pool.dedicated_connection().await?)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Database {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let _place = self.places.take(Purpose::Write)?;
        self.tell(&statement);
        self.lease(Purpose::Write).await?.run(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let _place = self.places.take(Purpose::Write)?;
        self.lease(Purpose::Write).await?.run_text(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let purpose = purpose_of(&statement.sql);
        let _place = self.places.take(purpose)?;
        self.tell(&statement);
        self.lease(purpose).await?.row(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let purpose = purpose_of(&statement.sql);
        let _place = self.places.take(purpose)?;
        self.tell(&statement);
        self.lease(purpose).await?.rows(statement).await
    }
}
