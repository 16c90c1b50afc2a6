//! Everything that can go wrong in answering a request, as RFC 9457 problem details.

mod responses;

use std::{borrow::Cow, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use planning::Violation;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::KeyError;
pub use responses::*;

/// The media type of problems.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong. Nothing else leaves the service as an error.
#[derive(Debug)]
pub enum Problem {
    /// The request can't be understood: a path, query or header that is not what it should be.
    BadRequest(Cow<'static, str>),
    /// The body is no JSON.
    MalformedJson(String),
    /// The body is JSON, but says what can't be so.
    InvalidBody(Vec<Violation>),
    /// Nobody is signed in, or the token is no good.
    Unauthorized(Cow<'static, str>),
    /// The token may not do this.
    InsufficientScope(&'static str),
    /// Whoever runs the service takes no more accounts.
    SignUpClosed,
    /// There is no such thing, or not for this account.
    NotFound,
    /// The path is right, the method is not.
    MethodNotAllowed(String),
    /// The answer can't be given in a form that is accepted; names those that there are.
    NotAcceptable(String),
    /// The request contradicts what is stored.
    Conflict(Cow<'static, str>),
    /// The body didn't arrive in time.
    RequestTimeout,
    /// `If-Match` or `If-None-Match` says something of the resource that isn't so, or no longer.
    PreconditionFailed,
    /// A request with the same idempotency key is still running.
    StillRunning,
    /// The idempotency key stands for another request.
    KeyReused,
    /// The body is larger than this many bytes.
    PayloadTooLarge(usize),
    /// The body's media type or encoding is not the one expected.
    UnsupportedMediaType(&'static str),
    /// An error of the token endpoint (RFC 6749, section 5.2).
    OAuth(OAuthError, Cow<'static, str>),
    /// Too many requests; says in how many seconds the next may come.
    TooManyRequests(u64),
    /// The database can't be reached.
    Unavailable,
    /// So many wait already that nobody else may.
    Overloaded,
    /// Searches take too long; says in how many seconds the account may search again.
    SearchLimit(u64),
    /// The service was told to stop, and takes no new clients.
    Stopping,
    /// A defect of the service; the cause is in the log.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// The codes of RFC 6749, section 5.2.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OAuthError {
    /// A parameter is missing, twice there, or not what it should be.
    InvalidRequest,
    /// The API client's id and secret are no good, or missing.
    InvalidClient,
    /// The e-mail address and password, or the refresh token, are no good.
    InvalidGrant,
    /// There is no such grant type here.
    UnsupportedGrantType,
    /// The scope is unknown, or more than was granted.
    InvalidScope,
}

/// Problem details (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Document<'a> {
    /// Identifies the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:followup:problem:invalid-body")]
    kind: String,
    /// The kind of problem, in words.
    #[schema(example = "The body says what can't be so")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What went wrong this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<Cow<'a, str>>,
    /// The id of the request, as in the log and in the header `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    /// Everything that is wrong with the body.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Violation],
    /// At the token endpoint: the error code of RFC 6749.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<OAuthError>,
    /// At the token endpoint: the same as `detail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<Cow<'a, str>>,
}

impl Problem {
    /// A defect, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// That nothing has the id which stands at `pointer` in the body.
    pub(crate) fn unknown_reference(pointer: &str, message: &str) -> Self {
        Self::InvalidBody(vec![Violation::new(pointer, "unknown_reference", message)])
    }

    /// The problem that stands for a bare status, where a library answered.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST => Self::BadRequest("the request can't be understood".into()),
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed(String::new()),
            StatusCode::PAYLOAD_TOO_LARGE => Self::PayloadTooLarge(crate::http::BODY_LIMIT),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType("another media type"),
            StatusCode::REQUEST_TIMEOUT => Self::RequestTimeout,
            status if status.is_server_error() => Self::internal(format!("a library answered {status}")),
            _ => return None,
        })
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::OAuth(OAuthError::InvalidClient, _) | Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::BadRequest(_) | Self::MalformedJson(_) | Self::OAuth(..) => StatusCode::BAD_REQUEST,
            Self::InvalidBody(_) | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::InsufficientScope(_) | Self::SignUpClosed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable(_) => StatusCode::NOT_ACCEPTABLE,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict(_) | Self::StillRunning => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::PayloadTooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable | Self::Overloaded | Self::SearchLimit(_) | Self::Stopping => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad-request",
            Self::MalformedJson(_) => "malformed-json",
            Self::InvalidBody(_) => "invalid-body",
            Self::Unauthorized(_) => "unauthorized",
            Self::InsufficientScope(_) => "insufficient-scope",
            Self::SignUpClosed => "sign-up-closed",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed(_) => "method-not-allowed",
            Self::NotAcceptable(_) => "not-acceptable",
            Self::RequestTimeout => "request-timeout",
            Self::Conflict(_) => "conflict",
            Self::PreconditionFailed => "precondition-failed",
            Self::StillRunning => "still-running",
            Self::KeyReused => "idempotency-key-reused",
            Self::PayloadTooLarge(_) => "payload-too-large",
            Self::UnsupportedMediaType(_) => "unsupported-media-type",
            Self::OAuth(..) => "oauth",
            Self::TooManyRequests(_) => "too-many-requests",
            Self::Unavailable => "unavailable",
            Self::Overloaded => "overloaded",
            Self::SearchLimit(_) => "search-limit",
            Self::Stopping => "stopping",
            Self::Internal(_) => "internal",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "The request can't be understood",
            Self::MalformedJson(_) => "The body is no JSON",
            Self::InvalidBody(_) => "The body says what can't be so",
            Self::Unauthorized(_) => "Sign in first",
            Self::InsufficientScope(_) => "The token may not do this",
            Self::SignUpClosed => "Nobody can sign up here",
            Self::NotFound => "There is no such thing",
            Self::MethodNotAllowed(_) => "There is no such method here",
            Self::NotAcceptable(_) => "There is no such form of this",
            Self::RequestTimeout => "The request took too long to arrive",
            Self::Conflict(_) => "This contradicts what is stored",
            Self::PreconditionFailed => "The resource has changed",
            Self::StillRunning => "The same request is still running",
            Self::KeyReused => "The idempotency key stands for another request",
            Self::PayloadTooLarge(_) => "The body is too large",
            Self::UnsupportedMediaType(_) => "The body has the wrong media type",
            Self::OAuth(..) => "The token request is refused",
            Self::TooManyRequests(_) => "Too many requests",
            Self::Unavailable => "The database is not available",
            Self::Overloaded => "The service has too much to do",
            Self::SearchLimit(_) => "The searches of this account take too long",
            Self::Stopping => "The service is stopping",
            Self::Internal(_) => "Something is wrong with the service",
        }
    }

    fn detail(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::BadRequest(detail) | Self::Unauthorized(detail) | Self::Conflict(detail) | Self::OAuth(_, detail) => {
                Cow::Borrowed(detail.as_ref())
            }
            Self::MalformedJson(detail) => Cow::Borrowed(detail.as_str()),
            Self::InvalidBody(errors) => match errors.len() {
                1 => "1 thing is wrong with the body; see errors".into(),
                n => format!("{n} things are wrong with the body; see errors").into(),
            },
            Self::InsufficientScope(scope) => format!("this needs a token with the scope {scope}").into(),
            Self::SignUpClosed => "whoever runs this service takes no more accounts; ask them".into(),
            Self::NotFound => return None,
            Self::MethodNotAllowed(allow) => format!("this path knows {allow}").into(),
            Self::NotAcceptable(forms) => format!("there is {forms}").into(),
            Self::RequestTimeout => "send it again, and all of it at once".into(),
            Self::PreconditionFailed => {
                "what is there is not what If-Match or If-None-Match says; read it again".into()
            }
            Self::StillRunning => {
                "a request with this Idempotency-Key has no answer yet; repeat yours in a moment".into()
            }
            Self::KeyReused => "a request with another path or body had this Idempotency-Key; take a new one".into(),
            Self::PayloadTooLarge(limit) => format!("at most {limit} bytes are read").into(),
            Self::UnsupportedMediaType(expected) => format!("send {expected}").into(),
            Self::TooManyRequests(seconds) => format!("try again in {seconds} s").into(),
            Self::Unavailable | Self::Overloaded => "try again in a moment".into(),
            Self::SearchLimit(seconds) => {
                format!("search for a longer text, or for one that fewer have; the next search is taken in {seconds} s")
                    .into()
            }
            Self::Stopping => "it finishes what it has begun; ask another instance".into(),
            Self::Internal(_) => "the defect is in the log, under the request id".into(),
        })
    }

    /// Headers that the status asks for.
    fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let value = |text: &str| HeaderValue::from_str(text).ok();
        let header = match self {
            Self::Unauthorized(_) => (header::WWW_AUTHENTICATE, value("Bearer")),
            Self::OAuth(OAuthError::InvalidClient, _) => {
                (header::WWW_AUTHENTICATE, value("Basic realm=\"API clients\", charset=\"UTF-8\""))
            }
            Self::InsufficientScope(scope) => {
                (header::WWW_AUTHENTICATE, value(&format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"")))
            }
            Self::MethodNotAllowed(allow) => (header::ALLOW, value(allow)),
            Self::TooManyRequests(seconds) | Self::SearchLimit(seconds) => {
                (header::RETRY_AFTER, value(&seconds.to_string()))
            }
            Self::Unavailable | Self::Overloaded | Self::Stopping | Self::StillRunning => {
                (header::RETRY_AFTER, value("1"))
            }
            _ => return Vec::new(),
        };
        header.1.map(|value| (header.0, value)).into_iter().collect()
    }

    /// The problem as a document, with the request's id where it is known.
    #[must_use]
    pub fn document<'a>(&'a self, request_id: Option<&'a str>) -> Document<'a> {
        let errors: &[Violation] = match self {
            Self::InvalidBody(errors) => errors,
            _ => &[],
        };
        let error = match self {
            Self::OAuth(error, _) => Some(*error),
            _ => None,
        };
        Document {
            kind: format!("urn:followup:problem:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
            request_id,
            errors,
            error,
            error_description: error.and_then(|_| self.detail()),
        }
    }

    /// The answer, with the request's id where it is known.
    #[must_use]
    pub fn respond(&self, request_id: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status());
        for header in self.headers() {
            response.insert_header(header);
        }
        if matches!(self, Self::RequestTimeout) {
            // The rest of the body may come at any time, or never.
            response.force_close();
        }
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        // Set after the body, whose type would otherwise be application/json.
        let mut response = response.json(self.document(request_id));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())?;
        match self {
            Self::Internal(cause) => write!(f, ": {cause}"),
            problem => problem.detail().map_or(Ok(()), |detail| write!(f, ": {detail}")),
        }
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        self.respond(None)
    }
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Database(error) => error.into(),
            error => Self::internal(error),
        }
    }
}

impl From<entity::Error> for Problem {
    fn from(error: entity::Error) -> Self {
        match error {
            entity::Error::Taken { column } => Self::Conflict(format!("another one has this {column} already").into()),
            entity::Error::Reference => {
                Self::Conflict("something that this names is gone, or something still names this".into())
            }
            entity::Error::Stale => Self::Conflict("somebody else changed it at the same time; read it again".into()),
            entity::Error::Timeout(error) | entity::Error::Unavailable(error) => {
                tracing::error!(%error, "the database is not available");
                Self::Unavailable
            }
            entity::Error::Busy => Self::Overloaded,
            entity::Error::TooLong => Self::SearchLimit(1),
            entity::Error::Database(error) => Self::internal(error),
            error @ entity::Error::Held => Self::internal(error),
        }
    }
}

#[cfg(test)]
mod tests;
