//! Requests to a service, and its responses.

use std::time::Duration;

use serde::{Deserialize, de::DeserializeOwned};
use ureq::{
    Agent, Body, Timeout,
    http::{self, StatusCode, header},
};

use super::{
    arguments::ServiceArguments,
    credential::Credential,
    error::ClientError,
    error_response::{RawResponse, problem_of, refusal},
    request::{Accept, Request, RequestBody},
    service_url::ServiceUrl,
};

/// The time limit for a response.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The largest answer, in bytes.
const MAX_ANSWER_BYTES: u64 = 32 << 20;

/// A service, with a token for it.
pub(super) struct Service {
    agent: Agent,
    url: ServiceUrl,
    token: Option<String>,
}

/// The response to a successful request.
pub(super) struct ApiResponse {
    body: Vec<u8>,
    replayed: bool,
}

/// A token response (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct TokenResponse {
    access_token: String,
}

impl Service {
    /// The service that a command names, signed in.
    pub(super) fn open(remote: &ServiceArguments) -> Result<Self, ClientError> {
        let url = remote.url.clone();
        let config = Agent::config_builder()
            .timeout_global(Some(TIME_LIMIT))
            .http_status_as_error(false)
            // A token is for the address that was named, and for no other.
            .max_redirects(0)
            .https_only(url.is_https())
            .user_agent(concat!("followup/", env!("CARGO_PKG_VERSION")));
        // Requests to this machine use no proxy.
        let config = if url.is_local() { config.proxy(None) } else { config };
        let mut service = Self { agent: config.build().into(), url, token: None };
        service.token = Some(match Credential::find(remote.token_file.as_deref())? {
            Credential::Token(token) => token,
            Credential::Client { id, secret } => service.sign_in(&id, &secret)?,
        });
        Ok(service)
    }

    /// An access token for an API client (RFC 6749, section 4.4).
    fn sign_in(&self, id: &str, secret: &str) -> Result<String, ClientError> {
        let form = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let form = serde_urlencoded::to_string(form).map_err(|error| ClientError::usage(error.to_string()))?;
        let media_type = "application/x-www-form-urlencoded";
        let request = Request::post(&["oauth", "token"], media_type, form.into_bytes());
        let answer = self.exchange(&request)?;
        if matches!(answer.status.as_u16(), 400 | 401) && problem_of(&answer).is_some() {
            return Err(ClientError::not_signed_in(format!(
                "{} knows no API client with this id and secret",
                self.url
            )));
        }
        Ok(self.check_response(answer, &request)?.json::<TokenResponse>(&self.url)?.access_token)
    }

    /// The answer to a request that the service has accepted.
    pub(super) fn send(&self, request: &Request<'_>) -> Result<ApiResponse, ClientError> {
        let answer = self.exchange(request)?;
        self.check_response(answer, request)
    }

    /// The response to a request, parsed as JSON.
    pub(super) fn read<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, ClientError> {
        self.parse(&self.send(request)?)
    }

    /// The response to a request, parsed as JSON. `None` if there is no such resource.
    pub(super) fn find<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<Option<T>, ClientError> {
        let answer = self.exchange(request)?;
        if answer.status == StatusCode::NOT_FOUND && problem_of(&answer).is_some() {
            return self.is_at_its_address().map(|()| None);
        }
        self.parse(&self.check_response(answer, request)?).map(Some)
    }

    /// An answer, read as JSON.
    pub(super) fn parse<T: DeserializeOwned>(&self, answer: &ApiResponse) -> Result<T, ClientError> {
        answer.json(&self.url)
    }

    fn check_response(&self, answer: RawResponse, request: &Request<'_>) -> Result<ApiResponse, ClientError> {
        let RawResponse { status, replayed, .. } = answer;
        if status.is_success() {
            return Ok(ApiResponse { body: answer.body, replayed });
        }
        if matches!(status, StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) {
            self.is_at_its_address()?;
        }
        Err(refusal(&self.url, &answer, &request.names))
    }

    /// Fails if the address has a path that is no service's: a service refuses what is asked below its own pages, too.
    fn is_at_its_address(&self) -> Result<(), ClientError> {
        if !self.url.has_path() || self.exchange(&Request::get(&["healthz"]))?.status.is_success() {
            return Ok(());
        }
        let why = format!("{} has no such path: is it a follow-up service's own address?", self.url);
        Err(ClientError::unavailable(why))
    }

    fn exchange(&self, request: &Request<'_>) -> Result<RawResponse, ClientError> {
        let address = self.url.join(request.path, &request.query);
        let builder =
            http::Request::builder().uri(address.as_str()).header(header::ACCEPT, accept_header(request.accept));
        let builder = match &self.token {
            Some(token) => builder.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => builder,
        };
        let builder = match &request.idempotency_key {
            Some(key) => builder.header("idempotency-key", key),
            None => builder,
        };
        let unreachable = |error| unreachable(&self.url, &error);
        let invalid = |error: http::Error| ClientError::usage(error.to_string());
        let answer = match &request.body {
            None => self.agent.run(builder.body(()).map_err(invalid)?),
            Some(RequestBody { media_type, bytes }) => {
                let builder = builder.method(http::Method::POST).header(header::CONTENT_TYPE, *media_type);
                self.agent.run(builder.body(bytes.as_slice()).map_err(invalid)?)
            }
        };
        let mut answer: http::Response<Body> = answer.map_err(unreachable)?;
        let body = answer.body_mut().with_config().limit(MAX_ANSWER_BYTES).read_to_vec().map_err(unreachable)?;
        let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
        let replayed = answer.headers().contains_key("idempotency-replayed");
        Ok(RawResponse { status: answer.status(), location: location.map(str::to_owned), replayed, body })
    }
}

impl ApiResponse {
    /// The unchanged body.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// Whether it is the answer to an earlier request, which this one repeats.
    pub(super) fn is_repeated(&self) -> bool {
        self.replayed
    }

    fn json<T: DeserializeOwned>(&self, url: &ServiceUrl) -> Result<T, ClientError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| ClientError::unavailable(format!("what {url} answers is not the API's: {error}")))
    }
}

/// The format that is wanted; a refusal is a problem in any case.
fn accept_header(accept: Accept) -> String {
    match accept {
        Accept::Json => accept.media_type().to_owned(),
        other => format!("{}, application/problem+json;q=0.9", other.media_type()),
    }
}

fn unreachable(url: &ServiceUrl, error: &ureq::Error) -> ClientError {
    ClientError::unavailable(match error {
        ureq::Error::Timeout(Timeout::Global | Timeout::RecvResponse | Timeout::RecvBody) => {
            format!("{url} didn't answer within {} s", TIME_LIMIT.as_secs())
        }
        ureq::Error::BodyExceedsLimit(limit) => format!("the answer of {url} is larger than {} MiB", limit >> 20),
        error => format!("{url} can't be reached: {error}"),
    })
}
