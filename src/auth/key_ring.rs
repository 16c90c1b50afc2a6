//! The keys as this instance knows them: read from the database, and again before they could be out of date.

use entity::SigningKeys;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use database::Database;
use tokio::sync::Mutex;

use super::{
    keys::{KeyError, Keys},
    rotation::{self, KNOWN_FOR},
};

#[derive(Default)]
struct Known {
    keys: Arc<Keys>,
    read_at: DateTime<Utc>,
}

/// The keys that are in use.
pub(crate) struct KeyRing {
    db: Database,
    known: RwLock<Known>,
    reading: Mutex<()>,
}

impl KeyRing {
    /// The keys of a database; its first is made where there is none.
    pub(crate) async fn open(db: Database, now: DateTime<Utc>) -> Result<Self, KeyError> {
        rotation::ensure_key(&db, now).await?;
        let ring = Self { db, known: RwLock::default(), reading: Mutex::default() };
        ring.read(now).await?;
        Ok(ring)
    }

    /// The keys as they were [`KNOWN_FOR`] ago or later. One request reads them again; those beside it don't wait.
    pub(crate) async fn current(&self, now: DateTime<Utc>) -> Result<Arc<Keys>, KeyError> {
        let (keys, age) = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            (Arc::clone(&known.keys), now - known.read_at)
        };
        if age < KNOWN_FOR {
            return Ok(keys);
        }
        match self.reading.try_lock() {
            Ok(_reading) => self.read(now).await,
            Err(_) => Ok(keys),
        }
    }

    async fn read(&self, now: DateTime<Utc>) -> Result<Arc<Keys>, KeyError> {
        let keys = Arc::new(Keys::new(&SigningKeys::new(&self.db).all().await?)?);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known { keys: Arc::clone(&keys), read_at: now };
        Ok(keys)
    }
}
