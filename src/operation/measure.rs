//! Around every request: how long it took.

use std::time::Instant;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};

use crate::app::Service;

/// Measures a request and its answer, in [`super::Metrics`] of the service.
///
/// # Errors
///
/// None of its own.
pub async fn measure<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let Some(service) = request.app_data::<Data<Service>>().cloned() else { return next.call(request).await };
    let metrics = &service.operation.metrics;
    let _active = metrics.begin();
    let (method, began) = (request.method().clone(), Instant::now());
    let outcome = next.call(request).await;
    let (route, status) = match &outcome {
        Ok(response) => (response.request().match_pattern(), response.status()),
        Err(error) => (None, error.as_response_error().status_code()),
    };
    metrics.record(&method, route, status, began.elapsed());
    outcome
}
