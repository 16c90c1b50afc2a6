//! `/metrics`: where Prometheus looks.

use actix_web::{HttpResponse, get, web::Data};

use crate::{
    app::Service,
    problem::{OpenReadProblems, Problem},
};

/// Measurements
///
/// In Prometheus' text format, for whoever can reach this address: no token is asked for, and nothing is told of any
/// account. Served elsewhere, and not here, if the service is configured so.
#[utoipa::path(
    operation_id = "get_metrics",
    tag = "operation",
    responses((status = 200, description = "The measurements", body = String, content_type = "text/plain"), OpenReadProblems),
    security(())
)]
#[get("/metrics")]
pub async fn get_metrics(service: Data<Service>) -> Result<HttpResponse, Problem> {
    if service.operation.metrics_elsewhere { Err(Problem::NotFound) } else { Ok(exposition(service).await) }
}

/// The measurements, on an address of their own.
pub async fn exposition(service: Data<Service>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(service.operation.metrics.render(&service.db))
}
