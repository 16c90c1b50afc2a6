//! Versions of resources in headers: `ETag`, `If-Match`, `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest, HttpResponse,
    dev::Payload,
    http::{
        Method,
        header::{self, EntityTag, Header},
    },
};

use entity::{Record, Scope};
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use crate::problem::Problem;

/// The syntax of `If-Match` and `If-None-Match`: `*` or a list of entity tags. The tags of this service contain no
/// commas.
pub(super) const TAGS: &str = r#"^(\*|(W/)?"[^",]*"(, *(W/)?"[^",]*")*)$"#;

/// The entity tag of a resource's version.
#[must_use]
pub fn etag(version: i64) -> EntityTag {
    EntityTag::new_strong(format!("v{version}"))
}

/// Whether the request is a read, and the client already has the version with this tag.
pub(crate) fn is_fresh(request: &HttpRequest, current: &EntityTag) -> bool {
    if request.method() != Method::GET || !request.headers().contains_key(header::IF_NONE_MATCH) {
        return false;
    }
    match header::IfNoneMatch::parse(request) {
        Ok(header::IfNoneMatch::Any) => true,
        Ok(header::IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(current)),
        Err(_) => false,
    }
}

/// A request extension that disables version conflicts: the caller has not read the resource before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SkipVersionCheck;

/// The maximum number of attempts of a write with [`SkipVersionCheck`].
const MAX_ATTEMPTS: usize = 5;

/// The versions that the client expects; any, if the request does not say.
#[derive(Debug)]
pub struct IfMatch {
    tags: Option<header::IfMatch>,
    tries: usize,
}

impl IfMatch {
    /// Whether the client accepts any version, so that the current one need not be read.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.tags.is_none()
    }

    /// Checks that the client expects this version.
    pub fn check(&self, version: i64) -> Result<(), Problem> {
        self.check_tag(&etag(version))
    }

    /// Checks that the client expects the version with this tag.
    pub fn check_tag(&self, current: &EntityTag) -> Result<(), Problem> {
        match &self.tags {
            Some(header::IfMatch::Items(tags)) if !tags.iter().any(|tag| tag.strong_eq(current)) => {
                Err(Problem::PreconditionFailed)
            }
            _ => Ok(()),
        }
    }

    /// The version to replace, if the client names one. `current` is the stored version.
    ///
    /// # Errors
    ///
    /// [`Problem::PreconditionFailed`], if the stored version is another one or does not exist.
    pub fn expected_version(&self, current: Option<i64>) -> Result<Option<i64>, Problem> {
        match (&self.tags, current) {
            (None, _) => Ok(None),
            (Some(_), None) => Err(Problem::PreconditionFailed),
            (Some(_), Some(version)) => self.check(version).map(|()| Some(version)),
        }
    }

    /// The version to delete, if the client names one.
    ///
    /// # Errors
    ///
    /// [`Problem::NotFound`], and [`Problem::PreconditionFailed`], if the stored version is another one.
    pub async fn version<R: Record>(&self, scope: &Scope, id: R::Id) -> Result<Option<i64>, Problem> {
        if self.tags.is_none() {
            return Ok(None);
        }
        let version = scope.get::<R>(id).await?.ok_or(Problem::NotFound)?.version();
        self.check(version).map(|()| Some(version))
    }

    /// The version that a write has to replace, after it was read and checked.
    #[must_use]
    pub fn only(&self, version: i64) -> Option<i64> {
        self.tags.as_ref().map(|_| version)
    }

    /// The response to a deletion.
    ///
    /// # Errors
    ///
    /// [`Problem::NotFound`], or [`Problem::PreconditionFailed`], if the stored version is another one.
    pub fn deletion_response(&self, deleted: bool) -> Result<HttpResponse, Problem> {
        match (deleted, &self.tags) {
            (true, _) => Ok(HttpResponse::NoContent().finish()),
            (false, None) => Err(Problem::NotFound),
            (false, Some(_)) => Err(Problem::PreconditionFailed),
        }
    }

    /// How often a write is tried. Before each attempt the row is read again.
    pub(crate) fn tries(&self) -> usize {
        self.tries
    }

    /// The problem of a write that came too late. A client that named a version had an outdated one.
    #[must_use]
    pub fn too_late(&self, error: entity::Error) -> Problem {
        match (&self.tags, error) {
            (Some(_), entity::Error::WriteConflict) => Problem::PreconditionFailed,
            (_, error) => error.into(),
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::IF_MATCH) {
            let tries = if request.extensions().contains::<SkipVersionCheck>() { MAX_ATTEMPTS } else { 1 };
            return ready(Ok(Self { tags: None, tries }));
        }
        ready(match header::IfMatch::parse(request) {
            Ok(header::IfMatch::Items(tags)) if tags.is_empty() => Err(unreadable()),
            Ok(tags) => Ok(Self { tags: Some(tags), tries: 1 }),
            Err(_) => Err(unreadable()),
        })
    }
}

fn unreadable() -> Problem {
    Problem::BadRequest("If-Match holds entity tags in quotes, or *".into())
}

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .description(Some("Applies the request only if this is the `ETag` of the current version"))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some(TAGS))))
            .example(Some("*".into()));
        vec![parameter.build()]
    }
}
