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
    connector::{DeliveryKind, SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    json,
    refusal::{ReadError, Refusal},
    secret::Secrets,
    signing::{dedupe_key_of_body, from_hex, verify_hmac_with_any_secret},
};

/// Verifies an HMAC tag over the whole body. The deduplication key is made from the body.
fn verify_body_hmac(delivery: &Delivery<'_>, secrets: &Secrets, tag: &[u8]) -> Result<VerifiedDelivery, Refusal> {
    let by_previous_secret = verify_hmac_with_any_secret(secrets, &[delivery.body], tag)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::Body,
        dedupe_key: dedupe_key_of_body(delivery.body),
        by_previous_secret,
    })
}

/// Verifies a header with the hexadecimal HMAC tag over the whole body.
fn verify_hex_body_hmac(
    delivery: &Delivery<'_>,
    secrets: &Secrets,
    header: &'static str,
) -> Result<VerifiedDelivery, Refusal> {
    let tag = from_hex(delivery.headers.required(header)?).ok_or(Refusal::Malformed(header))?;
    verify_body_hmac(delivery, secrets, &tag)
}

/// The name of an event at a place of the body.
fn event_name(delivery: &Delivery<'_>, pointer: &'static str) -> Result<String, ReadError> {
    let body = json::parse(delivery.body)?;
    let name = body.pointer(pointer).and_then(serde_json::Value::as_str).filter(|name| !name.is_empty());
    name.map(str::to_owned).ok_or_else(|| ReadError::new(pointer, "has to be the name of the event"))
}

fn recognised_event(name: &str) -> DeliveryKind {
    DeliveryKind::Event { name: name.to_owned() }
}

fn ignored_event(name: &str, why: impl Into<Cow<'static, str>>) -> DeliveryKind {
    DeliveryKind::Ignored { name: Some(name.to_owned()), why: why.into() }
}

/// Why an event that is not about applications is ignored.
const NOT_ABOUT_APPLICATIONS: &str = "nothing follows from events of this kind";
