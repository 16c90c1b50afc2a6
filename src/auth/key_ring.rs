//! The cached signing keys of this instance.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use database::Database;
use tokio::sync::Mutex;

use super::{
    keys::{KeyError, SigningKeys},
    rotation::{self, KEY_REFRESH_INTERVAL},
};

#[derive(Default)]
struct CachedKeys {
    keys: Arc<SigningKeys>,
    read_at: DateTime<Utc>,
}

/// The cached keys.
pub(crate) struct KeyRing {
    db: Database,
    cached: RwLock<CachedKeys>,
    reading: Mutex<()>,
}

impl KeyRing {
    /// The keys of a database. The first key is created if there is none.
    pub(crate) async fn open(db: Database, now: DateTime<Utc>) -> Result<Self, KeyError> {
        rotation::ensure_key(&db, now).await?;
        let ring = Self { db, cached: RwLock::default(), reading: Mutex::default() };
        ring.read(now).await?;
        Ok(ring)
    }

    /// The keys, read at most [`KEY_REFRESH_INTERVAL`] ago. One request reads them again while the others use the old
    /// ones.
    pub(crate) async fn current(&self, now: DateTime<Utc>) -> Result<Arc<SigningKeys>, KeyError> {
        let (keys, age) = {
            let cached = self.cached.read().unwrap_or_else(PoisonError::into_inner);
            (Arc::clone(&cached.keys), now - cached.read_at)
        };
        if age < KEY_REFRESH_INTERVAL {
            return Ok(keys);
        }
        match self.reading.try_lock() {
            Ok(_reading) => self.read(now).await,
            Err(_) => Ok(keys),
        }
    }

    async fn read(&self, now: DateTime<Utc>) -> Result<Arc<SigningKeys>, KeyError> {
        let keys = Arc::new(SigningKeys::new(&entity::SigningKeys::new(&self.db).all().await?)?);
        *self.cached.write().unwrap_or_else(PoisonError::into_inner) =
            CachedKeys { keys: Arc::clone(&keys), read_at: now };
        Ok(keys)
    }
}
