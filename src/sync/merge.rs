//! What somebody says of a resource, merged into what is stored of it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{
    http::{Checked, MergePatch},
    problem::Problem,
};

/// The fields of what is said that are not facts, or name other resources.
const REFERENCES: [&str; 6] = [
    "remote_id",
    "updated_at",
    "application_remote_id",
    "candidate_remote_id",
    "contact_remote_id",
    "interviewer_remote_ids",
];

/// What is said of a resource, without its references, as a merge patch (RFC 7396).
pub(crate) fn patch_of(said: &impl Serialize) -> Result<Map<String, Value>, Problem> {
    let Value::Object(mut patch) = serde_json::to_value(said).map_err(Problem::internal)? else {
        return Err(Problem::internal("what is said of a resource is an object"));
    };
    for reference in REFERENCES {
        patch.remove(reference);
    }
    Ok(patch)
}

/// The resource as it is once the patch is applied to what is stored of it, or to nothing; checked as a body of the API is.
///
/// # Errors
///
/// [`Problem::InvalidBody`], with its violations at `place`.
pub(crate) fn merged<T>(stored: Option<&T>, patch: Map<String, Value>, place: &str) -> Result<T, Problem>
where
    T: Serialize + DeserializeOwned + ToSchema + Checked + 'static,
{
    let patch = MergePatch::of(patch);
    let merged = match stored {
        Some(stored) => patch.apply(stored),
        None => patch.make(),
    };
    merged.map_err(|problem| problem.under(place))
}
