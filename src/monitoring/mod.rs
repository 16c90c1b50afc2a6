//! Whether the service is well, and how it does.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{
    get,
    web::{Data, Json},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    problem::{OpenProblems, Problem},
    state::AppState,
};

mod metrics;
mod metrics_endpoint;
mod metrics_server;
mod observe;

pub use metrics::{Active, Metrics};
pub use metrics_endpoint::*;
pub use metrics_server::metrics_server;
pub use observe::observe;

/// How a service runs.
#[derive(Clone, Debug, Default)]
pub struct Monitoring {
    /// What is measured.
    pub metrics: Metrics,
    /// Whether that is served on an address of its own.
    metrics_elsewhere: bool,
    stopping: Arc<AtomicBool>,
}

impl Monitoring {
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

/// How the service is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Check whether the process is alive
///
/// Answers while the process runs. It does not check the database.
#[utoipa::path(
    operation_id = "get_health",
    tag = "operation",
    responses((status = 200, description = "The process is alive", body = Health), OpenProblems)
)]
#[get("/healthz")]
pub async fn get_health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// Check whether the service can serve requests
///
/// Answers 503 while the database can't be reached, and during shutdown.
#[utoipa::path(
    operation_id = "get_readiness",
    tag = "operation",
    responses((status = 200, description = "The service can serve requests", body = Health), OpenProblems)
)]
#[get("/readyz")]
pub async fn get_readiness(state: Data<AppState>) -> Result<Json<Health>, Problem> {
    if state.monitoring.is_stopping() {
        return Err(Problem::Stopping);
    }
    state.db.ping().await.map_err(|_| Problem::Unavailable)?;
    Ok(Json(Health { status: "ok" }))
}
