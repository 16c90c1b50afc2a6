//! `/metrics`, for Prometheus.

use actix_web::{HttpResponse, get, web::Data};

use crate::{
    problem::{OpenReadProblems, Problem},
    state::AppState,
};

/// Read the metrics
///
/// In the text format of Prometheus. No token is needed, and no data of accounts is included. The service can be
/// configured to serve them at another address instead.
#[utoipa::path(
    operation_id = "get_metrics",
    tag = "operation",
    responses((status = 200, description = "The metrics", body = String, content_type = "text/plain"), OpenReadProblems)
)]
#[get("/metrics")]
pub async fn get_metrics(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    if state.status.metrics_elsewhere { Err(Problem::NotFound) } else { Ok(exposition(state).await) }
}

/// The endpoint on a separate address.
pub async fn exposition(state: Data<AppState>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(state.status.metrics.render(&state.db))
}
