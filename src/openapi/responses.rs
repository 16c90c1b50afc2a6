//! The responses that several operations have alike, as components to which these refer.

use utoipa::openapi::{OpenApi, Ref, RefOr, Response};

/// The responses that are moved to the components, by their status, with their names there.
const SHARED: [(&str, &str); 2] = [("204", "NoContent"), ("304", "NotModified")];

/// Moves the most frequent response of each of these statuses to the components.
pub(crate) fn share(document: &mut OpenApi) {
    for (status, name) in SHARED {
        let Some(shared) = most_frequent(document, status) else { continue };
        for response in responses(document, status) {
            if matches!(response, RefOr::T(own) if *own == shared) {
                *response = RefOr::Ref(Ref::from_response_name(name));
            }
        }
        document.components.get_or_insert_default().responses.insert(name.to_owned(), shared.into());
    }
}

fn most_frequent(document: &mut OpenApi, status: &str) -> Option<Response> {
    let mut counted: Vec<(Response, usize)> = Vec::new();
    for response in responses(document, status) {
        let RefOr::T(response) = response else { continue };
        match counted.iter_mut().find(|(known, _)| known == response) {
            Some((_, count)) => *count += 1,
            None => counted.push((response.clone(), 1)),
        }
    }
    counted.into_iter().max_by_key(|(_, count)| *count).map(|(response, _)| response)
}

fn responses<'d>(document: &'d mut OpenApi, status: &'d str) -> impl Iterator<Item = &'d mut RefOr<Response>> {
    document
        .paths
        .paths
        .values_mut()
        .flat_map(super::parameters::operations)
        .filter_map(move |operation| operation.responses.responses.get_mut(status))
}
