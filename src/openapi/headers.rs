//! The headers of responses. Headers that all operations of a kind send are declared here, once.

use std::collections::BTreeMap;

use utoipa::openapi::{
    Components, Header, HeaderBuilder, OpenApi, RefOr, Response, ResponseBuilder, Schema, Type,
    path::{Operation, ParameterBuilder, ParameterIn},
    schema::ObjectBuilder,
};

use super::shared::operations;
use crate::problem::reference_to_header;

type ComponentSchemas = BTreeMap<String, RefOr<Schema>>;

/// The headers of responses, each with its description and an example.
const HEADERS: [(&str, &str, &str); 6] = [
    ("ETag", "The version of the resource, for `If-Match` and `If-None-Match`", "\"v1\""),
    ("Link", "The next page, as `rel=\"next\"`; missing on the last one", "</v1/candidates?cursor=AZjA>; rel=\"next\""),
    ("Location", "Where the new resource is", "/v1/candidates/0198c0de-7a3b-7c4d-8e5f-60718293a4b5"),
    ("Retry-After", "In how many seconds to try again", "1"),
    ("WWW-Authenticate", "How to sign in, or which scope is needed (RFC 6750)", "Bearer"),
    ("X-Request-Id", "The id of the request: the one that was sent with it, or a new one", "r-1"),
];

/// Declares the headers of all responses, and `If-None-Match` for reads with an `ETag`.
pub(crate) fn declare(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.headers.extend(HEADERS.map(|(name, about, example)| (name.to_owned(), header(about, example).into())));
    for (path, item) in &mut document.paths.paths {
        for answer in operations(item).flat_map(answers) {
            declare_on(answer, components);
        }
        // A resource that is created by its remote id has another address by its id.
        let put_elsewhere = item.put.as_mut().filter(|_| path.ends_with("/{remote_id}"));
        for operation in item.post.as_mut().into_iter().chain(put_elsewhere) {
            if let Some(RefOr::T(created)) = operation.responses.responses.get_mut("201") {
                send(created, "Location");
            }
        }
        if let Some(get) = &mut item.get {
            let read = get.responses.responses.get("200");
            if matches!(read, Some(RefOr::T(read)) if read.headers.contains_key("ETag")) {
                may_be_unchanged(get);
            }
        }
    }
}

fn header(about: &str, example: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(Some(text)).description(Some(about)).example(Some(example.into())).build()
}

/// The responses that an operation declares itself. Responses with a problem are components and have their headers.
fn answers(operation: &mut Operation) -> impl Iterator<Item = &mut Response> {
    operation.responses.responses.values_mut().filter_map(|answer| match answer {
        RefOr::T(answer) => Some(answer),
        RefOr::Ref(_) => None,
    })
}

fn declare_on(answer: &mut Response, components: &Components) {
    send(answer, "X-Request-Id");
    // A resource that can change has `updated_at` and an `ETag`, and a page has a link to the next one.
    for (property, name) in [("updated_at", "ETag"), ("next_cursor", "Link")] {
        if has_property(answer, property, &components.schemas) {
            send(answer, name);
        }
    }
}

fn send(answer: &mut Response, name: &str) {
    answer.headers.insert(name.to_owned(), RefOr::Ref(reference_to_header(name)));
}

/// Whether a response is a JSON object with this property.
fn has_property(answer: &Response, property: &str, schemas: &ComponentSchemas) -> bool {
    let Some(RefOr::T(content)) = answer.content.get("application/json") else { return false };
    let schema = match &content.schema {
        Some(RefOr::Ref(reference)) => reference.ref_location.rsplit('/').next().and_then(|name| schemas.get(name)),
        schema => schema.as_ref(),
    };
    matches!(schema, Some(RefOr::T(Schema::Object(object))) if object.properties.contains_key(property))
}

/// Declares `If-None-Match` and 304.
fn may_be_unchanged(get: &mut Operation) {
    let mut unchanged = ResponseBuilder::new().description("The version in `If-None-Match` is the current one").build();
    send(&mut unchanged, "ETag");
    send(&mut unchanged, "X-Request-Id");
    get.responses.responses.insert("304".to_owned(), unchanged.into());
    let parameter = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some("The `ETag` of a known version: if it is the current one, the answer is 304"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .example(Some("\"v0\"".into()));
    get.parameters.get_or_insert_default().push(parameter.build().into());
}
