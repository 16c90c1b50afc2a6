//! Which operations take a key: the OpenAPI document says it, and is told of it.

use actix_web::{
    dev::{ResourceDef, ServiceRequest},
    http::Method,
    web::Data,
};
use utoipa::openapi::{
    HeaderBuilder, ObjectBuilder, OpenApi, RefOr, SecurityRequirement, Type,
    path::{Operation, ParameterBuilder, ParameterIn},
};

use super::{
    REPLAYED,
    key::{IDEMPOTENCY_KEY, LENGTH},
};
use crate::{
    auth::ScopeName,
    problem::{ProblemResponse, reference_to_header},
};

/// The component that describes [`REPLAYED`].
const REPLAYED_COMPONENT: &str = "Idempotency-Replayed";

/// The paths of the operations that take a key, each with the scope that it needs.
#[derive(Clone, Debug)]
pub struct KeyedOperations(Vec<(ResourceDef, ScopeName)>);

impl KeyedOperations {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter();
        let keyed = paths.filter_map(|(path, item)| Some((path, scope_of_keyed(item.post.as_ref()?)?)));
        Self(keyed.map(|(path, scope)| (ResourceDef::new(path.as_str()), scope)).collect())
    }

    /// The scope that the request needs, if it has a key and is for one of those that the app knows.
    pub(super) fn scope_for(request: &ServiceRequest) -> Option<ScopeName> {
        if request.method() != Method::POST || !request.headers().contains_key(IDEMPOTENCY_KEY) {
            return None;
        }
        let Self(known) = request.app_data::<Data<Self>>()?.as_ref();
        known.iter().find(|(path, _)| path.is_match(request.path())).map(|(_, scope)| *scope)
    }
}

/// The scope of an operation that creates something, for an account that is signed in; none of any other.
fn scope_of_keyed(operation: &Operation) -> Option<ScopeName> {
    let needs = |scope: &ScopeName| {
        operation.security == Some(vec![SecurityRequirement::new("oauth2", [scope.as_str()])])
            && operation.responses.responses.contains_key("201")
    };
    [ScopeName::Write, ScopeName::Admin].into_iter().find(needs)
}

/// Says of each operation that takes a key that it does.
pub fn describe(document: &mut OpenApi) {
    let yes = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["true"]));
    let replayed = HeaderBuilder::new()
        .schema(Some(yes))
        .description(Some("Present if this is the stored response to an earlier request with the same key"));
    let headers = &mut document.components.get_or_insert_default().headers;
    headers.insert(REPLAYED_COMPONENT.to_owned(), replayed.build().into());
    let operations = document.paths.paths.values_mut().filter_map(|item| item.post.as_mut());
    for operation in operations.filter(|operation| scope_of_keyed(operation).is_some()) {
        let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(LENGTH));
        let parameter = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .description(Some(
                "A new name for this request, such as a UUID. A request that is repeated with it within 24 hours gets \
                 the stored response, and is not carried out again",
            ))
            .schema(Some(key));
        operation.parameters.get_or_insert_default().push(RefOr::T(parameter.build()));
        for response in [ProblemResponse::ConflictOrInProgress, ProblemResponse::ValidationFailedOrKeyReused] {
            let responses = &mut operation.responses.responses;
            responses.insert(response.status().to_string(), response.reference());
        }
        if let Some(RefOr::T(created)) = operation.responses.responses.get_mut("201") {
            let header = reference_to_header(REPLAYED_COMPONENT);
            created.headers.insert(REPLAYED.as_str().to_owned(), RefOr::Ref(header));
        }
    }
}
