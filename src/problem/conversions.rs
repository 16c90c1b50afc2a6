//! Converts errors of other layers to problems.

use actix_web::http::StatusCode;

use planning::Violation;

use super::Problem;
use crate::{auth::KeyError, json_errors::what_is_malformed};

impl Problem {
    /// A body that is not JSON.
    pub(crate) fn malformed(error: &serde_json::Error) -> Self {
        let (what, line, column) = (what_is_malformed(error), error.line(), error.column());
        Self::MalformedJson(format!("line {line}, column {column}: {what}"))
    }

    /// An item of a body that is not JSON, which may be a line of its own with this number.
    pub(crate) fn malformed_item(line: Option<usize>, error: &serde_json::Error) -> Self {
        let (what, column) = (what_is_malformed(error), error.column());
        let message = match line {
            Some(line) => format!("line {line} is not JSON: at column {column}, {what}"),
            None => format!("the item is not JSON: in its line {}, at column {column}, {what}", error.line()),
        };
        Self::MalformedItem(vec![Violation::new("", "malformed", message)])
    }

    /// The problem for the status of a library's error.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::BAD_REQUEST => Self::BadRequest("the request is invalid".into()),
            StatusCode::NOT_FOUND => Self::UNKNOWN_PATH,
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
            entity::Error::DuplicateKey { column: column @ ("remote_id" | "key") } => Self::duplicate_value(column),
            entity::Error::DuplicateKey { column } => Self::Conflict(format!("this {column} is taken").into()),
            entity::Error::Reference => {
                Self::Conflict("it refers to something that no longer exists, or something still refers to it".into())
            }
            entity::Error::WriteConflict => Self::ConcurrentWrite,
            entity::Error::Timeout(error) | entity::Error::Unavailable(error) => {
                tracing::error!(%error, "the database is not available");
                Self::Unavailable
            }
            entity::Error::Busy => Self::Overloaded,
            entity::Error::TimeLimit => Self::SearchLimit(1),
            entity::Error::Database(error) => Self::internal(error),
            error @ (entity::Error::TransactionInUse | entity::Error::Url(_)) => Self::internal(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_text_is_explained_with_its_place() {
        for (text, expected) in [
            ("{\n  \"a\": not", "line 2, column 9: there is no JSON value"),
            ("{\"a\": ", "line 1, column 6: the text ends within a value"),
            ("{\"a\": 1,}", "line 1, column 9: there is a comma too many"),
        ] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            assert!(
                matches!(Problem::malformed(&error), Problem::MalformedJson(message) if message == expected),
                "{error}"
            );
        }
    }
}
