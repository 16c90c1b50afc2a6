//! A build without traces.

use actix_web::http::header::HeaderMap;
use tracing::Span;
use tracing_subscriber::layer::Identity;

use crate::config::Settings;

/// No traces.
#[derive(Debug)]
pub struct Traces;

impl Traces {
    pub(crate) fn start(_: &Settings) -> Result<Self, String> {
        Ok(Self)
    }

    pub(crate) fn layer(&self) -> Identity {
        Identity::new()
    }
}

pub(crate) fn are_sent() -> bool {
    false
}

pub(crate) fn continue_trace(_: &Span, _: &HeaderMap) {}
