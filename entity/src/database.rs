//! The connection to whichever database there is.

use std::{path::Path, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use migration::{MigrationStatus, Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        ConnectOptions,
        postgres::PgConnectOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{
    AccountId, Identity, Result, Scope, SigningKeys,
    admission::Places,
    pool::{Lease, Pool, Turn, not_reached},
    transaction::Transaction,
};

/// Taken by whoever migrates, so that instances that start together don't do it together. It is the node's own; of a
/// distributed database only the coordinator takes migrations.
const MIGRATION_LOCK: i64 = 0x666f_6c6c_6f77_7570;

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
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    places: Places,
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
    /// Connects to a Postgres server by its URL.
    ///
    /// # Errors
    ///
    /// If it can't be reached, or refuses.
    pub async fn postgres(url: &str, options: &DatabaseOptions) -> Result<Self> {
        let parsed = url.parse::<PgConnectOptions>();
        let connect = parsed
            .map_err(not_reached)?
            .application_name("followup")
            // PgBouncer refuses whoever asks for it, and there are no such numbers.
            .extra_float_digits(None)
            // More than there are different statements: none is prepared twice on a connection.
            .statement_cache_capacity(512)
            .disable_statement_logging();
        let mut db = Self::open(Pool::postgres(connect, options), options).await?;
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
        Self::open(Pool::sqlite(connect, options), options).await
    }

    async fn open(pool: Pool, options: &DatabaseOptions) -> Result<Self> {
        drop(pool.get().await?);
        Ok(Self { pool, places: Places::for_connections(options.max_connections), tell: None, distributed: false })
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

    /// How its connections stand.
    #[must_use]
    pub fn pool(&self) -> PoolState {
        self.pool.state()
    }

    pub(crate) fn connection(&self) -> &Self {
        self
    }

    /// Waits for a connection.
    pub(crate) async fn lease(&self) -> Result<Lease, DbErr> {
        self.pool.get().await
    }

    /// Waits until nobody else writes, where only one may at a time.
    pub(crate) async fn turn(&self) -> Result<Option<Turn>, DbErr> {
        self.pool.turn().await
    }

    /// Begins a transaction.
    pub(crate) async fn begin(&self) -> Result<Transaction> {
        let _place = self.places.take()?;
        Transaction::begin(self.clone()).await
    }

    /// Whether it answers.
    ///
    /// # Errors
    ///
    /// If it doesn't.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.lease().await?.ping().await?)
    }

    /// Closes all connections: those that are in use, once their work is done.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn close(self) -> Result<()> {
        Ok(self.pool.close().await?)
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
        let aside = self.aside();
        let transaction = begin_migrating(&aside).await?;
        Migrator::up(&transaction, steps).await?;
        transaction.commit().await?;
        Ok(aside.close().await?)
    }

    /// Takes back the last `steps` migrations, and what the tables held.
    ///
    /// # Errors
    ///
    /// What the database says; nothing is taken back then.
    pub async fn migrate_down(&self, steps: u32) -> Result<()> {
        let aside = self.aside();
        let transaction = begin_migrating(&aside).await?;
        Migrator::down(&transaction, Some(steps)).await?;
        transaction.commit().await?;
        Ok(aside.close().await?)
    }

    /// All migrations, in their order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn migrations(&self) -> Result<Vec<MigrationState>> {
        let aside = self.aside();
        let migrations = Migrator::get_migration_with_status_read_only(&aside).await?;
        aside.close().await?;
        Ok(migrations
            .into_iter()
            .map(|migration| MigrationState {
                name: migration.name().to_owned(),
                applied: migration.status() == MigrationStatus::Applied,
            })
            .collect())
    }

    /// A connection of its own, as migrations want it.
    pub(crate) fn aside(&self) -> DatabaseConnection {
        self.pool.aside()
    }
}

/// Begins a transaction beside which no other one runs that was begun in this way.
async fn begin_migrating(db: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    }
    Ok(transaction)
}

#[async_trait::async_trait]
impl ConnectionTrait for Database {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let _place = self.places.take()?;
        self.tell(&statement);
        let _turn = self.turn().await?;
        self.lease().await?.run(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let _place = self.places.take()?;
        let _turn = self.turn().await?;
        self.lease().await?.run_text(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let _place = self.places.take()?;
        self.tell(&statement);
        self.lease().await?.row(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let _place = self.places.take()?;
        self.tell(&statement);
        self.lease().await?.rows(statement).await
    }
}
