//! The script of a call.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A call, in the order of speaking (`balance.phone.2`).
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Whom to ask for, who is calling and why. For a call through a switchboard, the first paragraph is for the person
    /// who answers.
    pub opening: String,
    /// What to say.
    #[schema(max_items = 20)]
    pub points: Vec<String>,
    /// What to ask.
    #[schema(max_items = 20)]
    pub questions: Vec<String>,
    /// How to end.
    pub closing: String,
}
