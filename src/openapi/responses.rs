//! Moves responses that several operations have to the components.

use utoipa::openapi::{OpenApi, Ref, RefOr, Response};

use super::shared::{operations, repeated};
use crate::problem::join_general;

/// The statuses whose repeated responses are components.
const SHARED: [&str; 3] = ["200", "204", "304"];

/// Replaces repeated responses by references to components. Of several responses with one name only the most frequent
/// is moved.
pub(crate) fn share(document: &mut OpenApi) {
    for operation in document.paths.paths.values_mut().flat_map(operations) {
        join_general(&mut operation.responses.responses);
    }
    for status in SHARED {
        for shared in repeated(responses(document, status)) {
            let Some(name) = component_name(status, &shared) else { continue };
            let components = document.components.get_or_insert_default();
            if components.responses.contains_key(&name) {
                continue;
            }
            components.responses.insert(name.clone(), shared.clone().into());
            for response in responses(document, status) {
                if matches!(response, RefOr::T(own) if *own == shared) {
                    *response = RefOr::Ref(Ref::from_response_name(&name));
                }
            }
        }
    }
}

/// The name of the component: what its status means, or the schema of its JSON content, with a word that tells the two
/// apart.
fn component_name(status: &str, response: &Response) -> Option<String> {
    match status {
        "204" => Some("NoContent".to_owned()),
        "304" => Some("NotModified".to_owned()),
        _ => {
            let RefOr::T(content) = response.content.get("application/json")? else { return None };
            let RefOr::Ref(schema) = content.schema.as_ref()? else { return None };
            Some(format!("{}Response", schema.ref_location.rsplit('/').next()?))
        }
    }
}

fn responses<'d>(document: &'d mut OpenApi, status: &'d str) -> impl Iterator<Item = &'d mut RefOr<Response>> {
    document
        .paths
        .paths
        .values_mut()
        .flat_map(operations)
        .filter_map(move |operation| operation.responses.responses.get_mut(status))
}
