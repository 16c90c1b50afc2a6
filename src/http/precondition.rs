//! Preconditions of PUT: the version to replace, or that the resource does not exist.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header::{self, Header as _},
};
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use super::etag::{IfMatch, TAGS, etag};
use crate::problem::Problem;

/// `If-Match` and `If-None-Match` (RFC 9110, sections 13.1.1 and 13.1.2); no condition, if both are missing.
#[derive(Debug)]
pub struct Precondition {
    if_match: IfMatch,
    if_none_match: Option<header::IfNoneMatch>,
}

impl Precondition {
    /// Checks the condition against the stored version, if there is one.
    pub fn check(&self, there: Option<i64>) -> Result<(), Problem> {
        self.if_match.expected_version(there)?;
        let excluded = there.is_some_and(|version| match &self.if_none_match {
            None => false,
            Some(header::IfNoneMatch::Any) => true,
            Some(header::IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&etag(version))),
        });
        if excluded { Err(Problem::PreconditionFailed) } else { Ok(()) }
    }
}

impl FromRequest for Precondition {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let if_none_match = match header::IfNoneMatch::parse(request) {
            _ if !request.headers().contains_key(header::IF_NONE_MATCH) => Ok(None),
            Ok(header::IfNoneMatch::Items(tags)) if tags.is_empty() => Err(unreadable()),
            Ok(tags) => Ok(Some(tags)),
            Err(_) => Err(unreadable()),
        };
        let if_match = IfMatch::from_request(request, payload).into_inner();
        ready(if_match.and_then(|if_match| Ok(Self { if_match, if_none_match: if_none_match? })))
    }
}

fn unreadable() -> Problem {
    Problem::BadRequest("If-None-Match holds entity tags in quotes, or *".into())
}

impl IntoParams for Precondition {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let header = |name, about| {
            let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Header);
            let tags = ObjectBuilder::new().schema_type(Type::String).pattern(Some(TAGS));
            parameter.description(Some(about)).schema(Some(tags)).build()
        };
        vec![
            header("If-Match", "Applies the request only if this is the `ETag` of the current version"),
            header("If-None-Match", "`*` creates the resource only if it does not exist"),
        ]
    }
}
