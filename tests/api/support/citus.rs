//! A Citus for the tests: the one that `TEST_CITUS_URL` names, with the workers in `TEST_CITUS_WORKERS`, if any.

use std::{env, sync::LazyLock};

use tokio::sync::Mutex;

use super::postgres::{run, with_database};

/// The servers of a Citus, the coordinator first.
pub struct Citus(Vec<String>);

impl Citus {
    /// The one that is named.
    pub fn named() -> Option<&'static Self> {
        static NAMED: LazyLock<Option<Citus>> = LazyLock::new(|| {
            let coordinator = env::var("TEST_CITUS_URL").ok().filter(|url| !url.is_empty())?;
            let workers = env::var("TEST_CITUS_WORKERS").unwrap_or_default();
            let workers = workers.split(',').filter(|url| !url.is_empty()).map(str::to_owned);
            Some(Citus(std::iter::once(coordinator).chain(workers).collect()))
        });
        NAMED.as_ref()
    }

    /// Where the coordinator is.
    pub fn url(&self) -> &str {
        &self.0[0]
    }

    /// Where a database of this URL is reached through a worker, if there is one.
    pub fn through_worker(&self, url: &str) -> Option<String> {
        let database = url::Url::parse(url).unwrap();
        Some(with_database(self.0.get(1)?, database.path()))
    }

    /// Runs a statement on all servers, the coordinator first.
    pub async fn administer(&self, statement: &str) {
        for server in &self.0 {
            run(&with_database(server, "postgres"), statement).await;
        }
    }

    /// Makes a database of all servers, with few shards, since there are many tests.
    pub async fn create(&self, name: &str) {
        // One after the other: adding a node writes what all databases share, and two at once fail.
        static ADDING: Mutex<()> = Mutex::const_new(());
        let _adding = ADDING.lock().await;
        let settings = format!("ALTER DATABASE {name} SET citus.shard_count = 4");
        for server in &self.0 {
            run(&with_database(server, "postgres"), &format!("CREATE DATABASE {name}")).await;
            run(&with_database(server, "postgres"), &settings).await;
            run(&with_database(server, name), "CREATE EXTENSION citus").await;
        }
        let address = |server: &String| {
            let url = url::Url::parse(server).unwrap();
            format!("'{}', {}", url.host_str().unwrap(), url.port().unwrap_or(5432))
        };
        let coordinator = with_database(self.url(), name);
        run(&coordinator, &format!("SELECT citus_set_coordinator_host({})", address(&self.0[0]))).await;
        for worker in &self.0[1..] {
            run(&coordinator, &format!("SELECT citus_add_node({})", address(worker))).await;
        }
    }
}
