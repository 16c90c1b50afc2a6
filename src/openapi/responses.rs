//! The responses that several operations have alike, as components to which these refer.

use utoipa::openapi::{OpenApi, Ref, RefOr, Response};

use super::shared::{operations, repeated};

/// The responses that are moved to the components, by their status, with their names there.
const SHARED: [(&str, &str); 2] = [("204", "NoContent"), ("304", "NotModified")];

/// Moves the most frequent response of each of these statuses to the components.
pub(crate) fn share(document: &mut OpenApi) {
    for (status, name) in SHARED {
        let Some(shared) = repeated(responses(document, status)).into_iter().next() else { continue };
        for response in responses(document, status) {
            if matches!(response, RefOr::T(own) if *own == shared) {
                *response = RefOr::Ref(Ref::from_response_name(name));
            }
        }
        document.components.get_or_insert_default().responses.insert(name.to_owned(), shared.into());
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
