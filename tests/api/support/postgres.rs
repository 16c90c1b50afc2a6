//! A Postgres server for the tests of this process, or the one that `TEST_DATABASE_URL` names, or a Citus.
//!
//! Each test has a database of its own, copied from one that is migrated once.

use std::{
    env,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use database::{Database, DatabaseOptions};
use sqlx::{Connection as _, PgConnection};
use tokio::sync::OnceCell;

use super::{
    Citus,
    server::{NOT_DURABLE, OwnServer},
};

const TEMPLATE: &str = "followup_template";

static TEMPLATE_READY: OnceCell<()> = OnceCell::const_new();

/// How tests connect: few connections each, since many tests run together.
pub const OPTIONS: DatabaseOptions = DatabaseOptions {
    max_connections: 4,
    acquire_timeout: Duration::from_secs(30),
    statement_timeout: Duration::from_secs(30),
};

/// A database for one test, dropped with it.
pub struct TestDatabase {
    name: String,
    pub url: String,
}

impl TestDatabase {
    /// A migrated, empty database.
    pub async fn create() -> Self {
        if Citus::named().is_some() {
            let database = Self::create_empty().await;
            let db = Database::postgres(&database.url, &OPTIONS).await.expect("the database is there");
            migration::up(&db, None).await.expect("the migrations apply");
            migration::distribute(&db, |_| ()).await.expect("the tables can be distributed");
            db.close().await.expect("nothing is under way");
            return database;
        }
        let name = Self::new_name();
        TEMPLATE_READY.get_or_init(make_template).await;
        administer(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")).await;
        Self { url: url_of(&name), name }
    }

    /// An empty database without tables.
    pub async fn create_empty() -> Self {
        let name = Self::new_name();
        match Citus::named() {
            Some(citus) => citus.create(&name).await,
            None => administer(&format!("CREATE DATABASE {name}")).await,
        }
        Self { url: url_of(&name), name }
    }

    fn new_name() -> String {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        format!("followup_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let dropped = async move {
            match Citus::named() {
                Some(citus) => citus.administer(&statement).await,
                None => administer(&statement).await,
            }
        };
        // Dropping can't wait for a future of this runtime; another thread has its own.
        let dropping = thread::spawn(move || actix_web::rt::System::new().block_on(dropped));
        let _ = dropping.join();
    }
}

async fn make_template() {
    administer(&format!("DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")).await;
    administer(&format!("CREATE DATABASE {TEMPLATE}")).await;
    let db = Database::postgres(&url_of(TEMPLATE), &OPTIONS).await.expect("the template database is there");
    migration::up(&db, None).await.expect("the migrations apply");
    db.close().await.expect("nothing is under way");
}

async fn administer(statement: &str) {
    run(&url_of("postgres"), statement).await;
}

/// Runs statements on a database of its own connection.
pub(super) async fn run(url: &str, statements: &str) {
    let mut connection = PgConnection::connect(url).await.expect("the server takes connections");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut connection).await.expect(statements);
    connection.close().await.expect("nothing is under way");
}

fn url_of(database: &str) -> String {
    with_database(base_url(), database)
}

/// The URL of another database of a server.
pub(super) fn with_database(url: &str, database: &str) -> String {
    let mut url = url::Url::parse(url).expect("a server has a URL");
    url.set_path(database);
    url.into()
}

fn base_url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        if let Some(citus) = Citus::named() {
            return citus.url().to_owned();
        }
        if let Ok(url) = env::var("TEST_DATABASE_URL") {
            return url;
        }
        OwnServer::start_with(NOT_DURABLE).url_for_good()
    })
}
