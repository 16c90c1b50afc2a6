//! Idempotency keys that are derived from a request's meaning, and whether the resource that such a request created
//! still exists.

use std::{fmt::Debug, future::Future, pin::Pin};

use entity::Scope;

use crate::problem::Problem;

/// The body of an answer as it would be now. `None` if its resource was deleted.
pub(crate) type CurrentAnswer<'s> = Pin<Box<dyn Future<Output = Result<Option<Vec<u8>>, Problem>> + 's>>;

/// Looks up the resource that an earlier request has added.
pub(crate) trait RecallAnswer: Debug {
    /// The body of an answer to an earlier request, as it would be now.
    fn recall<'s>(&self, scope: &'s Scope, body: &'s [u8]) -> CurrentAnswer<'s>;
}

/// An idempotency key that is derived from the meaning of a request. Requests with the same meaning have the same key.
/// It replaces the header.
#[derive(Debug)]
pub(crate) struct DerivedKey {
    pub(crate) text: String,
    pub(crate) added: Box<dyn RecallAnswer>,
}
