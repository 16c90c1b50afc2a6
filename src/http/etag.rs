//! Versions of resources in headers: `ETag`, `If-Match`, `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1).

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
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

/// What `If-Match` and `If-None-Match` hold: any version, or entity tags; those of this service have no commas.
pub(super) const TAGS: &str = r#"^(\*|(W/)?"[^",]*"(, *(W/)?"[^",]*")*)$"#;

/// The entity tag of a resource's version.
#[must_use]
pub fn etag(version: i64) -> EntityTag {
    EntityTag::new_strong(format!("v{version}"))
}

/// Whether the client reads, and has the version with this tag already.
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

/// The versions that a client means to change; any, where it doesn't say.
#[derive(Debug)]
pub struct IfMatch(Option<header::IfMatch>);

impl IfMatch {
    /// Whether the client means whatever is there, if anything is: what is there need not be read to know that.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.0.is_none()
    }

    /// Refuses a version that the client doesn't mean.
    pub fn check(&self, version: i64) -> Result<(), Problem> {
        self.check_tag(&etag(version))
    }

    /// Refuses a version whose tag is not among the client's.
    pub fn check_tag(&self, current: &EntityTag) -> Result<(), Problem> {
        match &self.0 {
            Some(header::IfMatch::Items(tags)) if !tags.iter().any(|tag| tag.strong_eq(current)) => {
                Err(Problem::PreconditionFailed)
            }
            _ => Ok(()),
        }
    }

    /// The version to write over, given the one that is there, where the client says which one it means.
    ///
    /// # Errors
    ///
    /// [`Problem::PreconditionFailed`], if it is another, or none.
    pub fn expected(&self, there: Option<i64>) -> Result<Option<i64>, Problem> {
        match (&self.0, there) {
            (None, _) => Ok(None),
            (Some(_), None) => Err(Problem::PreconditionFailed),
            (Some(_), Some(version)) => self.check(version).map(|()| Some(version)),
        }
    }

    /// The version to delete, where the client says which one it means.
    ///
    /// # Errors
    ///
    /// [`Problem::NotFound`], and [`Problem::PreconditionFailed`] where it is another version by now.
    pub async fn version<R: Record>(&self, scope: &Scope, id: R::Id) -> Result<Option<i64>, Problem> {
        if self.0.is_none() {
            return Ok(None);
        }
        let version = scope.get::<R>(id).await?.ok_or(Problem::NotFound)?.version();
        self.check(version).map(|()| Some(version))
    }

    /// The same for a version that has been read and checked: the one to delete, where the client says which it means.
    #[must_use]
    pub fn only(&self, version: i64) -> Option<i64> {
        self.0.as_ref().map(|_| version)
    }

    /// The answer to having deleted something, or not.
    ///
    /// # Errors
    ///
    /// [`Problem::NotFound`], or [`Problem::PreconditionFailed`] where the version that was meant is gone.
    pub fn gone(&self, deleted: bool) -> Result<HttpResponse, Problem> {
        match (deleted, &self.0) {
            (true, _) => Ok(HttpResponse::NoContent().finish()),
            (false, None) => Err(Problem::NotFound),
            (false, Some(_)) => Err(Problem::PreconditionFailed),
        }
    }

    /// What a write that came too late answers: the client's version is stale if it named one.
    #[must_use]
    pub fn too_late(&self, error: entity::Error) -> Problem {
        match (&self.0, error) {
            (Some(_), entity::Error::Stale) => Problem::PreconditionFailed,
            (_, error) => error.into(),
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::IF_MATCH) {
            return ready(Ok(Self(None)));
        }
        ready(match header::IfMatch::parse(request) {
            Ok(header::IfMatch::Items(tags)) if tags.is_empty() => Err(unreadable()),
            Ok(tags) => Ok(Self(Some(tags))),
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
