//! Queries that name a resource by its id or by its remote id.

use entity::{IdOrRemoteId, Scope};
use planning::Key;
use uuid::Uuid;

use super::{lookup::look_up, reference::Reference};
use crate::problem::Problem;

/// A request extension for callers that got the ids in the request from this service. An unknown id is then an error,
/// and not a filter without results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReferencesMustExist;

/// The resource that a query names.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NamedInQuery<I> {
    /// None is named.
    Any,
    One(I),
    /// There is none with the remote id that is named.
    Unknown,
}

impl<I: From<Uuid>> NamedInQuery<I> {
    /// The resource that is named by its id or by its remote id.
    ///
    /// # Errors
    ///
    /// [`Problem::BadRequest`], if both are given.
    pub(crate) async fn find(
        scope: &Scope,
        reference: &Reference,
        id: Option<I>,
        remote_id: Option<Key>,
    ) -> Result<Self, Problem> {
        match (id, remote_id) {
            (Some(_), Some(_)) => {
                Err(Problem::BadRequest(format!("{} or {}, not both", reference.id, reference.remote_id).into()))
            }
            (Some(id), None) => Ok(Self::One(id)),
            (None, None) => Ok(Self::Any),
            (None, Some(key)) => {
                let known = look_up(scope, reference.to, std::slice::from_ref(&key), None).await?;
                Ok(known.get(&key).map_or(Self::Unknown, |id| Self::One((*id).into())))
            }
        }
    }

    /// The id that a list is filtered by, if any. `Err`, if nothing can match.
    pub(crate) fn filter(self) -> Result<Option<I>, FilterMatchesNothing> {
        match self {
            Self::Any => Ok(None),
            Self::One(id) => Ok(Some(id)),
            Self::Unknown => Err(FilterMatchesNothing),
        }
    }
}

/// The resource that a query names by its id or by its remote id, if it names one.
///
/// # Errors
///
/// [`Problem::BadRequest`], if both are given.
pub(crate) fn either_id<I>(
    reference: &Reference,
    id: Option<I>,
    remote_id: Option<Key>,
) -> Result<Option<IdOrRemoteId<I>>, Problem> {
    match (id, remote_id) {
        (Some(_), Some(_)) => {
            Err(Problem::BadRequest(format!("{} or {}, not both", reference.id, reference.remote_id).into()))
        }
        (id, remote_id) => Ok(id.map(IdOrRemoteId::Id).or(remote_id.map(IdOrRemoteId::RemoteId))),
    }
}

/// A filter names a resource that does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FilterMatchesNothing;
