//! The state of a running service: its metrics, and whether it is stopping.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::Metrics;

/// The metrics of a service, and whether it is stopping. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct ServiceStatus {
    /// What is measured.
    pub metrics: Metrics,
    /// Whether that is served on an address of its own.
    pub(super) metrics_elsewhere: bool,
    stopping: Arc<AtomicBool>,
}

impl ServiceStatus {
    /// Of a service that has just started, which serves its metrics elsewhere or not.
    #[must_use]
    pub fn new(metrics_elsewhere: bool) -> Self {
        Self { metrics_elsewhere, ..Self::default() }
    }

    /// From now on the service says that it is not ready.
    pub fn begin_stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
