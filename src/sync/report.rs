//! The report of what a delivery changed, as the API returns it.

use connectors::{Needed, Resource};
use planning::Key;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// The effects of a delivery.
#[derive(Debug, Default)]
pub struct DeliveryEffects {
    pub changes: Vec<AppliedChange>,
    pub missing: Vec<MissingFacts>,
    pub notes: Vec<Note>,
}

/// The effect of a delivery on a resource.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The resource was created.
    Created,
    /// The resource was changed.
    Updated,
    /// The resource already had these facts.
    Unchanged,
    /// The resource was deleted.
    Deleted,
    /// A later version was applied before, so nothing was changed.
    Outdated,
    /// The resource is not stored, and was not created: it lacks facts, or the service has no use for it.
    Skipped,
}

/// A resource, and the effect on it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct AppliedChange {
    #[schema(inline = false)]
    pub resource: Resource,
    /// The source's id for it, with the connection's prefix.
    pub remote_id: Key,
    /// The id of the resource. Null if it is not stored.
    pub id: Option<Uuid>,
    pub effect: Effect,
}

/// The facts that a resource lacks, and the request that adds them.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct MissingFacts {
    pub resource: Resource,
    /// The source's id for it, with the connection's prefix. Null if the delivery doesn't name it.
    pub remote_id: Option<Key>,
    pub facts: Vec<MissingFact>,
    /// The request that adds them, after its body has been completed.
    pub call: Option<SuggestedRequest>,
}

/// A fact that is missing.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct MissingFact {
    /// A JSON Pointer to the fact in the resource. Empty for the whole resource.
    pub pointer: String,
    /// What the fact is needed for: `to_create` or `to_apply`.
    #[schema(example = "to_create")]
    pub needed: String,
    /// Why it is missing, if that is known.
    pub why: Option<String>,
}

/// A request to this API.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct SuggestedRequest {
    #[schema(example = "PUT")]
    pub method: String,
    #[schema(example = "/v1/interviews/by-remote-id/greenhouse:71")]
    pub path: String,
    /// The body as far as it is known. Add the missing facts.
    #[schema(value_type = Object)]
    pub body: Value,
}

/// An assumption, or something in the delivery that was not used.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[schema(as = DeliveryNote)]
pub struct Note {
    /// A JSON Pointer into the delivery.
    pub pointer: String,
    /// What was done about it.
    pub detail: String,
}

pub(super) const fn needed_name(needed: Needed) -> &'static str {
    match needed {
        Needed::ToCreate => "to_create",
        Needed::ToApply => "to_apply",
    }
}
