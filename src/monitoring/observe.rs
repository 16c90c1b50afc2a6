//! The outermost middleware: logs and measures every request, and closes connections during shutdown.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage as _,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::ConnectionType,
    middleware::Next,
    web::Data,
};
use tokio::task::yield_now;
use tracing::Instrument as _;

use crate::{
    http::{self, RequestId, RouteLabel},
    logging,
    state::AppState,
};

/// Handles a request with [`http::finish`] in a separate span, logs the response, and records it in
/// [`super::Metrics`]. During shutdown the response closes the connection.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(state) = request.app_data::<Data<AppState>>().cloned() else { return http::finish(request, next).await };
    let metrics = &state.status.metrics;
    let _active = metrics.begin();
    let (method, began) = (request.method().clone(), Instant::now());
    let span = logging::span_of(&request, &RequestId::assign(&request));
    let mut outcome = http::finish(request, next).instrument(span.clone()).await;
    if let Ok(response) = &mut outcome
        && state.status.is_stopping()
    {
        // A client that keeps the connection would send a request just when it is closed.
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    let (route, status) = match &outcome {
        Ok(response) => {
            let shown = response.request().extensions().get::<RouteLabel>().map(|route| route.0.to_owned());
            (shown.or_else(|| response.request().match_pattern()), response.status())
        }
        Err(error) => (None, error.as_response_error().status_code()),
    };
    let took = began.elapsed();
    logging::log_response(&span, route.as_deref(), status, took);
    metrics.record(&method, route, status, took);
    // Responses to requests that arrived together are sent together, so a client that waits for several is woken once.
    yield_now().await;
    outcome
}
