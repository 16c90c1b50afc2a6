//! `/healthz` and `/readyz`.

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

/// The state of the service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// Always `ok`.
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
    if state.status.is_stopping() {
        return Err(Problem::ShuttingDown);
    }
    state.db.ping().await.map_err(|_| Problem::Unavailable)?;
    Ok(Json(Health { status: "ok" }))
}
