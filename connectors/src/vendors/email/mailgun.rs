//! Mailgun's routes.

use crate::{
    changes::Mail,
    connector::{SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    form::Form,
    refusal::{ReadError, Refusal},
    secret::Secrets,
    signing::{MAX_RETRY_AGE_SECS, check_timestamp, dedupe_key, from_hex, verify_hmac_with_any_secret},
};

/// Verifies the signature in hexadecimal digits. It covers only the time and a token.
pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let form = Form::read(delivery)?;
    let field = |name: &'static str| form.text(name)?.ok_or(Refusal::MissingField(name));
    let (timestamp, token) = (field("timestamp")?, field("token")?);
    let tag = from_hex(field("signature")?).ok_or(Refusal::Malformed("signature"))?;
    let seconds = timestamp.parse().map_err(|_| Refusal::Malformed("timestamp"))?;
    let by_previous_secret = verify_hmac_with_any_secret(secrets, &[timestamp.as_bytes(), token.as_bytes()], &tag)?;
    // Mailgun tries for eight hours. Whether it signs each attempt again is not documented.
    check_timestamp(seconds, delivery.received_at, MAX_RETRY_AGE_SECS)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::Time,
        dedupe_key: dedupe_key("token", &[token.as_bytes()]),
        by_previous_secret,
    })
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, ReadError> {
    let form = Form::read(delivery)?;
    let raw = form.field("body-mime")?.ok_or_else(|| {
        ReadError::new("", "the form has no body-mime: the address in Mailgun's route has to end in \"mime\"")
    })?;
    let text = |name| Ok::<_, ReadError>(form.text(name)?.map(str::to_owned));
    Ok(Mail { raw: raw.to_vec(), recipient: text("recipient")?, sender: text("sender")? })
}
