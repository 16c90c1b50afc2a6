//! Kinds of resources.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Kinds of resources.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ConnectionResource)]
pub enum Resource {
    /// A candidate.
    Candidate,
    /// An application.
    Application,
    /// A contact.
    Contact,
    /// An interview.
    Interview,
    /// A communication.
    Communication,
}
