//! The database.

use std::{io, path::Path, sync::Arc, time::Duration};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
    sqlx::{
        ConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{
    Backend, DatabaseOptions, Dialect, Error, PoolState, Result,
    admission::{AdmissionLimit, AdmissionPermit, purpose_of},
    pool::{LeasedConnection, Pool, Purpose, SERVER_STATE, Servers, TimeLimit, connection_error, writers},
    write_ahead_log::WriteAheadLog,
};

/// A database: a pool of connections, and a limit on how many statements wait for one.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    admission: AdmissionLimit,
    limit: TimeLimit,
    /// Only for `SQLite`. Postgres flushes its log before it answers.
    log: Option<Arc<WriteAheadLog>>,
    listener: Option<StatementListener>,
    distributed: bool,
}

/// Called with each statement.
type StatementListener = Arc<dyn Fn(&str) + Send + Sync>;

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("backend", &self.backend()).field("pool", &self.pool()).finish_non_exhaustive()
    }
}

impl Database {
    /// Connects to a Postgres server by its URL. If the URL names several servers, connects to one that accepts writes.
    ///
    /// # Errors
    ///
    /// If the URL is invalid, no suitable server can be reached, or all servers refuse.
    pub async fn postgres(url: &str, options: &DatabaseOptions) -> Result<Self> {
        let servers = Servers::from_url(url, |connect| {
            connect
                .application_name("followup")
                // PgBouncer refuses the setting, and no column is a floating-point number.
                .extra_float_digits(None)
                // This is more than the number of different statements. So none is prepared twice on a connection.
                .statement_cache_capacity(512)
                .disable_statement_logging()
        });
        let pool = Pool::postgres(servers.map_err(Error::Url)?, options);
        let admission = AdmissionLimit::for_connections(options.max_connections, writers(options.max_connections));
        let mut db = Self::open(pool, admission, options).await?;
        db.distributed = db.has_citus().await?;
        Ok(db)
    }

    /// Opens a SQLite file, which is created if it doesn't exist.
    ///
    /// # Errors
    ///
    /// If it can't be opened or created.
    pub async fn sqlite(file: &Path, options: &DatabaseOptions) -> Result<Self> {
        let connect = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .disable_statement_logging();
        let admission = AdmissionLimit::for_connections(options.max_connections, options.max_connections);
        let mut db = Self::open(Pool::sqlite(connect, options), admission, options).await?;
        let log = WriteAheadLog::for_file(file).map_err(io_error)?;
        db.log = Some(Arc::new(log));
        Ok(db)
    }

    async fn open(pool: Pool, admission: AdmissionLimit, options: &DatabaseOptions) -> Result<Self> {
        let limit = TimeLimit::Hard(options.statement_timeout);
        drop(pool.get(Purpose::Read, limit).await?);
        Ok(Self { pool, admission, limit, log: None, listener: None, distributed: false })
    }

    /// The same database without a time limit for statements. A lost server is detected nevertheless.
    #[must_use]
    pub fn without_time_limit(&self) -> Self {
        Self { limit: TimeLimit::None, ..self.clone() }
    }

    /// Calls `listener` with every statement that is sent from now on, including its values, but without `BEGIN` and
    /// `COMMIT`. Earlier clones are not affected.
    pub fn on_statement(&mut self, listener: impl Fn(&str) + Send + Sync + 'static) {
        self.listener = Some(Arc::new(listener));
    }

    /// Whether its tables can be distributed over several nodes: Postgres with the extension Citus. Then a write to
    /// several tables is sent as one statement per table. It is detected when the service connects.
    #[must_use]
    pub fn is_distributed(&self) -> bool {
        self.distributed
    }

    /// Sends statements as if the database were distributed, for tests of the statements. Earlier clones are not
    /// affected.
    pub fn treat_as_distributed(&mut self) {
        self.distributed = true;
    }

    pub(crate) fn notify(&self, statement: &Statement) {
        if let Some(listener) = &self.listener {
            listener(&statement.to_string());
        }
    }

    /// The kind of database.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.get_database_backend() {
            DbBackend::Postgres => Backend::Postgres,
            _ => Backend::Sqlite,
        }
    }

    /// The SQL of this database.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        Dialect::new(self.backend(), self.distributed)
    }

    /// The number of open and idle connections.
    #[must_use]
    pub fn pool(&self) -> PoolState {
        self.pool.state()
    }

    /// The number of connections that were opened. It changes when another server may have taken over, which may lack
    /// the last writes. Always 0 for `SQLite`.
    #[must_use]
    pub fn server_epoch(&self) -> u64 {
        self.pool.opened()
    }

    /// Waits for a connection and, for a write, for a permit to write.
    pub(crate) async fn lease(&self, purpose: Purpose) -> Result<LeasedConnection, DbErr> {
        self.pool.get(purpose, self.limit).await
    }

    /// Waits until what was committed is on the disk.
    pub(crate) async fn flush(&self) -> Result<(), DbErr> {
        match &self.log {
            Some(log) => log.flush().await.map_err(io_error),
            None => Ok(()),
        }
    }

    /// Admits a statement that writes, or refuses if too many wait.
    pub(crate) fn admit_write(&self) -> Result<AdmissionPermit, DbErr> {
        self.admission.admit(Purpose::Write)
    }

    /// Checks that the database answers and accepts writes.
    pub async fn ping(&self) -> Result<()> {
        let mut lease = self.lease(Purpose::Read).await?;
        if self.backend() == Backend::Sqlite {
            return Ok(lease.ping().await?);
        }
        let row = lease.query_one(Statement::from_string(DbBackend::Postgres, SERVER_STATE)).await?;
        let state = row.map(|row| Ok::<_, DbErr>((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
        if state.transpose()? == Some((false, false)) {
            return Ok(());
        }
        lease.mark_read_only();
        Err(Error::Unavailable(DbErr::Conn(RuntimeErr::Internal("the server takes no writes".to_owned()))))
    }

    /// Runs a statement as a transaction of its own, and returns the first row. On `SQLite` it may be several
    /// statements, which take one round trip to the driver's thread.
    ///
    /// # Errors
    ///
    /// If a statement fails. Then nothing is written.
    pub async fn execute_in_transaction(&self, statement: Statement) -> Result<Option<QueryResult>> {
        if self.backend() == Backend::Postgres {
            return Ok(self.query_one_raw(statement).await?);
        }
        let _permit = self.admit_write()?;
        self.notify(&statement);
        let row = self.lease(Purpose::Write).await?.execute_in_transaction(statement).await?;
        self.flush().await?;
        Ok(row)
    }

    /// Closes all connections, those in use once they are returned.
    pub async fn close(self) -> Result<()> {
        Ok(self.pool.close().await?)
    }

    /// A connection outside the pool, without a time limit. The caller closes it after use.
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
        let _permit = self.admission.admit(Purpose::Write)?;
        self.notify(&statement);
        let result = self.lease(Purpose::Write).await?.execute(statement).await?;
        self.flush().await?;
        Ok(result)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let _permit = self.admission.admit(Purpose::Write)?;
        let result = self.lease(Purpose::Write).await?.execute_text(sql).await?;
        self.flush().await?;
        Ok(result)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let purpose = purpose_of(&statement.sql);
        let _permit = self.admission.admit(purpose)?;
        self.notify(&statement);
        let rows = self.lease(purpose).await?.query_all(statement).await?;
        if purpose == Purpose::Write {
            self.flush().await?;
        }
        Ok(rows)
    }
}

fn io_error(error: io::Error) -> DbErr {
    connection_error(error.into())
}
