//! Merges facts into a stored resource.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{
    http::{MergePatch, Validate},
    problem::Problem,
};

/// The fields that are not facts of the resource itself, or refer to other resources.
const REFERENCES: [&str; 6] = [
    "remote_id",
    "updated_at",
    "application_remote_id",
    "candidate_remote_id",
    "contact_remote_id",
    "interviewer_remote_ids",
];

/// The facts of a resource without its references, as a merge patch (RFC 7396).
pub(crate) fn patch_of(facts: &impl Serialize) -> Result<Map<String, Value>, Problem> {
    let Value::Object(mut patch) = serde_json::to_value(facts).map_err(Problem::internal)? else {
        return Err(Problem::internal("the facts of a resource are an object"));
    };
    for reference in REFERENCES {
        patch.remove(reference);
    }
    Ok(patch)
}

/// Applies the patch to the stored resource, or to an empty one, and validates the result like a body of the API.
///
/// # Errors
///
/// [`Problem::InvalidBody`], with its violations below `pointer`.
pub(crate) fn merged<T>(stored: Option<&T>, patch: Map<String, Value>, pointer: &str) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + ToSchema + Validate + 'static,
{
    let patch = MergePatch::from_fields(patch);
    let merged = match stored {
        Some(stored) => patch.apply(stored),
        None => patch.make(),
    };
    merged.map_err(|problem| problem.with_pointer_prefix(pointer))
}
