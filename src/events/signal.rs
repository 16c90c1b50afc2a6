//! Notifies the tasks of this instance that an account may have new events.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use entity::AccountId;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// How many accounts are remembered. Those beyond it are found in the database.
const MAX_REMEMBERED_ACCOUNTS: usize = 10_000;

/// The maximum number of requests that wait for events at the same time.
const MAX_WAITING_REQUESTS: usize = 1_000;

/// Accounts that have written something, and requests that wait for it. Clones share them.
#[derive(Clone, Debug)]
pub struct FeedSignal(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    written: Mutex<HashSet<AccountId>>,
    waiters: Mutex<HashMap<AccountId, Weak<Notify>>>,
    places: Arc<Semaphore>,
}

impl Default for FeedSignal {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(MAX_WAITING_REQUESTS));
        Self(Arc::new(Inner { written: Mutex::default(), waiters: Mutex::default(), places }))
    }
}

impl FeedSignal {
    /// An account may have written events.
    pub fn wake(&self, account: AccountId) {
        {
            let mut written = self.0.written.lock().unwrap_or_else(PoisonError::into_inner);
            if written.len() < MAX_REMEMBERED_ACCOUNTS {
                written.insert(account);
            }
        }
        let waiter =
            self.0.waiters.lock().unwrap_or_else(PoisonError::into_inner).get(&account).and_then(Weak::upgrade);
        if let Some(waiter) = waiter {
            waiter.notify_waiters();
        }
    }

    /// The accounts that were signalled since the last call.
    pub(super) fn take(&self) -> HashSet<AccountId> {
        std::mem::take(&mut *self.0.written.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The listener that is notified when an account may have new events.
    pub(super) fn waiter(&self, account: AccountId) -> Arc<Notify> {
        let mut waiters = self.0.waiters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiter) = waiters.get(&account).and_then(Weak::upgrade) {
            return waiter;
        }
        waiters.retain(|_, waiter| waiter.strong_count() > 0);
        let waiter = Arc::default();
        waiters.insert(account, Arc::downgrade(&waiter));
        waiter
    }

    /// A permit to wait; `None` if too many requests wait.
    pub(super) fn waiting_permit(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.places).try_acquire_owned().ok()
    }
}
