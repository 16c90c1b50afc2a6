//! Whether the service is well.

use actix_web::{
    get,
    web::{Data, Json},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    app::Service,
    problem::{OpenProblems, Problem},
};

/// How the service is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Whether the process is alive
///
/// Answers as long as the process does; says nothing of the database.
#[utoipa::path(
    operation_id = "get_health",
    tag = "operation",
    responses((status = 200, description = "It is", body = Health), OpenProblems),
    security(())
)]
#[get("/healthz")]
pub async fn get_health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// Whether the service can do its work
///
/// Answers 503 while the database can't be reached.
#[utoipa::path(
    operation_id = "get_readiness",
    tag = "operation",
    responses((status = 200, description = "It can", body = Health), OpenProblems),
    security(())
)]
#[get("/readyz")]
pub async fn get_readiness(service: Data<Service>) -> Result<Json<Health>, Problem> {
    service.db.ping().await.map_err(|_| Problem::Unavailable)?;
    Ok(Json(Health { status: "ok" }))
}
