//! Required facts that are missing from a delivery.

use std::borrow::Cow;

use planning::Key;
use serde::Serialize;

use super::Resource;

/// A required fact that is neither in the delivery nor among the connection's defaults.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct MissingRequirement {
    /// The resource that needs it.
    pub resource: Resource,
    /// Its remote id; `None` if the delivery doesn't name it.
    pub remote_id: Option<Key>,
    /// The application that the resource belongs to, if the delivery names it. `None` for an application itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_remote_id: Option<Key>,
    /// The fact, as a pointer into the resource (RFC 6901). Empty if the whole resource is missing.
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
    /// Only if the resource is not stored yet.
    ToCreate,
    /// Always: the delivery announces a change without its value.
    ToApply,
}
