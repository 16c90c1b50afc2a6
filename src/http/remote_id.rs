//! Ids of the client's own in paths, and writing what they name.

use std::{
    future::{Ready, ready},
    ops::Deref,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use entity::{RemoteRecord, Scope, Stamp};
use percent_encoding::percent_decode_str;
use planning::{InvalidValue, Key, Violation};
use utoipa::{
    IntoParams,
    openapi::{
        Ref, Required,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};

use super::{precondition::Precondition, resource::Creatable};
use crate::problem::Problem;

/// How often a PUT is tried where others write the same thing at the same time.
const TRIES: usize = 10;

/// The client's own id that a path ends with.
#[derive(Clone, Debug)]
pub struct RemoteId(Key);

impl RemoteId {
    /// The id that a body is to be stored with; the body may repeat it.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if the body has another one.
    pub fn for_body(&self, in_body: Option<&Key>) -> Result<Option<Key>, Problem> {
        match in_body {
            Some(other) if *other != self.0 => {
                let told = "must be the id in the path, or be left out";
                Err(Problem::InvalidBody(vec![Violation::new("/remote_id", "mismatch", told)]))
            }
            _ => Ok(Some(self.0.clone())),
        }
    }
}

impl Deref for RemoteId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl FromRequest for RemoteId {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Not as the router decodes it: it would take any two texts that are not UTF-8 for the same.
        let segment = request.uri().path().rsplit('/').next().unwrap_or_default();
        let wrong = |why: &dyn std::fmt::Display| Problem::BadRequest(format!("the id in the path {why}").into());
        ready(match percent_decode_str(segment).decode_utf8() {
            Ok(text) => text.parse().map(Self).map_err(|error: InvalidValue| wrong(&error)),
            Err(_) => Err(wrong(&"is not text in UTF-8")),
        })
    }
}

impl IntoParams for RemoteId {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let parameter = ParameterBuilder::new()
            .name("remote_id")
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some("The client's own id"))
            .schema(Some(Ref::from_schema_name("Key")))
            .example(Some("ats-17".into()));
        vec![parameter.build()]
    }
}

/// What a PUT did.
#[derive(Debug)]
pub(crate) enum Put<R> {
    /// There was nothing of this id; now there is.
    Created(R),
    /// What was there is now as the client wants it, or was so before.
    Replaced(R),
}

impl<R> Put<R> {
    /// The answer: the resource that a row is, and where it is from now on under `collection`, if it is new.
    pub(crate) fn answer<T: Creatable>(
        self,
        collection: &'static str,
        resource: impl FnOnce(R) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        match self {
            Self::Created(row) => Ok(resource(row)?.created(collection)),
            Self::Replaced(row) => resource(row),
        }
    }
}

/// Why writing something failed.
#[derive(Debug)]
pub enum WriteError {
    /// Another request has written it in the meantime: it has to be read again.
    Overtaken,
    /// Whatever the reason, it won't go away.
    Failed(Problem),
}

impl From<entity::Error> for WriteError {
    fn from(error: entity::Error) -> Self {
        match error {
            entity::Error::Stale | entity::Error::Taken { column: "remote_id" | "digest" } => Self::Overtaken,
            error => Self::Failed(error.into()),
        }
    }
}

impl From<Problem> for WriteError {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

/// Tries again while other requests write the same row in between. Each try checks the client's precondition.
pub(crate) async fn retry_overtaken<T>(attempt: impl AsyncFn() -> Result<T, WriteError>) -> Result<T, Problem> {
    for _ in 0..TRIES {
        match attempt().await {
            Ok(done) => return Ok(done),
            Err(WriteError::Failed(problem)) => return Err(problem),
            Err(WriteError::Overtaken) => {}
        }
    }
    Err(entity::Error::Stale.into())
}

/// Makes or replaces the row that the client calls by an id of its own; one that is as wanted stays the version that it
/// is. `wanted` is the row that it should be; it may refuse to follow the one that is there.
pub(crate) async fn put<R: RemoteRecord>(
    scope: &Scope,
    remote_id: &RemoteId,
    only: &Precondition,
    wanted: impl Fn(Stamp<R::Id>, Option<&R>) -> Result<R, Problem>,
) -> Result<Put<R>, Problem> {
    retry_overtaken(async || {
        let there = scope.by_remote_id::<R>(remote_id).await?;
        only.check(there.as_ref().map(R::version))?;
        let Some(there) = there else {
            return Ok(Put::Created(scope.insert(wanted(scope.stamp(R::new_id()), None)?).await?));
        };
        if wanted(there.stamp(), Some(&there))? == there {
            return Ok(Put::Replaced(there));
        }
        Ok(Put::Replaced(scope.update_from(&there, wanted(scope.next(there.stamp()), Some(&there))?).await?))
    })
    .await
}
