//! Sends traces to a collector by OTLP.

use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use actix_web::http::header::{HeaderMap, HeaderName};
use async_trait::async_trait;
use opentelemetry::{
    KeyValue,
    propagation::{Extractor, TextMapPropagator as _},
    trace::{TraceContextExt as _, TracerProvider as _},
};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{Resource, propagation::TraceContextPropagator, trace::SdkTracerProvider};
use tracing::{Metadata, Span, Subscriber, level_filters::LevelFilter};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::{Layer, filter::filter_fn, registry::LookupSpan};

use crate::config::Settings;

/// How long the collector may take to accept a batch of spans.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(10);

static SENT: AtomicBool = AtomicBool::new(false);

/// Whether traces are sent anywhere.
pub(crate) fn are_sent() -> bool {
    SENT.load(Ordering::Relaxed)
}

/// Sends traces. When it is dropped, the last ones are sent.
#[derive(Debug)]
pub struct Traces(Option<SdkTracerProvider>);

impl Traces {
    /// Begins to send traces, if the settings name a collector.
    ///
    /// # Errors
    ///
    /// If an environment variable of OpenTelemetry, which the exporter reads, is invalid.
    pub(crate) fn start(settings: &Settings) -> Result<Self, String> {
        let Some(collector) = &settings.otlp_endpoint else { return Ok(Self(None)) };
        let agent =
            ureq::Agent::config_builder().timeout_global(Some(EXPORT_TIMEOUT)).http_status_as_error(false).build();
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Transport(agent.into()))
            .with_endpoint(format!("{}/v1/traces", collector.as_str().trim_end_matches('/')))
            .build()
            .map_err(|error| format!("traces can't be sent: {error}"))?;
        let mut resource =
            Resource::builder().with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")));
        if env::var_os("OTEL_SERVICE_NAME").is_none() {
            resource = resource.with_service_name("followup");
        }
        SENT.store(true, Ordering::Relaxed);
        Ok(Self(Some(
            SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource.build()).build(),
        )))
    }

    /// The layer that exports the service's own spans, whatever level is logged.
    pub(crate) fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        let own = |metadata: &Metadata<'_>| {
            metadata.is_span() && metadata.target().starts_with("followup") && *metadata.level() <= LevelFilter::INFO
        };
        self.0.as_ref().map(|provider| {
            let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("followup"));
            layer.with_location(false).with_threads(false).with_target(false).with_filter(filter_fn(own))
        })
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.as_ref().map(SdkTracerProvider::shutdown) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Makes a request's span part of the trace in `traceparent` (W3C Trace Context), if the client sent one, and records
/// the trace's id for the log.
pub(crate) fn continue_trace(span: &Span, headers: &HeaderMap) {
    if !are_sent() {
        return;
    }
    // The one thing that can be wrong here is that nothing listens to this span.
    let Ok(()) = span.set_parent(TraceContextPropagator::new().extract(&Headers(headers))) else { return };
    span.record("trace_id", tracing::field::display(span.context().span().span_context().trace_id()));
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

/// Sends what the exporter hands over. The exporter runs in a separate thread, which may block.
#[derive(Debug)]
struct Transport(ureq::Agent);

#[async_trait]
impl HttpClient for Transport {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, mut body) = self.0.run(request.map(|body| body.to_vec()))?.into_parts();
        Ok(Response::from_parts(head, body.read_to_vec()?.into()))
    }
}
