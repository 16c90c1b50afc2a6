//! How many may wait for a connection: whoever would wait too long is told so at once.

use std::sync::Arc;

use sea_orm::DbErr;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many may wait for each connection. A statement takes a few milliseconds when there is much to do, so that whoever
/// waits gets a connection within some tenths of a second.
const WAITING_FOR_EACH: usize = 32;

/// What a statement says that was refused, for want of a type of its own among the database's errors.
const REFUSAL: &str = "too many wait for the database already";

/// Whether the error says that too many wait already.
pub(crate) fn is_refusal(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == REFUSAL)
}

/// The places of those who have a connection for a statement, or wait for one. Who goes away leaves its place.
#[derive(Clone, Debug)]
pub(crate) struct Places(Arc<Semaphore>);

impl Places {
    /// Those of a pool with this many connections.
    pub(crate) fn for_connections(connections: u32) -> Self {
        let connections = usize::try_from(connections).unwrap_or(usize::MAX);
        Self(Arc::new(Semaphore::new(connections.saturating_mul(1 + WAITING_FOR_EACH).min(Semaphore::MAX_PERMITS))))
    }

    /// Takes one; refuses, if there is none left.
    pub(crate) fn take(&self) -> Result<SemaphorePermit<'_>, DbErr> {
        self.0.try_acquire().map_err(|_| DbErr::Custom(REFUSAL.to_owned()))
    }
}
