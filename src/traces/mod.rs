//! Traces of requests, sent by OTLP over HTTP to a collector if the settings name one.

#[cfg(feature = "otel")]
mod otlp;
#[cfg(feature = "otel")]
pub(crate) use otlp::{Traces, are_sent, continue_trace};

#[cfg(not(feature = "otel"))]
mod none;
#[cfg(not(feature = "otel"))]
pub(crate) use none::{Traces, are_sent, continue_trace};
