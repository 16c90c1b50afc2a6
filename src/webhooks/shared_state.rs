//! State that is shared by the tasks of an instance that send events.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use entity::{AccountId, WebhookEndpointId};
use tokio::sync::{AcquireError, Notify, Semaphore, SemaphorePermit};

use super::client::WebhookClient;

/// How many requests are under way to endpoints that work.
const MAX_CONCURRENT_REQUESTS: usize = 64;

/// How many requests are under way to endpoints whose last attempt failed or took long.
const MAX_CONCURRENT_REQUESTS_TO_FAILING: usize = 16;

/// How many endpoints' deliveries are read or written at a time: requests to the service come first.
const MAX_CONCURRENT_DATABASE_TASKS: usize = 8;

/// State that is shared by the senders of an instance, and by its clones.
#[derive(Clone, Debug)]
pub struct Webhooks(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    client: WebhookClient,
    changed: Notify,
    busy: Mutex<HashSet<(AccountId, WebhookEndpointId)>>,
    working: Semaphore,
    failing: Semaphore,
    database: Semaphore,
}

impl Webhooks {
    /// Senders that use this client.
    #[must_use]
    pub fn new(client: WebhookClient) -> Self {
        Self(Arc::new(Shared {
            client,
            changed: Notify::new(),
            busy: Mutex::default(),
            working: Semaphore::new(MAX_CONCURRENT_REQUESTS),
            failing: Semaphore::new(MAX_CONCURRENT_REQUESTS_TO_FAILING),
            database: Semaphore::new(MAX_CONCURRENT_DATABASE_TASKS),
        }))
    }

    /// The client.
    pub(super) fn client(&self) -> &WebhookClient {
        &self.0.client
    }

    /// There is something to send.
    pub fn wake(&self) {
        self.0.changed.notify_one();
    }

    /// Waits until there may be something to send.
    pub(super) async fn wait_for_change(&self) {
        self.0.changed.notified().await;
    }

    /// Waits for a permit to send a request. Endpoints whose last attempt failed have their own limit.
    pub(super) async fn sending_permit(&self, failing: bool) -> Result<SemaphorePermit<'_>, AcquireError> {
        if failing { self.0.failing.acquire().await } else { self.0.working.acquire().await }
    }

    /// Waits for a permit to read or write deliveries.
    pub(super) async fn database_permit(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.0.database.acquire().await
    }

    /// Marks an endpoint as being served; `None` if it is.
    pub(super) fn serve(&self, of: (AccountId, WebhookEndpointId)) -> Option<ServingGuard> {
        let mut busy = self.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.insert(of).then(|| ServingGuard { shared: Arc::clone(&self.0), of })
    }
}

/// An endpoint that is being served, until this is dropped.
pub(super) struct ServingGuard {
    shared: Arc<Shared>,
    of: (AccountId, WebhookEndpointId),
}

impl Drop for ServingGuard {
    fn drop(&mut self) {
        self.shared.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.of);
    }
}
