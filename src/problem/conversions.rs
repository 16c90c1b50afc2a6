//! Errors of other layers as problems.

use actix_web::http::StatusCode;

use super::Problem;
use crate::auth::KeyError;

impl Problem {
    /// The problem for the status of a library's error.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST => Self::BadRequest("the request is invalid".into()),
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed(String::new()),
            StatusCode::PAYLOAD_TOO_LARGE => Self::PayloadTooLarge(crate::http::BODY_LIMIT),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMediaType("another media type"),
            StatusCode::REQUEST_TIMEOUT => Self::RequestTimeout,
            status if status.is_server_error() => Self::internal(format!("a library answered {status}")),
            _ => return None,
        })
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
            entity::Error::Taken { column } => Self::Conflict(format!("this {column} is taken").into()),
            entity::Error::Reference => {
                Self::Conflict("it refers to something that no longer exists, or something still refers to it".into())
            }
            entity::Error::Stale => Self::Conflict("it was changed at the same time; read it again".into()),
            entity::Error::Timeout(error) | entity::Error::Unavailable(error) => {
                tracing::error!(%error, "the database is not available");
                Self::Unavailable
            }
            entity::Error::Busy => Self::Overloaded,
            entity::Error::TooLong => Self::SearchLimit(1),
            entity::Error::Database(error) => Self::internal(error),
            error @ (entity::Error::Held | entity::Error::Url(_)) => Self::internal(error),
        }
    }
}
