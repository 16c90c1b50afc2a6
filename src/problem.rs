//! The errors of requests, as problem details (RFC 9457).

mod conflicts;
mod conversions;
mod details;
mod kinds;
mod responses;

use std::{borrow::Cow, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use planning::Violation;
use serde::Serialize;
use utoipa::ToSchema;

pub use responses::*;
pub(crate) use responses::{ProblemResponse, join_general, reference_to_header};

/// The media type of problems.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// The detail if `Authorization` is missing.
pub(crate) const MISSING_AUTHORIZATION: &str = "send the header Authorization: Bearer and a token from /oauth/token";

/// The detail if `Authorization` is not a bearer token.
pub(crate) const NOT_A_BEARER_TOKEN: &str = "the header Authorization holds no bearer token";

/// The error of a request. Every error response is made from one.
#[derive(Debug)]
pub enum Problem {
    /// A path, query or header is invalid.
    BadRequest(Cow<'static, str>),
    /// The body is not JSON.
    MalformedJson(String),
    /// An item of the body is not JSON; the only error says where.
    MalformedItem(Vec<Violation>),
    /// The body is JSON, but not valid.
    InvalidBody(Vec<Violation>),
    /// The access token is missing or invalid.
    Unauthorized(Cow<'static, str>),
    /// The token does not have the required scope.
    InsufficientScope(&'static str),
    /// The operator has closed sign-up.
    SignUpClosed,
    /// The account has no such resource.
    NotFound,
    /// Not found, with this detail.
    NotFoundDetail(&'static str),
    /// A part of the path that should be an id and is not a UUID; holds its name.
    MalformedId(String),
    /// The path does not support the method.
    MethodNotAllowed(String),
    /// No media type in `Accept` is available; holds the available ones.
    NotAcceptable(String),
    /// The request conflicts with what is stored.
    Conflict(Cow<'static, str>),
    /// Other requests have written the same resources meanwhile.
    ConcurrentWrite,
    /// Another resource has this value of a field, such as `remote_id`.
    DuplicateValue(Vec<Violation>),
    /// The message lacks these parts or elements.
    MessageNotReady(Vec<Violation>),
    /// The operator has named no mail server.
    MailNotConfigured,
    /// The body didn't arrive in time.
    RequestTimeout,
    /// `If-Match` or `If-None-Match` does not hold.
    PreconditionFailed,
    /// The events after the cursor were deleted, or the cursor is of another database.
    EventCursorExpired,
    /// A request with the same idempotency key is still running.
    RequestInProgress,
    /// The idempotency key was used for another request.
    IdempotencyKeyReused,
    /// The body is larger than this many bytes.
    PayloadTooLarge(usize),
    /// The body's media type or encoding is not the one expected.
    UnsupportedMediaType(&'static str),
    /// An error of the token endpoint (RFC 6749, section 5.2).
    OAuth(OAuthError, Cow<'static, str>),
    /// Too many requests. The next one is allowed after this number of seconds.
    TooManyRequests(u64),
    /// The database can't be reached.
    Unavailable,
    /// A queue is full.
    Overloaded,
    /// Searches take too long. The account may search again after this number of seconds.
    SearchLimit(u64),
    /// A delivery to a connection is refused, with a status that its source understands.
    DeliveryRefused(u16, Cow<'static, str>),
    /// The service is shutting down.
    ShuttingDown,
    /// A defect of the service; the cause is in the log.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// An error code of RFC 6749, section 5.2, or of its extensions.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OAuthError {
    /// A parameter is missing, repeated or invalid.
    InvalidRequest,
    /// The API client's credentials are missing or wrong.
    InvalidClient,
    /// The e-mail address and password, the refresh token, or the code are wrong.
    InvalidGrant,
    /// The grant type is not supported.
    UnsupportedGrantType,
    /// The scope is unknown, or was not granted.
    InvalidScope,
    /// The resource is unknown, or was not granted (RFC 8707).
    InvalidTarget,
    /// A redirect URI of a registration is not allowed (RFC 7591).
    InvalidRedirectUri,
    /// Something else in a registration is not allowed (RFC 7591).
    InvalidClientMetadata,
}

/// Problem details (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument<'a> {
    /// A URI that identifies the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:followup:problem:invalid-body")]
    kind: String,
    /// The kind of problem, for people.
    #[schema(example = "Validation failed")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// The error of this request.
    detail: Cow<'a, str>,
    /// The id of the request, which is also in the log and in the header `X-Request-Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    request_id: Option<&'a str>,
    /// All violations in the body; of a message that is not ready, what it lacks.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Violation],
    /// At the token endpoint: the error code of RFC 6749.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    error: Option<OAuthError>,
    /// At the token endpoint: the same as `detail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    error_description: Option<Cow<'a, str>>,
}

impl Problem {
    /// The account of the access token was deleted.
    pub(crate) const ACCOUNT_DELETED: Self =
        Self::Unauthorized(Cow::Borrowed("the account that the token is for was deleted"));

    /// A link in a mail does not work.
    pub(crate) const INVALID_LINK: Self = Self::NotFoundDetail(
        "the link was used, has expired, was replaced by a newer one, or what it was about no longer exists",
    );

    /// The link in a mail to a new password does not work.
    pub(crate) const INVALID_PASSWORD_LINK: Self = Self::NotFoundDetail(
        "the link was used, has expired, or was replaced by a newer one; ask for another one with POST /v1/password-resets",
    );

    /// The service does not have the path.
    pub(crate) const UNKNOWN_PATH: Self = Self::NotFoundDetail("this service has no such path");

    /// The account has no resource with the remote id in the path.
    pub(crate) const UNKNOWN_REMOTE_ID: Self =
        Self::NotFoundDetail("this account has no such resource with this remote id");

    /// The plan has no step with the id in the path.
    pub(crate) const UNKNOWN_STEP: Self = Self::NotFoundDetail("the plan has no step with this id");

    /// The message is not an e-mail.
    pub(crate) const NOT_AN_EMAIL: Self = Self::NotFoundDetail("this message is no e-mail");

    /// A defect, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// A body that refers to something unknown, at `pointer`.
    pub(crate) fn unknown_reference(pointer: &str, message: &str) -> Self {
        Self::InvalidBody(vec![Violation::new(pointer, "unknown_reference", message)])
    }

    /// A value of a field that another resource has.
    pub(crate) fn duplicate_value(field: &str) -> Self {
        let text = format!("another one has this {field}");
        Self::DuplicateValue(vec![Violation::new(format!("/{field}"), "taken", text)])
    }

    /// Puts `pointer` before the pointers of the violations.
    #[must_use]
    pub(crate) fn with_pointer_prefix(self, pointer: &str) -> Self {
        match self {
            Self::InvalidBody(errors) => Self::InvalidBody(with_pointer_prefix(pointer, errors)),
            Self::DuplicateValue(errors) => Self::DuplicateValue(with_pointer_prefix(pointer, errors)),
            Self::MalformedItem(errors) => Self::MalformedItem(with_pointer_prefix(pointer, errors)),
            problem => problem,
        }
    }

    /// The problem as a document, with the request's id if it is known.
    #[must_use]
    pub fn document<'a>(&'a self, request_id: Option<&'a str>) -> ProblemDocument<'a> {
        let errors: &[Violation] = match self {
            Self::InvalidBody(errors)
            | Self::MalformedItem(errors)
            | Self::DuplicateValue(errors)
            | Self::MessageNotReady(errors) => errors,
            _ => &[],
        };
        let error = match self {
            Self::OAuth(error, _) => Some(*error),
            _ => None,
        };
        let kind = self.kind();
        ProblemDocument {
            kind: format!("urn:followup:problem:{}", kind.code),
            title: kind.title,
            status: kind.status.as_u16(),
            detail: self.detail(),
            request_id,
            errors,
            error,
            error_description: error.map(|_| self.detail()),
        }
    }

    /// The response, with the request's id if it is known.
    #[must_use]
    pub fn respond(&self, request_id: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::build(self.kind().status);
        for header in self.headers() {
            response.insert_header(header);
        }
        if matches!(self, Self::RequestTimeout) {
            // The rest of the body may come at any time, or never.
            response.force_close();
        }
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        // `json` sets `application/json`, so the type is set afterwards.
        let mut response = response.json(self.document(request_id));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind().title)?;
        match self {
            Self::Internal(cause) => write!(f, ": {cause}"),
            problem => write!(f, ": {}", problem.detail()),
        }
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind().status
    }

    fn error_response(&self) -> HttpResponse {
        self.respond(None)
    }
}

/// Puts `pointer` before the pointers of the violations.
pub(crate) fn with_pointer_prefix(pointer: &str, violations: Vec<Violation>) -> Vec<Violation> {
    let moved = |violation: Violation| Violation { pointer: format!("{pointer}{}", violation.pointer), ..violation };
    violations.into_iter().map(moved).collect()
}

#[cfg(test)]
mod tests;
