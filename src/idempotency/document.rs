//! The `Idempotency-Key` in the OpenAPI document.

use utoipa::openapi::{
    Components, HeaderBuilder, ObjectBuilder, RefOr, Type,
    path::{Operation, ParameterBuilder, ParameterIn},
};

use super::{
    REPLAYED,
    key::{IDEMPOTENCY_KEY_NAME, MAX_KEY_CHARACTERS},
};
use crate::problem::{ProblemResponse, reference_to_header};

/// The component that describes [`REPLAYED`].
const REPLAYED_COMPONENT: &str = "Idempotency-Replayed";

/// Adds the header of a repeated response to the components.
pub(crate) fn declare_replayed(components: &mut Components) {
    let yes = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["true"]));
    let replayed = HeaderBuilder::new()
        .schema(Some(yes))
        .description(Some("Present if this is the stored response to an earlier request with the same key"));
    components.headers.insert(REPLAYED_COMPONENT.to_owned(), replayed.build().into());
}

/// Adds the key to the parameters of an operation, and its responses.
pub(crate) fn declare_key(operation: &mut Operation) {
    let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(MAX_KEY_CHARACTERS));
    let parameter = ParameterBuilder::new()
        .name(IDEMPOTENCY_KEY_NAME)
        .parameter_in(ParameterIn::Header)
        .description(Some(
            "A new name for this request, such as a UUID. A request that is repeated with it within 24 hours gets the \
             stored response, and is not carried out again",
        ))
        .schema(Some(key));
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter.build()));
    for response in [ProblemResponse::ConflictOrInProgress, ProblemResponse::ValidationFailedOrKeyReused] {
        operation.responses.responses.insert(response.status().to_string(), response.reference());
    }
    for status in ["200", "201"] {
        if let Some(RefOr::T(success)) = operation.responses.responses.get_mut(status) {
            let header = reference_to_header(REPLAYED_COMPONENT);
            success.headers.insert(REPLAYED.as_str().to_owned(), RefOr::Ref(header));
        }
    }
}
