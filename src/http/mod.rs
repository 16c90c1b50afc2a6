//! What all endpoints share in reading requests and writing answers.

mod body;
mod etag;
mod form;
mod keyed;
mod list;
mod middleware;
mod query;
mod resource;
mod schemas;

pub use body::{BODY_LIMIT, Body, Checked, MergePatch, OptionalBody, Unread, read};
pub use etag::{IfMatch, etag};
pub use form::Form;
pub use keyed::{Available, Keyed};
pub(crate) use keyed::{built_in_first, key_tag, key_violation};
pub use list::{Cursor, Limit, Listing, PageQuery, Place};
pub use middleware::{RequestId, finish};
pub use query::Query;
pub use resource::Resource;
pub(crate) use resource::{answer, object_of, patch_schema, resource, resource_schema};
pub use schemas::Schemas;
pub(crate) use schemas::located;
