//! Logging: one span per request, with its id, method, route, status and duration; never a body, a token or a query.
//! Names follow OpenTelemetry's semantic conventions.

use std::{
    env,
    io::{self, IsTerminal as _},
    time::Duration,
};

use actix_web::{dev::ServiceRequest, http::StatusCode};
use tracing::{Span, field::Empty};
use tracing_subscriber::{Layer as _, filter::Targets, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use crate::{
    config::{LogFormat, Settings},
    http::RequestId,
    traces::{self, Traces},
};

/// Begins to write events to standard error and to send traces, as the settings say. The returned value sends the last
/// traces when it is dropped.
///
/// # Errors
///
/// If the filter is invalid, or traces can't be sent.
pub fn start(settings: &Settings) -> Result<Traces, String> {
    let filter: Targets =
        settings.log.parse().map_err(|error| format!("the log filter {:?}: {error}", settings.log))?;
    // Colours are only for terminals, and only if they are wanted (no-color.org).
    let coloured = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(coloured);
    let lines = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        // The list of spans includes the request's span also if another span is current.
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
    };
    let traces = Traces::start(settings)?;
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(traces.layer())
        .try_init()
        .map_err(|error| error.to_string())?;
    Ok(traces)
}

/// The span of a request. Events within it name the request.
pub(crate) fn span_of(request: &ServiceRequest, id: &RequestId) -> Span {
    // At this level it exists whatever level is logged.
    let span = tracing::error_span!(
        "request",
        request_id = id.as_str(),
        trace_id = Empty,
        http.request.method = request.method().as_str(),
        http.route = Empty,
        http.response.status_code = Empty,
        gen_ai.tool.name = Empty,
        otel.kind = traces::are_sent().then_some("server"),
        otel.name = traces::are_sent().then(|| name_of(request)),
        otel.status_code = Empty,
    );
    traces::continue_trace(&span, request.headers());
    span
}

/// Logs the response to a request, and its duration.
pub(crate) fn log_response(span: &Span, route: Option<&str>, status: StatusCode, took: Duration) {
    let route = route.unwrap_or("none");
    if traces::are_sent() {
        span.record("http.route", route);
        span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            span.record("otel.status_code", "ERROR");
        }
    }
    // In milliseconds, to the microsecond.
    let elapsed_ms = (took.as_secs_f64() * 1e6).round() / 1e3;
    // The span's fields are in the JSON of events within the span only.
    let _current = span.enter();
    tracing::info!(http.route = route, http.response.status_code = status.as_u16(), elapsed_ms, "answered");
}

/// The route of a request in logs. Routing has not happened yet, so this looks it up.
fn name_of(request: &ServiceRequest) -> String {
    let method = request.method();
    request.match_pattern().map_or_else(|| method.to_string(), |route| format!("{method} {route}"))
}
