//! The signatures of Standard Webhooks 1.0. The service also signs its own webhooks with them.
//!
//! The signed content is `id.timestamp.body`. `v1` is HMAC-SHA256 with a secret that both sides know (`whsec_` and
//! base64 of 24 to 64 bytes); `v1a` is Ed25519, whose public key (`whpk_` and base64 of 32 bytes) is all that a
//! receiver gets. A secret key is `whsk_` and base64 of its 32 bytes, or of these and the public key.

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::Mac;

use super::{TIMESTAMP_TOLERANCE_SECS, check_timestamp, dedupe_key, from_base64, hmac, verify_with_any_secret};
use crate::{
    connector::{SignatureScope, VerifiedDelivery},
    delivery::Delivery,
    refusal::Refusal,
    secret::{InvalidSecret, Secret, Secrets},
};

/// The header with the id of an event, the same in each attempt.
pub const ID_HEADER: &str = "webhook-id";
/// The header with the time of the attempt, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
/// The header with the signatures, one for each key, with spaces between them.
pub const SIGNATURE_HEADER: &str = "webhook-signature";

/// The maximum number of signatures that are checked.
const MAX_SIGNATURES: usize = 10;

/// A key to sign or verify with.
enum WebhookKey {
    Symmetric(Vec<u8>),
    Public(Box<VerifyingKey>),
    Private(Box<SigningKey>),
}

impl WebhookKey {
    fn read(secret: &Secret) -> Result<Self, InvalidSecret> {
        let text = secret.reveal();
        let bytes = |text: &str| from_base64(text).ok_or_else(|| InvalidSecret("is not base64".to_owned()));
        if let Some(text) = text.strip_prefix("whpk_") {
            let key = bytes(text)?.try_into().map_err(|_| InvalidSecret("must be a key of 32 bytes".to_owned()))?;
            let key = VerifyingKey::from_bytes(&key).ok().filter(|key| !key.is_weak());
            return key
                .map(|key| Self::Public(Box::new(key)))
                .ok_or_else(|| InvalidSecret("is not a public key of Ed25519".to_owned()));
        }
        if let Some(text) = text.strip_prefix("whsk_") {
            return parse_signing_key(&bytes(text)?).map(|key| Self::Private(Box::new(key)));
        }
        let key = bytes(text.strip_prefix("whsec_").unwrap_or(text))?;
        match key.len() {
            24..=64 => Ok(Self::Symmetric(key)),
            length => Err(InvalidSecret(format!("must have 24 to 64 bytes, not {length}"))),
        }
    }

    /// Whether one of the signatures was made with this key.
    fn has_valid_signature(&self, signatures: &str, parts: &[&[u8]]) -> bool {
        signatures.split(' ').take(MAX_SIGNATURES).filter_map(|signature| signature.split_once(',')).any(
            |(version, text)| {
                let Some(tag) = from_base64(text) else { return false };
                match (self, version) {
                    (Self::Symmetric(key), "v1") => hmac(key, parts).verify_slice(&tag).is_ok(),
                    (Self::Public(key), "v1a") => is_signed(key, parts, &tag),
                    (Self::Private(key), "v1a") => is_signed(&key.verifying_key(), parts, &tag),
                    _ => false,
                }
            },
        )
    }
}

fn is_signed(key: &VerifyingKey, parts: &[&[u8]], tag: &[u8]) -> bool {
    Signature::from_slice(tag).is_ok_and(|tag| key.verify_strict(&parts.concat(), &tag).is_ok())
}

/// A secret key: its 32 bytes, or these and the public key that belongs to them.
fn parse_signing_key(bytes: &[u8]) -> Result<SigningKey, InvalidSecret> {
    let wrong = || InvalidSecret("is not a secret key of Ed25519".to_owned());
    if let Ok(pair) = bytes.try_into() {
        return SigningKey::from_keypair_bytes(pair).map_err(|_| wrong());
    }
    bytes.try_into().map(|seed| SigningKey::from_bytes(&seed)).map_err(|_| wrong())
}

