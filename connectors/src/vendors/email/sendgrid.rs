//! SendGrid's Inbound Parse.

use p256::{
    ecdsa::{DerSignature, VerifyingKey, signature::hazmat::PrehashVerifier},
    pkcs8::DecodePublicKey,
};
use sha2::{Digest, Sha256};

use crate::{
    changes::Mail,
    connector::{Covers, Verified},
    delivery::Delivery,
    form::Form,
    json,
    refusal::{Refusal, Unreadable},
    secret::{InvalidSecret, Secret, Secrets},
    signing::{RETRIES, by_any, by_body, fresh, from_base64},
};

const SIGNATURE: &str = "X-Twilio-Email-Event-Webhook-Signature";
const TIMESTAMP: &str = "X-Twilio-Email-Event-Webhook-Timestamp";

/// The public key that SendGrid shows: base64, with the lines of PEM around it or not.
pub(super) fn key(secret: &Secret) -> Result<VerifyingKey, InvalidSecret> {
    let text: String = secret.reveal().lines().filter(|line| !line.starts_with("-----")).collect();
    let wrong = || InvalidSecret("is not the public key (P-256) that SendGrid shows".to_owned());
    let der = from_base64(&text.replace(char::is_whitespace, "")).ok_or_else(wrong)?;
    VerifyingKey::from_public_key_der(&der).map_err(|_| wrong())
}

/// ECDSA over the time and the body as it is sent.
pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<Verified, Refusal> {
    let tag = from_base64(delivery.headers.needed(SIGNATURE)?);
    let tag = tag.and_then(|tag| DerSignature::from_bytes(&tag).ok()).ok_or(Refusal::Malformed(SIGNATURE))?;
    let timestamp = delivery.headers.needed(TIMESTAMP)?;
    let seconds = timestamp.parse().map_err(|_| Refusal::Malformed(TIMESTAMP))?;
    let hash = Sha256::new().chain_update(timestamp).chain_update(delivery.body).finalize();
    let by_previous_secret = by_any(secrets, |secret| Ok(key(secret)?.verify_prehash(&hash, &tag).is_ok()))?;
    fresh(seconds, delivery.received_at, RETRIES)?;
    Ok(Verified { covers: Covers::BodyAndTime, dedupe_key: by_body(delivery.body), by_previous_secret })
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, Unreadable> {
    let form = Form::read(delivery)?;
    let raw = form.field("email")?.ok_or_else(|| {
        Unreadable::at("", "the form has no email: choose \"POST the raw, full MIME message\" in SendGrid")
    })?;
    let envelope = form.field("envelope")?.and_then(|text| json::parse(text).ok());
    let text = |pointer| Some(envelope.as_ref()?.pointer(pointer)?.as_str()?.to_owned());
    Ok(Mail { raw: raw.to_vec(), recipient: text("/to/0"), sender: text("/from") })
}
