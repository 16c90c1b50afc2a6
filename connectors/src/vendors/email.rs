//! Mail, from the provider that received it: `docs/connections/email.md`.

mod mailgun;
mod postmark;
mod sendgrid;

use super::{ignored_event, recognised_event};
use crate::{
    changes::{DeliveryContent, Mail},
    connector::{Connector, DeliveryKind, VerifiedDelivery},
    delivery::Delivery,
    json,
    kinds::{Kind, MAIL_LIMIT},
    refusal::{ReadError, Refusal},
    secret::{InvalidSecret, Secret, Secrets},
    settings::Settings,
    signing::standard_webhooks,
};

/// The headers that [`Connector::map`] needs.
const STORED_HEADERS: &[&str] = &["content-type"];

/// The signature schemes: Standard Webhooks, and those of three mail providers.
const SCHEMES: &[&str] = &["standard_webhooks", "mailgun", "sendgrid", "postmark"];

/// Mail, from the provider that received it.
pub(crate) const KIND: Kind = Kind {
    key: "email",
    name: "E-mail",
    carries: "mails",
    signature: "by the provider",
    schemes: SCHEMES,
    headers: STORED_HEADERS,
    body_limit: MAIL_LIMIT,
    needs_secret: true,
    connector: &Email,
};

#[derive(Debug)]
struct Email;

#[derive(Clone, Copy, Debug)]
enum Provider {
    StandardWebhooks,
    Mailgun,
    SendGrid,
    Postmark,
}

impl Provider {
    fn from_settings(settings: &Settings) -> Self {
        match settings.scheme.as_deref() {
            Some("mailgun") => Self::Mailgun,
            Some("sendgrid") => Self::SendGrid,
            Some("postmark") => Self::Postmark,
            _ => Self::StandardWebhooks,
        }
    }
}

impl Connector for Email {
    fn verify(
        &self,
        delivery: &Delivery<'_>,
        secrets: &Secrets,
        settings: &Settings,
    ) -> Result<VerifiedDelivery, Refusal> {
        match Provider::from_settings(settings) {
            Provider::StandardWebhooks => standard_webhooks::verify(delivery, secrets),
            Provider::Mailgun => mailgun::verify(delivery, secrets),
            Provider::SendGrid => sendgrid::verify(delivery, secrets),
            Provider::Postmark => postmark::verify(delivery, secrets),
        }
    }

    fn recognise(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryKind, ReadError> {
        Ok(match Provider::from_settings(settings) {
            Provider::StandardWebhooks if is_ping(delivery) => DeliveryKind::Ping,
            Provider::Postmark => match postmark::record_type(delivery)?.as_deref() {
                None | Some("Inbound") => recognised_event("mail"),
                Some(other) => ignored_event(other, "is no mail that came in"),
            },
            _ => recognised_event("mail"),
        })
    }

    fn map(&self, delivery: &Delivery<'_>, settings: &Settings) -> Result<DeliveryContent, ReadError> {
        let mail = match Provider::from_settings(settings) {
            Provider::StandardWebhooks => Mail { raw: delivery.body.to_vec(), recipient: None, sender: None },
            Provider::Mailgun => mailgun::mail(delivery)?,
            Provider::SendGrid => sendgrid::mail(delivery)?,
            Provider::Postmark => postmark::mail(delivery)?,
        };
        if mail.raw.is_empty() {
            return Err(ReadError::new("", "the mail is empty"));
        }
        Ok(DeliveryContent::Mail(mail))
    }

    fn check_secret(&self, secret: &Secret, settings: &Settings) -> Result<(), InvalidSecret> {
        match Provider::from_settings(settings) {
            Provider::StandardWebhooks => standard_webhooks::check_secret(secret),
            Provider::Mailgun => secret.check_length(),
            Provider::SendGrid => sendgrid::public_key(secret).map(drop),
            Provider::Postmark => postmark::check_secret(secret),
        }
    }
}

/// Whether it is a test request, sent by hand after setting up the Cloudflare Worker that forwards mails.
fn is_ping(delivery: &Delivery<'_>) -> bool {
    let is_json = delivery.headers.get_single("content-type").ok().flatten().is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
    });
    let body = if is_json { json::parse(delivery.body).ok() } else { None };
    body.is_some_and(|body| body.get("type").and_then(serde_json::Value::as_str) == Some("ping"))
}
