//! What all endpoints share in reading requests and writing answers.

mod body;
mod client_address;
mod etag;
mod form;
mod json;
mod keyed;
mod list;
mod middleware;
mod of_application;
mod patch_schema;
mod payload;
mod precondition;
mod query;
mod remote_id;
mod resource;
mod schemas;
mod strict;

pub use body::{BODY_LIMIT, Body, Checked, MergePatch, OptionalBody, Unread, read};
pub use client_address::TrustedProxies;
pub use etag::{IfMatch, etag};
pub use form::Form;
pub(crate) use json::json;
pub use keyed::{Available, Keyed};
pub(crate) use keyed::{built_in_first, key_tag, key_violation};
pub use list::{Cursor, Limit, Listing, PageQuery, Place, RemotePageQuery};
pub use middleware::{RequestId, finish};
pub use of_application::OfApplication;
pub(crate) use patch_schema::patch_schema;
pub use precondition::Precondition;
pub use query::Query;
pub use remote_id::RemoteId;
pub(crate) use remote_id::{Attempt, Put, persistently, put};
pub use resource::{Creatable, Resource};
pub(crate) use resource::{answer, object_of, resource, resource_schema};
pub use schemas::Schemas;
pub(crate) use schemas::{located, unknown_field};
