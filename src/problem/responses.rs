//! The problem responses of the OpenAPI document. Each is a component.

use std::collections::BTreeMap;

use utoipa::{
    IntoResponses,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

use planning::Violation;

use super::{MEDIA_TYPE, OAuthError, Problem};

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
    NotFound: 404, "The account has no such resource. `detail` says whether the id is malformed.";
    NotAcceptable: 406, "None of the media types in `Accept` is available.";
    RequestTimeout: 408, "The body did not arrive in time.";
    Conflict: 409,
        "The request conflicts with what is stored. With `Retry-After`: another request changed the same meanwhile; send it again.";
    ConflictOrInProgress: 409,
        "The request conflicts with what is stored. With `Retry-After`: another request changed the same meanwhile, or one with the \
         same `Idempotency-Key` is in progress; send it again.";
    ConflictOrNoMail: 409, "The request conflicts with what is stored, or this service sends no mail.";
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

/// The name of the response that stands for all that mean the same for every operation.
const ANY_OTHER: &str = "AnyOtherProblem";

/// What it stands for.
const ANY_OTHER_DESCRIPTION: &str = "\
Any other problem, the same for every operation: 400 a parameter, a header or the JSON can't be read; 401 no valid access \
token; 403 the token lacks the scope; 406 no such media type; 408 the body came too slowly; 413 the body is too large; \
415 the media type of the body; 429 too many requests; 500 a defect; 503 try again. `status` and `type` say which.";

impl ProblemResponse {
    /// Whether it means the same for every operation, and is declared as one response with the others of which this is
    /// so.
    const fn is_general(self) -> bool {
        matches!(
            self,
            Self::InvalidParameter
                | Self::BadRequest
                | Self::Unauthorized
                | Self::InsufficientScope
                | Self::NotAcceptable
                | Self::RequestTimeout
                | Self::PayloadTooLarge
                | Self::UnsupportedMediaType
                | Self::TooManyRequests
                | Self::InternalError
                | Self::Unavailable
        )
    }

    /// The components of the responses that operations refer to.
    pub(crate) fn components() -> impl Iterator<Item = (String, RefOr<Response>)> {
        let own = Self::ALL.iter().filter(|response| !response.is_general()).map(|response| response.component());
        let headers = ["X-Request-Id", "WWW-Authenticate", "Retry-After"];
        let other = problem_response(ANY_OTHER_DESCRIPTION, &headers, None);
        own.chain([(ANY_OTHER.to_owned(), other.into())])
    }

    /// An example of the problem.
    fn example(self) -> Option<serde_json::Value> {
        let problem = match self {
            Self::TokenRequestRefused => {
                Problem::OAuth(OAuthError::InvalidGrant, "the e-mail address or the password is wrong".into())
            }
            Self::InvalidClient => Problem::OAuth(OAuthError::InvalidClient, "the id or the secret is wrong".into()),
            Self::SignUpClosed => Problem::SignUpClosed,
            Self::NotFound => Problem::NotFound,
            Self::Conflict | Self::ConflictOrInProgress => Problem::duplicate_value("remote_id"),
            Self::ConflictOrNoMail => Problem::MailNotConfigured,
            Self::FeedPlaceGone => Problem::EventCursorExpired,
            Self::PreconditionFailed => Problem::PreconditionFailed,
            Self::ValidationFailed | Self::ValidationFailedOrKeyReused => {
                Problem::InvalidBody(vec![Violation::new("/email", "format", "this is no e-mail address")])
            }
            _ => return None,
        };
        serde_json::to_value(problem.document(None)).ok()
    }

    pub(crate) fn reference(self) -> RefOr<Response> {
        RefOr::Ref(Ref::from_response_name(self.name()))
    }

    /// The component with its name.
    fn component(self) -> (String, RefOr<Response>) {
        let headers: &[&str] = match self.status() {
            401 | 403 => &["X-Request-Id", "WWW-Authenticate"],
            409 | 429 | 503 => &["X-Request-Id", "Retry-After"],
            _ => &["X-Request-Id"],
        };
        (self.name().to_owned(), problem_response(self.description(), headers, self.example()).into())
    }
}

fn problem_response(description: &str, headers: &[&str], example: Option<serde_json::Value>) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).example(example).build();
    let response = ResponseBuilder::new().description(description).content(MEDIA_TYPE, content);
    let with_header = |response: ResponseBuilder, name: &&str| response.header_ref(*name, reference_to_header(name));
    headers.iter().fold(response, with_header).build()
}

/// Declares the responses that mean the same for every operation as one, `default`.
pub(crate) fn join_general(responses: &mut BTreeMap<String, RefOr<Response>>) {
    let all = responses.len();
    responses.retain(|_, response| {
        let RefOr::Ref(reference) = response else { return true };
        let name = reference.ref_location.rsplit('/').next();
        !ProblemResponse::ALL.iter().any(|general| general.is_general() && Some(general.name()) == name)
    });
    if responses.len() < all {
        responses.insert("default".to_owned(), RefOr::Ref(Ref::from_response_name(ANY_OTHER)));
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
    /// For a secret address from which is read.
    CalendarProblems: [InvalidParameter, NotFound, TooManyRequests, InternalError, Unavailable]
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
    /// For asking for a new password.
    PasswordRequestProblems: [
        BadRequest, RequestTimeout, PayloadTooLarge, UnsupportedMediaType, ValidationFailed, TooManyRequests,
        InternalError, Unavailable
    ]
    /// For a new password by a link in a mail.
    PasswordProblems: [
        BadRequest, NotFound, RequestTimeout, Conflict, PayloadTooLarge, UnsupportedMediaType, ValidationFailed,
        TooManyRequests, InternalError, Unavailable
    ]
    /// For the page on which a new password is chosen.
    PasswordPageProblems: [InvalidParameter, NotFound, TooManyRequests, InternalError, Unavailable]
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
    /// For an operation with a body that conflicts with nothing.
    BodyProblems: [
        BadRequest, Unauthorized, InsufficientScope, RequestTimeout, PayloadTooLarge, UnsupportedMediaType,
        ValidationFailed, TooManyRequests, InternalError, Unavailable
    ]
    /// For creating a resource, or any other operation with a body.
    CreateProblems: [
        BadRequest, Unauthorized, InsufficientScope, NotFound, RequestTimeout, Conflict, PayloadTooLarge,
        UnsupportedMediaType, ValidationFailed, TooManyRequests, InternalError, Unavailable
    ]
    /// For an operation with a body and several response formats, in addition to [`CreateProblems`].
    NoSuchForm: [NotAcceptable]
    /// For an operation that sends mail, in addition to others.
    MailProblems: [ConflictOrNoMail]
    /// For changing a resource.
    ChangeProblems: [
        BadRequest, Unauthorized, InsufficientScope, NotFound, RequestTimeout, Conflict, PreconditionFailed,
        PayloadTooLarge, UnsupportedMediaType, ValidationFailed, TooManyRequests, InternalError, Unavailable
    ]
    /// For deleting a resource, or any other change without a body.
    DeleteProblems: [
        InvalidParameter, Unauthorized, InsufficientScope, NotFound, PreconditionFailed, TooManyRequests,
        InternalError, Unavailable
    ]
    /// For a change without a body that what is stored may forbid, in addition to [`DeleteProblems`].
    ConflictProblems: [Conflict]
}
