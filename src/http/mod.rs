//! What all endpoints share in reading requests and writing answers.

mod body;
mod etag;
mod form;
mod list;
mod middleware;
mod patch_schema;
mod query;
mod resource;
mod schemas;

pub use body::{BODY_LIMIT, Body, Checked, MergePatch, Unread, read};
pub use etag::{IfMatch, etag};
pub use form::Form;
pub use list::{Cursor, Limit, Listing, PageQuery, Place};
pub use middleware::{RequestId, finish};
pub(crate) use patch_schema::patch_schema;
pub use query::Query;
pub use resource::Resource;
pub(crate) use resource::{answer, object_of, resource, resource_schema};
pub use schemas::Schemas;
pub(crate) use schemas::located;
