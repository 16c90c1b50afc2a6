//! The facts of applications whose plans were read lately.
//!
//! Reading all facts of an application costs the database and the service several times as much as reading the version
//! of these facts by primary key. So facts are kept in memory, and are used again if the version is still the same.
//! Every write of a fact counts the version up in its own transaction, by whatever instance of the service.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use entity::{AccountId, ApplicationId, Scope, VersionedDossier};
use planning::Facts;
use quick_cache::{Weighter, sync::Cache};

use super::stored_facts::{changed_at, facts};
use crate::problem::Problem;

/// The length of all cached facts as JSON, in bytes. In memory they take about as much again.
const CAPACITY: u64 = 32 * 1024 * 1024;

/// The expected length of the facts of an application, by which the cache sizes its tables.
const USUAL_LENGTH: usize = 4 * 1024;

/// Facts are read again after this time. It matters only after a failover that lost writes, behind a proxy that hides
/// the change of servers: versions may count up to the same number again.
const TRUSTED_FOR: Duration = Duration::from_mins(1);

/// The facts of a stored application.
#[derive(Clone, Debug)]
pub(super) struct StoredFacts {
    pub(super) facts: Facts,
    /// The last change of a row that they come from.
    pub(super) changed_at: DateTime<Utc>,
}

/// Facts by account and application. Clones share their entries.
#[derive(Clone)]
pub struct FactsCache(Arc<Cache<(AccountId, ApplicationId), CachedFacts, JsonLength>>);

#[derive(Clone)]
struct CachedFacts {
    stored: Arc<StoredFacts>,
    version: i64,
    server_epoch: u64,
    read_at: Instant,
    json_length: usize,
}

/// Weighs facts by their length as JSON.
#[derive(Clone)]
struct JsonLength;

impl<K> Weighter<K, CachedFacts> for JsonLength {
    fn weight(&self, _: &K, cached: &CachedFacts) -> u64 {
        cached.json_length as u64
    }
}

impl std::fmt::Debug for FactsCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactsCache").field("entries", &self.0.len()).finish_non_exhaustive()
    }
}

impl Default for FactsCache {
    fn default() -> Self {
        let entries = usize::try_from(CAPACITY).unwrap_or(usize::MAX) / USUAL_LENGTH;
        Self(Arc::new(Cache::with_weighter(entries, CAPACITY, JsonLength)))
    }
}

impl FactsCache {
    /// The facts of an application as they are stored now; `None` if the account does not have the application.
    pub(super) async fn read(&self, scope: &Scope, id: ApplicationId) -> Result<Option<Arc<StoredFacts>>, Problem> {
        let Some(server_epoch) = scope.server_epoch() else {
            return scope.versioned_dossier(id).await?.map(store).transpose();
        };
        let key = (scope.account_id(), id);
        if let Some(cached) = self.0.get(&key).filter(|cached| cached.read_at.elapsed() < TRUSTED_FOR) {
            let version = scope.facts_version(id).await?;
            // The epoch is compared afterwards: the version may have come through a new connection.
            if version == Some(cached.version) && scope.server_epoch() == Some(cached.server_epoch) {
                return Ok(Some(cached.stored));
            }
        }
        let read_at = Instant::now();
        let Some(dossier) = scope.versioned_dossier(id).await? else {
            self.0.remove(&key);
            return Ok(None);
        };
        let (version, json_length) = (dossier.facts_version, dossier.json_length);
        let stored = store(dossier)?;
        let cached = CachedFacts { stored: Arc::clone(&stored), version, server_epoch, read_at, json_length };
        self.0.insert(key, cached);
        Ok(Some(stored))
    }
}

fn store(VersionedDossier { dossier, .. }: VersionedDossier) -> Result<Arc<StoredFacts>, Problem> {
    let changed_at = changed_at(&dossier);
    Ok(Arc::new(StoredFacts { facts: facts(dossier)?, changed_at }))
}
