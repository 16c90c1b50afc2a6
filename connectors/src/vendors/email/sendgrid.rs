//! SendGrid's Inbound Parse.

use p256::{
    ecdsa::{DerSignature, VerifyingKey, signature::hazmat::PrehashVerifier},
    pkcs8::DecodePublicKey,
};
use sha2::{Digest, Sha256};

use crate::{
    changes::Mail,
    connector::{SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    form::Form,
    json,
    refusal::{ReadError, Refusal},
    secret::{InvalidSecret, Secret, Secrets},
    signing::{MAX_RETRY_AGE_SECS, check_timestamp, dedupe_key_of_body, from_base64, verify_with_any_secret},
};

const SIGNATURE_HEADER: &str = "X-Twilio-Email-Event-Webhook-Signature";
const TIMESTAMP_HEADER: &str = "X-Twilio-Email-Event-Webhook-Timestamp";

/// The public key that SendGrid shows: base64, with the lines of PEM around it or not.
pub(super) fn public_key(secret: &Secret) -> Result<VerifyingKey, InvalidSecret> {
    let text: String = secret.reveal().lines().filter(|line| !line.starts_with("-----")).collect();
    let wrong = || InvalidSecret("is not the public key (P-256) that SendGrid shows".to_owned());
    let der = from_base64(&text.replace(char::is_whitespace, "")).ok_or_else(wrong)?;
    VerifyingKey::from_public_key_der(&der).map_err(|_| wrong())
}

/// Verifies the ECDSA signature over the time and the body as it was sent.
pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let tag = from_base64(delivery.headers.required(SIGNATURE_HEADER)?);
    let tag = tag.and_then(|tag| DerSignature::from_bytes(&tag).ok()).ok_or(Refusal::Malformed(SIGNATURE_HEADER))?;
    let timestamp = delivery.headers.required(TIMESTAMP_HEADER)?;
    let seconds = timestamp.parse().map_err(|_| Refusal::Malformed(TIMESTAMP_HEADER))?;
    let hash = Sha256::new().chain_update(timestamp).chain_update(delivery.body).finalize();
    let by_previous_secret =
        verify_with_any_secret(secrets, |secret| Ok(public_key(secret)?.verify_prehash(&hash, &tag).is_ok()))?;
    check_timestamp(seconds, delivery.received_at, MAX_RETRY_AGE_SECS)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::BodyAndTime,
        dedupe_key: dedupe_key_of_body(delivery.body),
        by_previous_secret,
    })
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, ReadError> {
    let form = Form::read(delivery)?;
    let raw = form.field("email")?.ok_or_else(|| {
        ReadError::new("", "the form has no email: choose \"POST the raw, full MIME message\" in SendGrid")
    })?;
    let envelope = form.field("envelope")?.and_then(|text| json::parse(text).ok());
    let text = |pointer| Some(envelope.as_ref()?.pointer(pointer)?.as_str()?.to_owned());
    Ok(Mail { raw: raw.to_vec(), recipient: text("/to/0"), sender: text("/from") })
}
