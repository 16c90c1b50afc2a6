//! Postmark's inbound webhooks. They are not signed: a name and a password are part of the address.

use serde_json::Value;

use crate::{
    changes::Mail,
    connector::{Covers, Verified},
    delivery::Delivery,
    json,
    refusal::{Refusal, Unreadable},
    secret::{InvalidSecret, Secret, Secrets},
    signing::{by_any, by_body, dedupe_key, from_base64},
};

const AUTHORIZATION: &str = "Authorization";

pub(super) fn check(secret: &Secret) -> Result<(), InvalidSecret> {
    secret.has_good_length()?;
    let pair = secret.reveal().split_once(':').filter(|(name, password)| !name.is_empty() && password.len() >= 16);
    pair.map(drop)
        .ok_or_else(|| InvalidSecret("must be name:password, with a password of at least 16 characters".to_owned()))
}

pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<Verified, Refusal> {
    let header = delivery.headers.needed(AUTHORIZATION)?;
    let (scheme, credentials) = header.split_once(' ').ok_or(Refusal::Malformed(AUTHORIZATION))?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(Refusal::Malformed(AUTHORIZATION));
    }
    let presented = from_base64(credentials.trim()).ok_or(Refusal::Malformed(AUTHORIZATION))?;
    let by_previous_secret = by_any(secrets, |secret| Ok(secret.is(&presented)))?;
    // Its MessageID is Postmark's own, the same in each attempt.
    let body = json::parse(delivery.body).ok();
    let id = body.as_ref().and_then(|body| body.get("MessageID")?.as_str()).filter(|id| !id.is_empty());
    let dedupe_key = id.map_or_else(|| by_body(delivery.body), |id| dedupe_key("id", &[id.as_bytes()]));
    Ok(Verified { covers: Covers::Sender, dedupe_key, by_previous_secret })
}

pub(super) fn record_type(delivery: &Delivery<'_>) -> Result<Option<String>, Unreadable> {
    let body = json::parse(delivery.body)?;
    Ok(body.get("RecordType").and_then(Value::as_str).map(str::to_owned))
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, Unreadable> {
    let mut body = json::parse(delivery.body)?;
    let recipient = body.get("OriginalRecipient").and_then(Value::as_str).map(str::to_owned);
    match body.get_mut("RawEmail").map(Value::take) {
        Some(Value::String(raw)) => Ok(Mail { raw: raw.into_bytes(), recipient, sender: None }),
        _ => Err(Unreadable::at(
            "/RawEmail",
            "is not there: choose \"Include raw email content in JSON payload\" in Postmark",
        )),
    }
}
