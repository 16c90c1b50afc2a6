//! Keys that follow from what a request means, and what has become of what such a request has added.

use std::{fmt::Debug, future::Future, pin::Pin};

use entity::Scope;

use crate::problem::Problem;

/// The body of an answer as it would be now; `None` if what it is about is gone.
pub(crate) type Recalled<'s> = Pin<Box<dyn Future<Output = Result<Option<Vec<u8>>, Problem>> + 's>>;

/// Knows what a request adds.
pub(crate) trait Recall: Debug {
    /// The body of an answer to an earlier request, as it would be now.
    fn recall<'s>(&self, scope: &'s Scope, body: &'s [u8]) -> Recalled<'s>;
}

/// The key of a request that follows from what it means, so that other words for the same have the same key. It takes the
/// place of the header.
#[derive(Debug)]
pub(crate) struct MeantKey {
    pub(crate) text: String,
    pub(crate) added: Box<dyn Recall>,
}
