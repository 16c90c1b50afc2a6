//! Requests to a service, and what its answers mean.

use std::time::Duration;

use serde::{Deserialize, de::DeserializeOwned};
use ureq::{
    Agent, Body, Timeout,
    http::{self, StatusCode, header},
};

use super::{
    arguments::Remote,
    credential::Credential,
    error::ClientError,
    output::{line, lines},
    request::{Accept, Request, RequestBody},
    service_url::ServiceUrl,
};

/// How long an answer may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The largest answer, in bytes.
const MAX_ANSWER_BYTES: u64 = 32 << 20;

/// How the types of the service's problems begin.
const PROBLEM: &str = "urn:followup:problem:";

/// A service, with a token for it.
pub(super) struct Service {
    agent: Agent,
    url: ServiceUrl,
    token: Option<String>,
}

/// An answer, whatever its status.
struct RawAnswer {
    status: StatusCode,
    location: Option<String>,
    replayed: bool,
    body: Vec<u8>,
}

/// An answer with what was asked for.
pub(super) struct Answer {
    body: Vec<u8>,
    replayed: bool,
}

/// A problem (RFC 9457).
#[derive(Deserialize)]
struct AnsweredProblem {
    r#type: String,
    title: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    errors: Vec<AnsweredViolation>,
    request_id: Option<String>,
}

#[derive(Deserialize)]
struct AnsweredViolation {
    pointer: String,
    message: String,
}

/// A token response (RFC 6749, section 5.1).
#[derive(Deserialize)]
struct GivenToken {
    access_token: String,
}

impl Service {
    /// The service that a command names, signed in.
    pub(super) fn open(remote: &Remote) -> Result<Self, ClientError> {
        let url = remote.url.clone();
        let config = Agent::config_builder()
            .timeout_global(Some(TIME_LIMIT))
            .http_status_as_error(false)
            // A token is for the address that was named, and for no other.
            .max_redirects(0)
            .https_only(url.is_https())
            .user_agent(concat!("followup/", env!("CARGO_PKG_VERSION")));
        // What is sent to this machine goes by no proxy.
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
        Ok(self.accepted(answer)?.json::<GivenToken>(&self.url)?.access_token)
    }

    /// The answer to a request that the service has accepted.
    pub(super) fn send(&self, request: &Request<'_>) -> Result<Answer, ClientError> {
        let answer = self.exchange(request)?;
        // Nothing in such a path can be wrong but what is before it.
        if answer.status == StatusCode::NOT_FOUND && request.path.len() == 2 && problem_of(&answer).is_some() {
            let why = format!("{} has no such path: is it a follow-up service's own address?", self.url);
            return Err(ClientError::unavailable(why));
        }
        self.accepted(answer)
    }

    /// What a request asks for as JSON.
    pub(super) fn read<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, ClientError> {
        self.parse(&self.send(request)?)
    }

    /// What a request asks for as JSON, or none, if it is not there.
    pub(super) fn find<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<Option<T>, ClientError> {
        let answer = self.exchange(request)?;
        if answer.status == StatusCode::NOT_FOUND && problem_of(&answer).is_some() {
            return Ok(None);
        }
        self.parse(&self.accepted(answer)?).map(Some)
    }

    /// An answer, read as JSON.
    pub(super) fn parse<T: DeserializeOwned>(&self, answer: &Answer) -> Result<T, ClientError> {
        answer.json(&self.url)
    }

    fn accepted(&self, answer: RawAnswer) -> Result<Answer, ClientError> {
        let RawAnswer { status, replayed, .. } = answer;
        if status.is_success() { Ok(Answer { body: answer.body, replayed }) } else { Err(refusal(&self.url, &answer)) }
    }

    fn exchange(&self, request: &Request<'_>) -> Result<RawAnswer, ClientError> {
        let address = self.url.join(request.path, &request.query);
        let builder = http::Request::builder().uri(address.as_str()).header(header::ACCEPT, accepted(request.accept));
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
        Ok(RawAnswer { status: answer.status(), location: location.map(str::to_owned), replayed, body })
    }
}

