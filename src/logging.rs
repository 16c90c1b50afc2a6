//! What is logged: one span a request, with its id, method, route, status and time; never a body, a token or a query. The
//! names are those of OpenTelemetry's semantic conventions, where it has one.

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

/// Writes events to standard error from now on, and sends traces, as the settings say. What is returned sends the last
/// of them when it is dropped.
///
/// # Errors
///
/// If the filter can't be understood, or traces can't be sent.
pub fn start(settings: &Settings) -> Result<Traces, String> {
    let filter: Targets =
        settings.log.parse().map_err(|error| format!("the log filter {:?}: {error}", settings.log))?;
    // Colours are for people: there and wanted (no-color.org).
    let coloured = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(coloured);
    let lines = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        // The list of spans has the request's, also where another one is the current.
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

/// The span of a request: what is logged while it is current names the request.
pub(crate) fn span_of(request: &ServiceRequest, id: &RequestId) -> Span {
    // Of this level it is there however little is logged.
    let span = tracing::error_span!(
        "request",
        request_id = id.as_str(),
        trace_id = Empty,
        http.request.method = request.method().as_str(),
        http.route = Empty,
        http.response.status_code = Empty,
        otel.kind = traces::are_sent().then_some("server"),
        otel.name = traces::are_sent().then(|| name_of(request)),
        otel.status_code = Empty,
    );
    traces::continue_trace(&span, request.headers());
    span
}

/// Logs how a request was answered, and after what time.
pub(crate) fn answered(span: &Span, route: Option<&str>, status: StatusCode, took: Duration) {
    let route = route.unwrap_or("none");
    if traces::are_sent() {
        span.record("http.route", route);
        span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            span.record("otel.status_code", "ERROR");
        }
    }
    let elapsed_ms = took.as_secs_f64() * 1000.0;
    // The span's fields are in the JSON of the current one's events, not of those that only name it.
    let _current = span.enter();
    tracing::info!(http.route = route, http.response.status_code = status.as_u16(), elapsed_ms, "answered");
}

/// What a request is called among others. Its route is not found yet: this looks for it.
fn name_of(request: &ServiceRequest) -> String {
    let method = request.method();
    request.match_pattern().map_or_else(|| method.to_string(), |route| format!("{method} {route}"))
}
