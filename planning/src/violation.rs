//! Violations: invalid values of a body, and where they are.

use serde::Serialize;
use utoipa::ToSchema;

/// One violation in a body.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Violation {
    /// The place: a JSON Pointer (RFC 6901) into the body; empty for the whole body.
    #[schema(example = "/interviews/0/ends_at")]
    pub pointer: String,
    /// The kind of violation, for programs.
    #[schema(value_type = String, example = "not_after_start")]
    pub code: &'static str,
    /// A message for people: what is wrong, and what would be right.
    #[schema(example = "ends_at must be after starts_at")]
    pub message: String,
}

impl Violation {
    /// A violation at `pointer`.
    pub fn new(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, message: message.into() }
    }
}
