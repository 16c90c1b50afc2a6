//! The state of a running service: its metrics, and whether it is stopping.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::Metrics;

/// The metrics of a service, and whether it is stopping. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct ServiceStatus {
    /// The measured values.
    pub metrics: Metrics,
    /// Whether the metrics are served on a separate address.
    pub(super) metrics_elsewhere: bool,
    stopping: Arc<AtomicBool>,
}

impl ServiceStatus {
    /// The status of a service that has just started.
    #[must_use]
    pub fn new(metrics_elsewhere: bool) -> Self {
        Self { metrics_elsewhere, ..Self::default() }
    }

    /// Marks the service as not ready.
    pub fn begin_stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the service is stopping.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
