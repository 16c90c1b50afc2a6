//! Remote ids: resources that clients create, replace and read by ids of their own.

use std::{
    future::{Ready, ready},
    ops::Deref,
    time::{Duration, Instant},
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

/// The maximum number of attempts of a write if other requests write the same row.
const MAX_ATTEMPTS: usize = 10;

/// For how long it is tried. A try that begins before may take as long again, within the time limit of a request.
const RETRY_PERIOD: Duration = Duration::from_secs(8);

/// The remote id at the end of a path.
#[derive(Clone, Debug)]
pub struct RemoteId(Key);

impl RemoteId {
    /// The remote id to store. The body may repeat it.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if the body has another one.
    pub fn for_body(&self, in_body: Option<&Key>) -> Result<Option<Key>, Problem> {
        match in_body {
            Some(other) if *other != self.0 => {
                let message = "must be the id in the path, or be left out";
                Err(Problem::InvalidBody(vec![Violation::new("/remote_id", "mismatch", message)]))
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
        // Not decoded by the router, which would map different invalid UTF-8 sequences to one text.
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

/// The result of a PUT.
#[derive(Debug)]
pub(crate) enum PutResult<R> {
    /// The resource was created.
    Created(R),
    /// The resource was replaced, or was equal already.
    Replaced(R),
}

impl<R> PutResult<R> {
    /// The response: the resource, with `Location` under `collection` if it is new.
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

/// Why a write failed.
#[derive(Debug)]
pub enum WriteError {
    /// Another request has written the row. It has to be read again.
    ConcurrentWrite,
    /// Any other reason, which a retry does not change.
    Failed(Problem),
}

impl From<entity::Error> for WriteError {
    fn from(error: entity::Error) -> Self {
        match error {
            entity::Error::WriteConflict | entity::Error::DuplicateKey { column: "remote_id" | "digest" } => {
                Self::ConcurrentWrite
            }
            error => Self::Failed(error.into()),
        }
    }
}

impl From<Problem> for WriteError {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

/// Retries while other requests write the same row, [`MAX_ATTEMPTS`] times at most, and no more after [`RETRY_PERIOD`].
/// Each attempt checks the client's precondition.
pub(crate) async fn retry_overtaken<T>(attempt: impl AsyncFn() -> Result<T, WriteError>) -> Result<T, Problem> {
    let began = Instant::now();
    for _ in 0..MAX_ATTEMPTS {
        match attempt().await {
            Ok(done) => return Ok(done),
            Err(WriteError::Failed(problem)) => return Err(problem),
            Err(WriteError::ConcurrentWrite) if began.elapsed() > RETRY_PERIOD => break,
            Err(WriteError::ConcurrentWrite) => {}
        }
    }
    Err(Problem::ConcurrentWrite)
}

/// Creates or replaces the row with a remote id. An equal row keeps its version. `wanted` returns the new row, and may
/// refuse to replace the stored one.
pub(crate) async fn put_by_remote_id<R: RemoteRecord>(
    scope: &Scope,
    remote_id: &RemoteId,
    only: &Precondition,
    wanted: impl Fn(Stamp<R::Id>, Option<&R>) -> Result<R, Problem>,
) -> Result<PutResult<R>, Problem> {
    retry_overtaken(async || {
        let existing = scope.by_remote_id::<R>(remote_id).await?;
        only.check(existing.as_ref().map(R::version))?;
        let Some(existing) = existing else {
            return Ok(PutResult::Created(scope.insert(wanted(scope.stamp(R::new_id()), None)?).await?));
        };
        if wanted(existing.stamp(), Some(&existing))? == existing {
            return Ok(PutResult::Replaced(existing));
        }
        Ok(PutResult::Replaced(
            scope.update_from(&existing, wanted(scope.next(existing.stamp()), Some(&existing))?).await?,
        ))
    })
    .await
}