/// The value of [`SIGNATURE_HEADER`] for a message, with a signature for each secret. A signature is of the version
/// `v1` or `v1a`, depending on the kind of the secret. There are several secrets while one replaces another.
///
/// # Errors
///
/// [`InvalidSecret`] if a secret is malformed, or is a public key, which can't sign.
///
/// ```
/// use connectors::{Secret, standard_webhooks::sign};
///
/// let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
/// let at = chrono::DateTime::from_timestamp(1_614_265_330, 0).unwrap();
/// let signature = sign([&secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, br#"{"test": 2432232314}"#)?;
/// assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
/// # Ok::<(), connectors::InvalidSecret>(())
/// ```
pub fn sign<'a>(
    secrets: impl IntoIterator<Item = &'a Secret>,
    id: &str,
    at: DateTime<Utc>,
    body: &[u8],
) -> Result<String, InvalidSecret> {
    let at = at.timestamp().to_string();
    let parts = signed_parts(id, &at, body);
    let signatures = secrets.into_iter().map(|secret| match WebhookKey::read(secret)? {
        WebhookKey::Symmetric(key) => {
            Ok(format!("v1,{}", BASE64_STANDARD.encode(hmac(&key, &parts).finalize().into_bytes())))
        }
        WebhookKey::Private(key) => Ok(format!("v1a,{}", BASE64_STANDARD.encode(key.sign(&parts.concat()).to_bytes()))),
        WebhookKey::Public(_) => Err(InvalidSecret("is a public key, which can't sign".to_owned())),
    });
    signatures.collect::<Result<Vec<_>, _>>().map(|signatures| signatures.join(" "))
}

/// The public key (`whpk_...`) of a secret key (`whsk_...`), with which receivers verify signatures.
///
/// # Errors
///
/// [`InvalidSecret`] if it is not a secret key.
pub fn public_key(secret: &Secret) -> Result<String, InvalidSecret> {
    match WebhookKey::read(secret)? {
        WebhookKey::Private(key) => Ok(format!("whpk_{}", BASE64_STANDARD.encode(key.verifying_key().to_bytes()))),
        WebhookKey::Public(_) | WebhookKey::Symmetric(_) => {
            Err(InvalidSecret("is not a secret key (whsk_)".to_owned()))
        }
    }
}

/// Checks that a secret has a form of Standard Webhooks.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn check_secret(secret: &Secret) -> Result<(), InvalidSecret> {
    WebhookKey::read(secret).map(drop)
}

/// Verifies that a delivery was signed with one of the secrets within the last five minutes.
pub(crate) fn verify(delivery: &Delivery<'_>, secrets: &Secrets) -> Result<VerifiedDelivery, Refusal> {
    let id = delivery.headers.required(ID_HEADER)?;
    let timestamp = delivery.headers.required(TIMESTAMP_HEADER)?;
    let signatures = delivery.headers.required(SIGNATURE_HEADER)?;
    // The specification allows only digits. The text is signed, not the number.
    let digits = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = timestamp.parse().ok().filter(|_| digits).ok_or(Refusal::Malformed(TIMESTAMP_HEADER))?;
    let parts = signed_parts(id, timestamp, delivery.body);
    let by_previous_secret =
        verify_with_any_secret(
            secrets,
            |secret| Ok(WebhookKey::read(secret)?.has_valid_signature(signatures, &parts)),
        )?;
    check_timestamp(seconds, delivery.received_at, TIMESTAMP_TOLERANCE_SECS)?;
    Ok(VerifiedDelivery {
        covers: SignatureScope::BodyAndTime,
        dedupe_key: dedupe_key("id", &[id.as_bytes()]),
        by_previous_secret,
    })
}

fn signed_parts<'a>(id: &'a str, timestamp: &'a str, body: &'a [u8]) -> [&'a [u8]; 5] {
    [id.as_bytes(), b".", timestamp.as_bytes(), b".", body]
}
