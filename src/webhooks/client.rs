//! The HTTP client for webhooks: it connects to checked addresses alone, follows no redirects, and reads little.

use std::{
    io::Read as _,
    time::{Duration, Instant},
};

use actix_web::web;
use ureq::{
    Agent, Error,
    config::Config,
    http::{Uri, header::RETRY_AFTER},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use super::allowed_hosts::{AllowedHosts, ForbiddenAddress};
use crate::problem::Problem;

/// How long an attempt may take, from the DNS lookup to the end of the response.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// The number of bytes of an answer that are read.
const MAX_ANSWER_BYTES: u64 = 1_024;

/// Looks hosts up, and refuses those with an address that is not public. The connection is made to these very
/// addresses, so that a host which answers another one the next time gains nothing.
#[derive(Debug)]
struct CheckedResolver {
    allowed: AllowedHosts,
    inner: DefaultResolver,
}

impl Resolver for CheckedResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            // Errors of the system's resolver have no kind.
            Error::Io(_) => Error::HostNotFound,
            error => error,
        })?;
        let host = uri.host().unwrap_or_default();
        if addresses.iter().all(|address| self.allowed.permits(host, address.ip())) {
            Ok(addresses)
        } else {
            Err(Error::Other(Box::new(ForbiddenAddress)))
        }
    }
}

/// A client for requests to addresses that others name: it connects to public hosts and to these, within the time
/// limit, and follows no redirects.
pub(crate) fn checked_agent(allowed: &AllowedHosts, time_limit: Duration) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(time_limit))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would look hosts up itself.
        .proxy(None)
        .max_response_header_size(16 * 1024)
        .max_idle_connections(200)
        .max_idle_connections_per_host(4)
        .user_agent(concat!("followup/", env!("CARGO_PKG_VERSION")))
        .build();
    let resolver = CheckedResolver { allowed: allowed.clone(), inner: DefaultResolver::default() };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// A request to an endpoint.
#[derive(Debug)]
pub(super) struct WebhookRequest {
    pub url: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// The result.
#[derive(Clone, Debug)]
pub(super) struct AttemptResult {
    /// The answer, or why there is none.
    pub result: Result<EndpointResponse, String>,
    pub took: Duration,
}

#[derive(Clone, Debug)]
pub(super) struct EndpointResponse {
    pub status: u16,
    /// The beginning of the body.
    pub text: String,
    pub retry_after: Option<String>,
}

/// Sends events. Clones share their connections.
#[derive(Clone, Debug)]
pub struct WebhookClient {
    agent: Agent,
    allowed: AllowedHosts,
}

impl WebhookClient {
    /// A client that may send to these hosts, too.
    #[must_use]
    pub fn new(allowed: AllowedHosts) -> Self {
        Self { agent: checked_agent(&allowed, TIME_LIMIT), allowed }
    }

    pub(super) fn allowed(&self) -> &AllowedHosts {
        &self.allowed
    }

    /// Sends a request, on a thread that may block.
    pub(super) async fn send(&self, outgoing: WebhookRequest) -> Result<AttemptResult, Problem> {
        let agent = self.agent.clone();
        let work = web::block(move || {
            let began = Instant::now();
            let result = post(&agent, &outgoing).map_err(|error| explain(&error, TIME_LIMIT));
            AttemptResult { result, took: began.elapsed() }
        });
        work.await.map_err(Problem::internal)
    }
}

fn post(agent: &Agent, outgoing: &WebhookRequest) -> Result<EndpointResponse, Error> {
    let mut request = agent.post(&outgoing.url);
    for (name, value) in &outgoing.headers {
        request = request.header(*name, value);
    }
    let mut answer = request.send(outgoing.body.as_slice())?;
    let retry_after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    // The status counts, even if the body is broken off.
    let _ = answer.body_mut().as_reader().take(MAX_ANSWER_BYTES).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).replace('\0', "");
    Ok(EndpointResponse { status: answer.status().as_u16(), text, retry_after })
}

/// Why there is no answer, in words that say nothing of this service's network.
pub(crate) fn explain(error: &Error, time_limit: Duration) -> String {
    match error {
        Error::Timeout(_) => format!("there was no answer within {} s", time_limit.as_secs()),
        Error::HostNotFound => "there is no such host: its name can't be looked up".to_owned(),
        Error::Io(error) => format!("the connection failed: {}", error.kind()),
        Error::ConnectionFailed => "the connection failed".to_owned(),
        Error::Rustls(_) | Error::Tls(_) => format!("TLS failed: {error}"),
        Error::Other(error) => error.to_string(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_has_no_address_is_named_as_the_cause() {
        // RFC 6761, section 6.4: no name below it has an address.
        let agent = checked_agent(&AllowedHosts::default(), TIME_LIMIT);
        let error = agent.get("http://nowhere.invalid/").call().unwrap_err();
        assert!(explain(&error, TIME_LIMIT).starts_with("there is no such host"), "{error}");
    }
}
