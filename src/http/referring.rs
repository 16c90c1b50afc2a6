//! Bodies that may name other resources by the client's own ids: `candidate_remote_id` instead of `candidate_id`.
//!
//! A body that names ids only is read as any other. Otherwise the remote ids are looked up, a statement for each type
//! of resource, and replaced by ids before the body is read.

mod body;
mod lookup;
mod many;
mod query;
mod reference;

pub use body::ReferringBody;
pub(super) use lookup::replace;
pub(crate) use many::RemoteIds;
pub(crate) use query::{NamedInQuery, ReferencesMustExist, either_id};
pub use reference::{Reference, Referring, RemoteIdFields};
