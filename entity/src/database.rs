//! The connection to whichever database there is.

use std::{path::Path, time::Duration};

use chrono::{DateTime, Utc};
use migration::{MigrationStatus, Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        self,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{AccountId, Identity, Result, Scope, SigningKeys, admission::Places};

/// Taken by whoever migrates or makes a signing key, so that instances that start together don't do it together.
const LONE_LOCK: i64 = 0x666f_6c6c_6f77_7570;

/// Taken together with a name by whoever does what nobody else may do with that name meanwhile. Postgres never takes a
/// lock of two numbers for one of a single number.
const NAMED_LOCK: i32 = 0x6e61_6d65;

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
}

/// A migration's name, and whether it is applied.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MigrationState {
    /// Its name.
    pub name: String,
    /// Whether it is applied.
    pub applied: bool,
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
#[derive(Clone, Debug)]
pub struct Database {
    connection: DatabaseConnection,
    places: Places,
}

impl Database {
    /// Connects to a Postgres server by its URL.
    ///
    /// # Errors
    ///
    /// If it can't be reached, or refuses.
    pub async fn postgres(url: &str, options: &DatabaseOptions) -> Result<Self> {
        let mut connect = ConnectOptions::new(url);
        connect
            .max_connections(options.max_connections)
            .acquire_timeout(options.acquire_timeout)
            .connect_timeout(options.acquire_timeout)
            // A test before each use costs a round trip; only connections that lay idle may have died unnoticed.
            .test_before_acquire_if_idle_for(Duration::from_secs(1))
            .set_application_name("followup")
            // More than there are different statements: none is prepared twice on a connection.
            .map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(512))
            .sqlx_logging(false);
        Self::connect(connect, options).await
    }

    /// Opens, or makes, a SQLite file.
    ///
    /// # Errors
    ///
    /// If it can't be opened or made.
    pub async fn sqlite(file: &Path, options: &DatabaseOptions) -> Result<Self> {
        let file = file.to_owned();
        let mut connect = ConnectOptions::new("sqlite::memory:");
        connect
            .max_connections(options.max_connections)
            .acquire_timeout(options.acquire_timeout)
            .test_before_acquire(false)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(move |sqlite| {
                sqlite
                    .in_memory(false)
                    .shared_cache(false)
                    .filename(&file)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(5))
                    .foreign_keys(true)
            });
        Self::connect(connect, options).await
    }

    async fn connect(connect: ConnectOptions, options: &DatabaseOptions) -> Result<Self> {
        let connection = sea_orm::Database::connect(connect).await?;
        Ok(Self { connection, places: Places::for_connections(options.max_connections) })
    }

    /// Tells of every statement that is sent from now on, with its values in place; not of `BEGIN` and `COMMIT`. What was
    /// cloned before tells nothing.
    pub fn on_statement(&mut self, tell: impl Fn(&str) + Send + Sync + 'static) {
        self.connection.set_metric_callback(move |info| tell(&info.statement.to_string()));
    }

    /// Which kind it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.connection.get_database_backend() {
            DbBackend::Postgres => Backend::Postgres,
            _ => Backend::Sqlite,
        }
    }

    /// How its connections stand.
    #[must_use]
    pub fn pool(&self) -> PoolState {
        match self.backend() {
            Backend::Postgres => state_of(self.connection.get_postgres_connection_pool()),
            Backend::Sqlite => state_of(self.connection.get_sqlite_connection_pool()),
        }
    }

    /// What single statements go to.
    pub(crate) fn connection(&self) -> &Self {
        self
    }

    /// The pool itself, for which anybody may wait.
    pub(crate) fn pooled(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// Who may wait for it.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// Begins a transaction; on SQLite as the one writer from the start, since one that reads first and then wants to
    /// write is refused where another wrote in between.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let _place = self.places.take()?;
        Ok(self.connection.begin_with_options(options).await?)
    }

    /// Whether it answers.
    ///
    /// # Errors
    ///
    /// If it doesn't.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.connection.ping().await?)
    }

    /// Closes all connections, once their work is done.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }

    /// The rows of one account. Only what has verified who is asking may call this.
    #[must_use]
    pub fn scope(&self, account_id: AccountId, now: DateTime<Utc>) -> Scope {
        Scope::new(self.clone(), account_id, now)
    }

    /// Who somebody is, before there is an account.
    #[must_use]
    pub fn identity(&self) -> Identity<'_> {
        Identity::new(self)
    }

    /// The keys that sign access tokens.
    #[must_use]
    pub fn signing_keys(&self) -> SigningKeys<'_> {
        SigningKeys::new(self)
    }

    /// Applies `steps` migrations, or all that are pending.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is applied then.
    pub async fn migrate_up(&self, steps: Option<u32>) -> Result<()> {
        let transaction = self.begin_alone().await?;
        Migrator::up(&transaction, steps).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes back the last `steps` migrations, and what the tables held.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is taken back then.
    pub async fn migrate_down(&self, steps: u32) -> Result<()> {
        let transaction = self.begin_alone().await?;
        Migrator::down(&transaction, Some(steps)).await?;
        Ok(transaction.commit().await?)
    }

    /// All migrations, in their order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>> {
        let migrations = Migrator::get_migration_with_status_read_only(&self.connection).await?;
        Ok(migrations
            .into_iter()
            .map(|migration| MigrationState {
                name: migration.name().to_owned(),
                applied: migration.status() == MigrationStatus::Applied,
            })
            .collect())
    }

    /// Begins a transaction beside which no other instance's runs, if it was begun in this way, too.
    pub(crate) async fn begin_alone(&self) -> Result<DatabaseTransaction> {
        let transaction = self.begin().await?;
        if self.backend() == Backend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LONE_LOCK})")).await?;
        }
        Ok(transaction)
    }

    /// Begins a transaction beside which no other one with this name runs.
    pub(crate) async fn begin_alone_with(&self, name: &str) -> Result<DatabaseTransaction> {
        let transaction = self.begin().await?;
        if self.backend() == Backend::Postgres {
            // Two names of one hash only wait for each other.
            let lock = "SELECT pg_advisory_xact_lock($1, hashtext($2))";
            let values = [NAMED_LOCK.into(), name.into()];
            transaction.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, values)).await?;
        }
        Ok(transaction)
    }
}

fn state_of<DB: sqlx::Database>(pool: &sqlx::Pool<DB>) -> PoolState {
    PoolState {
        open: pool.size(),
        idle: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
        most: pool.options().get_max_connections(),
    }
}
