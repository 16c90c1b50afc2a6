//! The table of kinds of connections.

use crate::{connector::Connector, vendors};

/// 1 MiB: the events of tracking systems are a few kilobytes long.
const EVENT: usize = 1 << 20;

/// 32 MiB: a mail of 25 MB, in base64.
const MAIL: usize = 32 << 20;

/// A kind of connection.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The word for it in the API, and what stands before its remote ids if nothing else is set.
    pub key: &'static str,
    /// What its makers call it.
    pub name: &'static str,
    /// What it carries.
    pub carries: &'static str,
    /// How it is signed.
    pub signature: &'static str,
    /// Its ways to sign, of which a connection can choose one; the first, if it doesn't. Empty, if there is only one.
    pub schemes: &'static [&'static str],
    /// The headers that have to be stored with the body, since [`Connector::map`] needs them.
    pub headers: &'static [&'static str],
    /// The largest body, in bytes.
    pub body_limit: usize,
    /// Whether it needs a secret to be active.
    pub needs_secret: bool,
    /// The page about it in the documentation.
    pub page: &'static str,
    /// What verifies, recognises and maps it.
    pub connector: &'static dyn Connector,
}

/// All kinds. A new one is a line here and a file of its own.
#[must_use]
#[rustfmt::skip]
pub fn kinds() -> &'static [Kind] {
    &[
        Kind { key: "greenhouse", name: "Greenhouse Recruiting", carries: "stages, rejections, hires, offers, interviews called off; no times of interviews", signature: "Signature: sha256, hex, over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "greenhouse.md", connector: &vendors::greenhouse::Greenhouse },
        Kind { key: "lever", name: "Lever", carries: "that something changed: ids, no facts", signature: "in the body, over its token and time alone", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "lever.md", connector: &vendors::lever::Lever },
        Kind { key: "ashby", name: "Ashby", carries: "interviews with times and interviewers, stages, rejections, hires, offers", signature: "Ashby-Signature: sha256, hex, over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "ashby.md", connector: &vendors::ashby::Ashby },
        Kind { key: "merge", name: "Merge", carries: "interviews with times, applications, candidates, by ids", signature: "X-Merge-Webhook-Signature: base64url over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "merge.md", connector: &vendors::merge::Merge },
        Kind { key: "smartrecruiters", name: "SmartRecruiters", carries: "that something changed: ids, no facts", signature: "smartrecruiters-signature: hex over body, time and event", schemes: &[], headers: vendors::smartrecruiters::HEADERS, body_limit: EVENT, needs_secret: true, page: "smartrecruiters.md", connector: &vendors::smartrecruiters::SmartRecruiters },
        Kind { key: "workable", name: "Workable", carries: "stages, disqualifications", signature: "X-Workable-Signature: hex or base64 over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "workable.md", connector: &vendors::workable::Workable },
        Kind { key: "recruitee", name: "Recruitee", carries: "stages, disqualifications", signature: "X-Recruitee-Signature: hex over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "recruitee.md", connector: &vendors::recruitee::Recruitee },
        Kind { key: "breezy", name: "Breezy HR", carries: "stages, disqualifications", signature: "X-Hook-Signature: hex over the body", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "breezy.md", connector: &vendors::breezy::Breezy },
        Kind { key: "teamtailor", name: "Teamtailor", carries: "applications, rejections, hires", signature: "one of three schemes", schemes: vendors::teamtailor::SCHEMES, headers: &[], body_limit: EVENT, needs_secret: true, page: "teamtailor.md", connector: &vendors::teamtailor::Teamtailor },
        Kind { key: "standard_webhooks", name: "Standard Webhooks", carries: "candidates, applications, contacts, interviews, communications, in our own schema", signature: "Standard Webhooks 1.0, v1 or v1a", schemes: &[], headers: &[], body_limit: EVENT, needs_secret: true, page: "standard_webhooks.md", connector: &vendors::standard_webhooks::StandardWebhooks },
        Kind { key: "email", name: "E-mail", carries: "mails", signature: "by the provider", schemes: vendors::email::SCHEMES, headers: vendors::email::HEADERS, body_limit: MAIL, needs_secret: true, page: "email.md", connector: &vendors::email::Email },
    ]
}

/// The kind with this key.
#[must_use]
pub fn kind(key: &str) -> Option<&'static Kind> {
    kinds().iter().find(|kind| kind.key == key)
}
