//! Idempotency keys that are derived from a request's meaning, and whether the resource that such a request created
//! still exists.

use entity::{Application, Communication, Contact, Interview, Record, Result, Scope, StoredAnswer};
use serde::Deserialize;
use uuid::Uuid;

/// The kind of resource that a request creates.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum CreatedResource {
    Application,
    Contact,
    Interview,
    Communication,
}

/// An idempotency key that is derived from the meaning of a request: equivalent requests have the same key. It replaces
/// the header.
#[derive(Clone, Debug)]
pub(crate) struct DerivedKey {
    pub(crate) text: String,
    pub(crate) added: CreatedResource,
}

#[derive(Deserialize)]
struct CreatedId {
    id: Uuid,
}

impl CreatedResource {
    /// Whether the resource that a stored response has created was deleted since.
    pub(super) async fn is_gone(self, scope: &Scope, answer: &StoredAnswer) -> Result<bool> {
        let body = answer.body.as_deref().unwrap_or_default();
        let Ok(CreatedId { id }) = serde_json::from_slice(body) else { return Ok(false) };
        match self {
            Self::Application => is_gone::<Application>(scope, id.into()).await,
            Self::Contact => is_gone::<Contact>(scope, id.into()).await,
            Self::Interview => is_gone::<Interview>(scope, id.into()).await,
            Self::Communication => is_gone::<Communication>(scope, id.into()).await,
        }
    }
}

async fn is_gone<R: Record>(scope: &Scope, id: R::Id) -> Result<bool> {
    Ok(scope.get::<R>(id).await?.is_none())
}
