//! Mailgun's routes.

use crate::{
    changes::Mail,
    connector::{Covers, Verified},
    delivery::Delivery,
    form::Form,
    refusal::{Refusal, Unreadable},
    secret::Secrets,
    signing::{RETRIES, dedupe_key, fresh, from_hex, hmac_by_any},
};

/// Hexadecimal digits over the time and a token, which is all that the signature covers.
pub(super) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<Verified, Refusal> {
    let form = Form::read(delivery)?;
    let field = |name: &'static str| form.text(name)?.ok_or(Refusal::Absent(name));
    let (timestamp, token) = (field("timestamp")?, field("token")?);
    let tag = from_hex(field("signature")?).ok_or(Refusal::Malformed("signature"))?;
    let seconds = timestamp.parse().map_err(|_| Refusal::Malformed("timestamp"))?;
    let by_previous_secret = hmac_by_any(secrets, &[timestamp.as_bytes(), token.as_bytes()], &tag)?;
    // It tries for eight hours, and doesn't say whether it signs each attempt again.
    fresh(seconds, delivery.received_at, RETRIES)?;
    Ok(Verified { covers: Covers::Time, dedupe_key: dedupe_key("token", &[token.as_bytes()]), by_previous_secret })
}

pub(super) fn mail(delivery: &Delivery<'_>) -> Result<Mail, Unreadable> {
    let form = Form::read(delivery)?;
    let raw = form.field("body-mime")?.ok_or_else(|| {
        Unreadable::at("", "the form has no body-mime: the address in Mailgun's route has to end in \"mime\"")
    })?;
    let text = |name| Ok::<_, Unreadable>(form.text(name)?.map(str::to_owned));
    Ok(Mail { raw: raw.to_vec(), recipient: text("recipient")?, sender: text("sender")? })
}
