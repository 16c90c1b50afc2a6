//! An adapter for each vendor.

pub(crate) mod ashby;
pub(crate) mod breezy;
pub(crate) mod email;
pub(crate) mod greenhouse;
pub(crate) mod lever;
pub(crate) mod merge;
pub(crate) mod recruitee;
pub(crate) mod smartrecruiters;
pub(crate) mod standard_webhooks;
pub(crate) mod teamtailor;
pub(crate) mod workable;

use std::borrow::Cow;

use crate::{
    connector::{Covers, Recognised, Verified},
    delivery::Delivery,
    json,
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    signing::{by_body, from_hex, hmac_by_any},
};

/// Verifies a tag over the whole body, which is all that there is to deduplicate by.
fn body_signed(delivery: &Delivery<'_>, secrets: &Secrets, tag: &[u8]) -> Result<Verified, Refusal> {
    let by_previous_secret = hmac_by_any(secrets, &[delivery.body], tag)?;
    Ok(Verified { covers: Covers::Body, dedupe_key: by_body(delivery.body), by_previous_secret })
}

/// Verifies a header that is nothing but the hexadecimal tag over the whole body.
fn body_signed_in_hex(delivery: &Delivery<'_>, secrets: &Secrets, header: &'static str) -> Result<Verified, Refusal> {
    let tag = from_hex(delivery.headers.needed(header)?).ok_or(Refusal::Malformed(header))?;
    body_signed(delivery, secrets, &tag)
}

/// The name of an event at a place of the body.
fn event_name(delivery: &Delivery<'_>, pointer: &'static str) -> Result<String, Unreadable> {
    let body = json::parse(delivery.body)?;
    let name = body.pointer(pointer).and_then(serde_json::Value::as_str).filter(|name| !name.is_empty());
    name.map(str::to_owned).ok_or_else(|| Unreadable::at(pointer, "has to be the name of the event"))
}

fn event(name: &str) -> Recognised {
    Recognised::Event { name: name.to_owned() }
}

fn ignored(name: &str, why: impl Into<Cow<'static, str>>) -> Recognised {
    Recognised::Ignored { name: Some(name.to_owned()), why: why.into() }
}

/// Why an event is ignored that is not about applications.
const OF_NO_INTEREST: &str = "nothing follows from events of this kind";
