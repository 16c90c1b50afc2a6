//! The problem responses of the OpenAPI document. Each is a component.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

use super::MEDIA_TYPE;

/// Declares the responses, each with its status and description.
macro_rules! responses {
    ($($name:ident: $status:literal, $description:literal;)*) => {
        /// A problem response that operations share.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum ProblemResponse {
            $(#[doc = $description] $name,)*
        }

        impl ProblemResponse {
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// The name of the component.
            const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            pub(crate) const fn status(self) -> u16 {
                match self {
                    $(Self::$name => $status,)*
                }
            }

            const fn description(self) -> &'static str {
                match self {
                    $(Self::$name => $description,)*
                }
            }
        }
    };
}

responses! {
    InvalidParameter: 400, "A parameter or a header is invalid.";
    BadRequest: 400, "The body is not JSON, or a parameter or a header is invalid.";
    TokenRequestRefused: 400, "The request is invalid, or the credentials are wrong (RFC 6749, section 5.2).";
    Unauthorized: 401, "The access token is missing or invalid.";
    InvalidClient: 401, "The client's id and secret are missing or wrong (RFC 6749, section 5.2).";
    InsufficientScope: 403, "The access token doesn't have the scope that this needs.";
    SignUpClosed: 403, "This service is closed to new accounts.";
    NotFound: 404, "The account has no such resource.";
    NotAcceptable: 406, "None of the media types in `Accept` is available.";
    RequestTimeout: 408, "The body did not arrive in time.";
    Conflict: 409, "The request conflicts with what is stored.";
    ConflictOrInProgress: 409,
        "The request conflicts with what is stored, or a request with the same `Idempotency-Key` is in progress.";
    FeedPlaceGone: 410, "Events behind `after` are no longer kept.";
    PreconditionFailed: 412, "`If-Match` or `If-None-Match` does not match the current version.";
    PayloadTooLarge: 413, "The body is too large.";
    UnsupportedMediaType: 415, "The media type of the body is not supported.";
    ValidationFailed: 422, "The body is not valid; `errors` lists everything that is wrong.";
    ValidationFailedOrKeyReused: 422,
        "The body is not valid, and `errors` lists everything that is wrong; or another request had the same `Idempotency-Key`.";
    TooManyRequests: 429, "Too many requests. `Retry-After` says when to try again.";
    InternalError: 500, "The service has a defect. Its log has the cause under the request's id.";
    DeliveryUnreadable: 400, "The body can't be read, or the source understands no other refusal.";
    DeliveryRefused: 401, "The signature is missing or wrong.";
    DeliveryTooLarge: 413, "The body is larger than any of this kind.";
    DeliveryNotTaken: 503, "The connection has no secret, is pending or disabled, or the database is unavailable: to be sent again.";
    Unavailable: 503, "The database is unavailable, the service is overloaded or stopping, or searches took too long. `Retry-After` says when to try again.";
}

impl ProblemResponse {
    pub(crate) fn reference(self) -> RefOr<Response> {
        RefOr::Ref(Ref::from_response_name(self.name()))
    }

    /// The component with its name.
    pub(crate) fn component(self) -> (String, RefOr<Response>) {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let mut response = ResponseBuilder::new().description(self.description()).content(MEDIA_TYPE, content);
        let more = match self.status() {
            401 | 403 => Some("WWW-Authenticate"),
            429 | 503 => Some("Retry-After"),
            _ => None,
        };
        for name in ["X-Request-Id"].into_iter().chain(more) {
            response = response.header_ref(name, reference_to_header(name));
        }
        (self.name().to_owned(), response.build().into())
    }
}

/// The reference to the component of a header.
pub(crate) fn reference_to_header(name: &str) -> Ref {
    Ref::new(format!("#/components/headers/{name}"))
}

/// Declares a set of problem responses of operations.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: [$($response:ident),*])*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                [$(ProblemResponse::$response),*]
                    .map(|response| (response.status().to_string(), response.reference()))
                    .into()
            }
        }
    )*};
}

problems! {
    /// For an operation that needs no token and reads nothing.
    OpenProblems: [InvalidParameter, InternalError, Unavailable]
    /// For an operation that needs no token and may not exist.
    OpenReadProblems: [InvalidParameter, NotFound, InternalError, Unavailable]
    /// For a delivery.
    InboxProblems: [
        DeliveryUnreadable, DeliveryRefused, NotFound, RequestTimeout, DeliveryTooLarge, TooManyRequests, InternalError,
        DeliveryNotTaken
    ]
    /// For sign-up.
    SignUpProblems: [
        BadRequest, SignUpClosed, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, ValidationFailed, TooManyRequests,
        InternalError, Unavailable
    ]
    /// For an operation on tokens (RFC 6749, section 5.2).
    OAuthProblems: [
        TokenRequestRefused, InvalidClient, PayloadTooLarge, UnsupportedMediaType, TooManyRequests, InternalError,
        Unavailable
    ]
    /// For an operation on a list, or without an id.
    ListProblems: [
        InvalidParameter, Unauthorized, InsufficientScope, NotFound, TooManyRequests, InternalError, Unavailable
    ]
    /// For the feed of events.
    FeedProblems: [
        InvalidParameter, Unauthorized, InsufficientScope, FeedPlaceGone, TooManyRequests, InternalError, Unavailable
    ]
    /// For reading a resource.
    ReadProblems: [
        InvalidParameter, Unauthorized, InsufficientScope, NotFound, NotAcceptable, TooManyRequests, InternalError,
        Unavailable
    ]
    /// For creating a resource, or any other operation with a body.
    CreateProblems: [
        BadRequest, Unauthorized, InsufficientScope, NotFound, RequestTimeout, Conflict, PayloadTooLarge,
        UnsupportedMediaType, ValidationFailed, TooManyRequests, InternalError, Unavailable
    ]
    /// For an operation with a body and several response formats, in addition to [`CreateProblems`].
    NoSuchForm: [NotAcceptable]
    /// For changing a resource.
    ChangeProblems: [
        BadRequest, Unauthorized, InsufficientScope, NotFound, RequestTimeout, Conflict, PreconditionFailed,
        PayloadTooLarge, UnsupportedMediaType, ValidationFailed, TooManyRequests, InternalError, Unavailable
    ]
    /// For deleting a resource.
    DeleteProblems: [
        InvalidParameter, Unauthorized, InsufficientScope, NotFound, Conflict, PreconditionFailed, TooManyRequests,
        InternalError, Unavailable
    ]
}
