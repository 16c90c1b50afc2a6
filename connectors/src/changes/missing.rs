//! Required facts that are missing.

use std::borrow::Cow;

use planning::Key;
use serde::Serialize;

use super::Resource;

/// A fact that is needed and neither in the delivery nor among the connection's defaults.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Missing {
    /// The resource that needs it.
    pub resource: Resource,
    /// Its remote id; `None` if the delivery doesn't name it.
    pub remote_id: Option<Key>,
    /// The application that it belongs to, if it is no application and the delivery names that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_remote_id: Option<Key>,
    /// The fact, as a pointer into the resource (RFC 6901); empty, if it is the resource as a whole.
    pub pointer: Cow<'static, str>,
    /// When it is needed.
    pub needed: Needed,
    /// Why it is missing, if the reason is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Cow<'static, str>>,
}

/// When a fact is needed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// Only if the resource is not stored yet: of one that is, nothing is missing.
    ToCreate,
    /// Always: the delivery announces a change without its value.
    ToApply,
}
