//! The kinds of problems.

use actix_web::http::StatusCode;

use super::{OAuthError, Problem};

/// The properties of a kind of problem.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) status: StatusCode,
    /// The end of `type`, by which clients distinguish kinds.
    pub(super) code: &'static str,
    pub(super) title: &'static str,
}

impl Problem {
    /// The kind of the problem. Each kind has one row.
    pub(super) fn kind(&self) -> Kind {
        use StatusCode as S;
        let (status, code, title) = match self {
            Self::BadRequest(_) => (S::BAD_REQUEST, "bad-request", "Bad request"),
            Self::MalformedJson(_) | Self::MalformedItem(_) => (S::BAD_REQUEST, "malformed-json", "Malformed JSON"),
            Self::InvalidBody(_) => (S::UNPROCESSABLE_ENTITY, "invalid-body", "Validation failed"),
            Self::Unauthorized(_) => (S::UNAUTHORIZED, "unauthorized", "Missing or invalid access token"),
            Self::InsufficientScope(_) => (S::FORBIDDEN, "insufficient-scope", "Insufficient scope"),
            Self::SignUpClosed => (S::FORBIDDEN, "sign-up-closed", "Sign-up is closed"),
            Self::NotFound | Self::NotFoundDetail(_) | Self::MalformedId(_) => (S::NOT_FOUND, "not-found", "Not found"),
            Self::MethodNotAllowed(_) => (S::METHOD_NOT_ALLOWED, "method-not-allowed", "Method not allowed"),
            Self::NotAcceptable(_) => (S::NOT_ACCEPTABLE, "not-acceptable", "Not acceptable"),
            Self::RequestTimeout => (S::REQUEST_TIMEOUT, "request-timeout", "Request timeout"),
            Self::Conflict(_) | Self::ConcurrentWrite | Self::DuplicateValue(_) => {
                (S::CONFLICT, "conflict", "Conflict")
            }
            Self::MessageNotReady(_) => (S::CONFLICT, "message-not-ready", "Message not ready"),
            Self::MailNotConfigured => (S::CONFLICT, "mail-not-configured", "No mail server"),
            Self::EventCursorExpired => (S::GONE, "feed-place-gone", "Place in the feed gone"),
            Self::RequestInProgress => (S::CONFLICT, "still-running", "Request in progress"),
            Self::PreconditionFailed => (S::PRECONDITION_FAILED, "precondition-failed", "Precondition failed"),
            Self::PayloadTooLarge(_) => (S::PAYLOAD_TOO_LARGE, "payload-too-large", "Payload too large"),
            Self::UnsupportedMediaType(_) => {
                (S::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type")
            }
            Self::IdempotencyKeyReused => (S::UNPROCESSABLE_ENTITY, "idempotency-key-reused", "Idempotency key reused"),
            Self::OAuth(OAuthError::InvalidClient, _) => (S::UNAUTHORIZED, "oauth", "Token request refused"),
            Self::OAuth(OAuthError::InvalidRedirectUri | OAuthError::InvalidClientMetadata, _) => {
                (S::BAD_REQUEST, "oauth", "Registration refused")
            }
            Self::OAuth(..) => (S::BAD_REQUEST, "oauth", "Token request refused"),
            Self::TooManyRequests(_) => (S::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests"),
            Self::Internal(_) => (S::INTERNAL_SERVER_ERROR, "internal", "Internal error"),
            Self::Unavailable => (S::SERVICE_UNAVAILABLE, "unavailable", "Database unavailable"),
            Self::Overloaded => (S::SERVICE_UNAVAILABLE, "overloaded", "Overloaded"),
            Self::SearchLimit(_) => (S::SERVICE_UNAVAILABLE, "search-limit", "Search limit reached"),
            Self::DeliveryRefused(status, _) => {
                let status = S::from_u16(*status).unwrap_or(S::SERVICE_UNAVAILABLE);
                (status, "delivery-refused", "Delivery refused")
            }
            Self::ShuttingDown => (S::SERVICE_UNAVAILABLE, "stopping", "Stopping"),
        };
        Kind { status, code, title }
    }
}