impl Answer {
    /// The body, as it came.
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
fn accepted(accept: Accept) -> String {
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

fn problem_of(answer: &RawAnswer) -> Option<AnsweredProblem> {
    serde_json::from_slice(&answer.body).ok().filter(|problem: &AnsweredProblem| problem.r#type.starts_with(PROBLEM))
}

/// What an answer that is no success means.
fn refusal(url: &ServiceUrl, answer: &RawAnswer) -> ClientError {
    let status = answer.status.as_u16();
    if answer.status.is_redirection() {
        let to = answer.location.as_deref().map(|to| format!(" to {}", line(to))).unwrap_or_default();
        let why = format!("{url} leads elsewhere{to}; name the service's own address with --url or FOLLOWUP_URL");
        return ClientError::unavailable(why);
    }
    let Some(problem) = problem_of(answer) else {
        let why = format!(
            "{url} answered with status {status} and without a problem of this API: is it a follow-up service?"
        );
        return if status == 401 { ClientError::not_signed_in(why) } else { ClientError::unavailable(why) };
    };
    let why = written(&problem, status);
    match status {
        401 | 403 => ClientError::not_signed_in(why),
        408 | 429 | 500.. => ClientError::unavailable(why),
        _ => ClientError::refused(why),
    }
}

/// A problem for people: what it is, each violation with its JSON Pointer, and the request's id.
fn written(problem: &AnsweredProblem, status: u16) -> String {
    let mut text = format!("{} ({status}): {}", line(&problem.title), lines(&problem.detail));
    for AnsweredViolation { pointer, message } in &problem.errors {
        let place = if pointer.is_empty() { "(the whole body)".to_owned() } else { line(pointer) };
        text = text + "\n  " + &place + ": " + &line(message);
    }
    if let Some(id) = problem.request_id.as_deref().filter(|_| status >= 500) {
        text = text + "\n  the service's log has it under request id " + &line(id);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ExitStatus;

    fn refused(status: u16, body: &str) -> ClientError {
        let url = "https://followup.example".parse().unwrap();
        let location = Some("https://elsewhere.example/\u{1b}[2J".to_owned());
        refusal(
            &url,
            &RawAnswer { status: StatusCode::from_u16(status).unwrap(), location, replayed: false, body: body.into() },
        )
    }

    #[test]
    fn a_problem_is_printed_with_its_pointers() {
        let body = r#"{"type": "urn:followup:problem:invalid-body", "title": "Validation failed", "status": 422,
            "detail": "2 violations", "errors": [{"pointer": "/at", "code": "x", "message": "is a\u001b[31m time"},
            {"pointer": "", "code": "x", "message": "is odd"}], "request_id": "r-1"}"#;
        let error = refused(422, body);
        assert_eq!(error.status, ExitStatus::Refused);
        assert_eq!(
            error.to_string(),
            "Validation failed (422): 2 violations\n  /at: is a time\n  (the whole body): is odd"
        );
    }

    #[test]
    fn a_status_leads_to_an_exit_status() {
        let problem = r#"{"type": "urn:followup:problem:x", "title": "X", "request_id": "r-1"}"#;
        for (status, expected) in [
            (400, ExitStatus::Refused),
            (401, ExitStatus::NotSignedIn),
            (403, ExitStatus::NotSignedIn),
            (404, ExitStatus::Refused),
            (409, ExitStatus::Refused),
            (429, ExitStatus::Unavailable),
            (500, ExitStatus::Unavailable),
            (503, ExitStatus::Unavailable),
        ] {
            assert_eq!(refused(status, problem).status, expected, "{status}");
        }
        assert!(refused(500, problem).to_string().contains("r-1"));
        for other in ["", "<html>", "[]", r#"{"type": "about:blank", "title": "Not Found"}"#, r#"{"errors": 1}"#] {
            let error = refused(404, other);
            assert_eq!(error.status, ExitStatus::Unavailable, "{other}");
            assert!(error.to_string().contains("is it a follow-up service"), "{error}");
        }
        let redirected = refused(301, "").to_string();
        assert!(redirected.contains("elsewhere.example") && !redirected.contains('\u{1b}'), "{redirected}");
    }
}
