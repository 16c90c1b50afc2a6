//! Which problems operations can answer with, for the OpenAPI document.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

use super::MEDIA_TYPE;

fn problem_response(description: &str) -> RefOr<Response> {
    ResponseBuilder::new()
        .description(description)
        .content(MEDIA_TYPE, ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build())
        .build()
        .into()
}

/// Declares a set of problems that an operation can answer with.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: [$($status:literal),*])*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                [$($status),*]
                    .into_iter()
                    .map(|status: u16| (status.to_string(), problem_response(description(status))))
                    .collect()
            }
        }
    )*};
}

fn description(status: u16) -> &'static str {
    match status {
        400 => "The request can't be understood: malformed JSON, or a wrong parameter",
        401 => "No token, or one that is no good; where tokens are made, no good client",
        403 => "The token's scope doesn't allow this; where one signs up, nobody can any more",
        404 => "There is no such thing in this account",
        406 => "There is no form of this that the request accepts",
        408 => "The request took too long to arrive",
        409 => "It contradicts what is stored, or is still running under its `Idempotency-Key`",
        412 => "What is there is not what `If-Match` or `If-None-Match` says",
        413 => "The body is too large",
        415 => "The body has the wrong media type",
        422 => {
            "The body says what can't be so, and `errors` lists all of it; or its `Idempotency-Key` stands for another"
        }
        429 => "Too many requests; `Retry-After` says when the next may come",
        503 => "The database is not available, or the service has too much to do, or is stopping",
        _ => "A defect of the service",
    }
}

problems! {
    /// Of an operation that anybody may call and that reads nothing.
    OpenProblems: [400, 500, 503]
    /// Of an operation that anybody may call where there is one.
    OpenReadProblems: [400, 404, 500, 503]
    /// Of signing up.
    SignUpProblems: [400, 403, 408, 413, 415, 422, 429, 500, 503]
    /// Of an operation on tokens (RFC 6749, section 5.2).
    OAuthProblems: [400, 401, 413, 415, 429, 500, 503]
    /// Of an operation on a list, or without an id.
    ListProblems: [400, 401, 403, 404, 429, 500, 503]
    /// Of reading one resource.
    ReadProblems: [400, 401, 403, 404, 406, 429, 500, 503]
    /// Of creating a resource, or of any other operation with a body.
    CreateProblems: [400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503]
    /// Of an operation with a body whose answer has several forms, beside those of [`CreateProblems`].
    NoSuchForm: [406]
    /// Of changing a resource.
    ChangeProblems: [400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 429, 500, 503]
    /// Of deleting a resource.
    DeleteProblems: [400, 401, 403, 404, 409, 412, 429, 500, 503]
}
