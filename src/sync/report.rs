//! What came of changes, in the form of the API.

use connectors::{Needed, Resource};
use planning::Key;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What came of changes.
#[derive(Debug, Default)]
pub struct Applied {
    pub changes: Vec<AppliedChange>,
    pub missing: Vec<MissingFacts>,
    pub notes: Vec<Note>,
}

/// What was done to a resource.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is new.
    Created,
    /// It was changed.
    Updated,
    /// It was so before.
    Unchanged,
    /// It was deleted.
    Deleted,
    /// Later news were applied before: these change nothing.
    Outdated,
    /// It is not stored, and lacks facts to be made, or is of no interest.
    Skipped,
}

/// A resource, and what was done to it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct AppliedChange {
    #[schema(inline = false)]
    pub resource: Resource,
    /// The source's id for it, with the connection's prefix.
    pub remote_id: Key,
    /// Its id here; null, if it is not stored.
    pub id: Option<Uuid>,
    pub effect: Effect,
}

/// The facts that a resource lacks, and how to add them.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct MissingFacts {
    pub resource: Resource,
    /// The source's id for it, with the connection's prefix; null, if the delivery doesn't name it.
    pub remote_id: Option<Key>,
    pub facts: Vec<MissingFact>,
    /// The request that adds them, once its body is completed.
    pub call: Option<Call>,
}

/// A fact that is missing.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct MissingFact {
    /// Which one: a JSON Pointer into the resource; empty for the resource as a whole.
    pub pointer: String,
    /// For what it is needed: `to_create` or `to_apply`.
    #[schema(example = "to_create")]
    pub needed: String,
    /// Why it is not there, where there is a reason.
    pub why: Option<String>,
}

/// A request to this API.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
pub struct Call {
    #[schema(example = "PUT")]
    pub method: String,
    #[schema(example = "/v1/interviews/by-remote-id/greenhouse:71")]
    pub path: String,
    /// What is known of its body; the missing facts are to be added.
    #[schema(value_type = Object)]
    pub body: Value,
}

/// Something that was assumed or left out.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[schema(as = DeliveryNote)]
pub struct Note {
    /// Where it stands in the delivery, as a JSON Pointer.
    pub pointer: String,
    /// What was done about it.
    pub detail: String,
}

pub(super) const fn word(needed: Needed) -> &'static str {
    match needed {
        Needed::ToCreate => "to_create",
        Needed::ToApply => "to_apply",
    }
}
