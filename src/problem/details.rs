//! The detail and the headers of a problem.

use std::borrow::Cow;

use actix_web::http::header::{self, HeaderName, HeaderValue};

use super::{MISSING_AUTHORIZATION, NOT_A_BEARER_TOKEN, OAuthError, Problem};

impl Problem {
    /// The detail: what went wrong in this request.
    pub(super) fn detail(&self) -> Cow<'_, str> {
        match self {
            Self::BadRequest(detail) | Self::Unauthorized(detail) | Self::Conflict(detail) | Self::OAuth(_, detail) => {
                Cow::Borrowed(detail.as_ref())
            }
            Self::MalformedJson(detail) => Cow::Borrowed(detail.as_str()),
            Self::MalformedItem(errors) => match errors.first() {
                Some(malformed) => Cow::Borrowed(malformed.message.as_str()),
                None => "an item is not JSON".into(),
            },
            Self::InvalidBody(errors) => match errors.len() {
                1 => "the body has 1 error; see errors".into(),
                n => format!("the body has {n} errors; see errors").into(),
            },
            Self::InsufficientScope(scope) => format!("the access token needs the scope {scope}").into(),
            Self::SignUpClosed => "this service is closed to new accounts; ask its operator".into(),
            Self::MailNotConfigured => {
                "this service sends no mail; its operator names a mail server in FOLLOWUP_SMTP_URL".into()
            }
            Self::NotFound => "this account has no such resource".into(),
            Self::NotFoundDetail(what) => Cow::Borrowed(what),
            Self::MalformedId(name) => format!("{name} in the path is not a UUID, as ids are").into(),
            Self::DuplicateValue(errors) => match errors.first() {
                Some(taken) => format!("this {} is taken", taken.pointer.trim_start_matches('/')).into(),
                None => "a value is taken".into(),
            },
            Self::MessageNotReady(_) => {
                "the message lacks what errors names: add it, or send confirm_incomplete: true, \
                                         if it went out like this"
                    .into()
            }
            Self::MethodNotAllowed(allow) => format!("this path allows {allow}").into(),
            Self::NotAcceptable(formats) => format!("available are {formats}").into(),
            Self::RequestTimeout => "the body did not arrive in time; send the request again".into(),
            Self::PreconditionFailed => {
                "If-Match or If-None-Match does not match the current version; read the resource again".into()
            }
            Self::EventCursorExpired => {
                "events behind this place are no longer kept; read the resources, then go on with after=end".into()
            }
            Self::ConcurrentWrite => {
                "another request has changed the same meanwhile; nothing was written: send the request again".into()
            }
            Self::RequestInProgress => {
                "a request with this Idempotency-Key is still in progress; try again in a moment".into()
            }
            Self::IdempotencyKeyReused => {
                "this Idempotency-Key was used for a request with another path or body; use a new one".into()
            }
            Self::PayloadTooLarge(limit) => format!("the limit is {limit} bytes").into(),
            Self::UnsupportedMediaType(expected) => format!("send {expected}").into(),
            Self::TooManyRequests(seconds) => format!("try again in {seconds} s").into(),
            Self::Unavailable | Self::Overloaded => "try again in a moment".into(),
            Self::SearchLimit(seconds) => format!(
                "searches of this account have taken too long; try again in {seconds} s, with a longer or a rarer text"
            )
            .into(),
            Self::DeliveryRefused(_, why) => why.as_ref().into(),
            Self::ShuttingDown => "this instance is shutting down; try again".into(),
            Self::Internal(_) => "the log has the cause under the request id".into(),
        }
    }

    /// The headers that the status requires.
    pub(super) fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let value = |text: &str| HeaderValue::from_str(text).ok();
        let header = match self {
            // A request without a token gets no error code (RFC 6750, section 3.1).
            Self::Unauthorized(why) if [MISSING_AUTHORIZATION, NOT_A_BEARER_TOKEN].contains(&&**why) => {
                (header::WWW_AUTHENTICATE, value("Bearer"))
            }
            Self::Unauthorized(_) => (header::WWW_AUTHENTICATE, value("Bearer error=\"invalid_token\"")),
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
            // Some sources send a password in the URL (RFC 7617).
            Self::DeliveryRefused(401, _) => (header::WWW_AUTHENTICATE, value("Basic realm=\"deliveries\"")),
            Self::DeliveryRefused(503, _) => (header::RETRY_AFTER, value("60")),
            Self::Unavailable
            | Self::Overloaded
            | Self::ShuttingDown
            | Self::RequestInProgress
            | Self::ConcurrentWrite => (header::RETRY_AFTER, value("1")),
            _ => return Vec::new(),
        };
        header.1.map(|value| (header.0, value)).into_iter().collect()
    }
}
