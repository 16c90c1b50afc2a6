//! The table of kinds of connections.

use crate::{connector::Connector, vendors};

/// 1 MiB. The events of tracking systems are a few kilobytes long.
pub(crate) const EVENT_LIMIT: usize = 1 << 20;

/// 32 MiB, which is a mail of 25 MB in base64.
pub(crate) const MAIL_LIMIT: usize = 32 << 20;

/// All kinds. A new kind needs a line here and in `vendors.rs`, and a file of its own.
const KINDS: &[Kind] = &[
    vendors::greenhouse::KIND,
    vendors::lever::KIND,
    vendors::ashby::KIND,
    vendors::merge::KIND,
    vendors::smartrecruiters::KIND,
    vendors::workable::KIND,
    vendors::recruitee::KIND,
    vendors::breezy::KIND,
    vendors::teamtailor::KIND,
    vendors::standard_webhooks::KIND,
    vendors::email::KIND,
];

/// A kind of connection. `docs/connections/` has a page about each, named by its key.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name in the API, and the prefix of its remote ids if no other is set.
    pub key: &'static str,
    /// The name that its vendor uses.
    pub name: &'static str,
    /// The content that it delivers, as a sentence.
    pub carries: &'static str,
    /// Its signature, as a sentence.
    pub signature: &'static str,
    /// Its signature schemes, of which a connection can choose one. The default is the first. Empty if there is only
    /// one.
    pub schemes: &'static [&'static str],
    /// The headers that have to be stored with the body, since [`Connector::map`] needs them.
    pub headers: &'static [&'static str],
    /// The largest body, in bytes.
    pub body_limit: usize,
    /// Whether it needs a secret to be active.
    pub needs_secret: bool,
    /// Verifies, recognises and maps its deliveries.
    pub connector: &'static dyn Connector,
}

impl Kind {
    /// Whether connections of this kind can use this signature scheme.
    #[must_use]
    pub fn supports_scheme(&self, scheme: Option<&str>) -> bool {
        scheme.is_none_or(|scheme| self.schemes.contains(&scheme))
    }
}

/// All kinds.
#[must_use]
pub const fn kinds() -> &'static [Kind] {
    KINDS
}

/// The kind with this key.
#[must_use]
pub fn kind(key: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.key == key)
}
