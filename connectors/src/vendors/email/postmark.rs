//! Postmark's inbound webhooks. They are not signed: a name and a password are part of the address.

use serde_json::Value;

use crate::{
    changes::Mail,
    connector::{SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    json,
    refusal::{ReadError, Refusal},
    secret::{InvalidSecret, Secret, Secrets},
    signing::{dedupe_key, dedupe_key_of_body, from_base64, verify_with_any_secret},
};

const AUTHORIZATION_HEADER: &str = "Authorization";

pub(super) fn check_secret(secret: &Secret) -> Result<(), InvalidSecret> {
    secret.check_length()?;
    let pair = secret.reveal().split_once(':').filter(|(name, password)| !name.is_empty() && password.len() >= 16);
    pair.map(drop)
        .ok_or_else(|| InvalidSecret("must be name:password, with a password of at least 16 characters".to_owned()))
}

pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let header = delivery.headers.required(AUTHORIZATION_HEADER)?;
    let (scheme, credentials) = header.split_once(' ').ok_or(Refusal::Malformed(AUTHORIZATION_HEADER))?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(Refusal::Malformed(AUTHORIZATION_HEADER));
    }
    let presented = from_base64(credentials.trim()).ok_or(Refusal::Malformed(AUTHORIZATION_HEADER))?;
    let by_previous_secret = verify_with_any_secret(secrets, |secret| Ok(secret.equals(&presented)))?;
    // Postmark's own MessageID is the same in each attempt.
    let body = json::parse(delivery.body).ok();
    let id = body.as_ref().and_then(|body| body.get("MessageID")?.as_str()).filter(|id| !id.is_empty());
    let dedupe_key = id.map_or_else(|| dedupe_key_of_body(delivery.body), |id| dedupe_key("id", &[id.as_bytes()]));
    Ok(VerifiedDelivery { covers: SignatureScope::Sender, dedupe_key, by_previous_secret })
}

pub(super) fn record_type(delivery: &Delivery<'_>) -> Result<Option<String>, ReadError> {
    let body = json::parse(delivery.body)?;
    Ok(body.get("RecordType").and_then(Value::as_str).map(str::to_owned))
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, ReadError> {
    let mut body = json::parse(delivery.body)?;
    let recipient = body.get("OriginalRecipient").and_then(Value::as_str).map(str::to_owned);
    match body.get_mut("RawEmail").map(Value::take) {
        Some(Value::String(raw)) => Ok(Mail { raw: raw.into_bytes(), recipient, sender: None }),
        _ => Err(ReadError::new(
            "/RawEmail",
            "is not there: choose \"Include raw email content in JSON payload\" in Postmark",
        )),
    }
}
