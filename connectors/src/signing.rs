//! Signature schemes that several vendors share.

pub mod standard_webhooks;

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    prelude::BASE64_URL_SAFE_NO_PAD,
};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    refusal::Refusal,
    secret::{Secret, Secrets},
};

/// The maximum difference between a timestamp and the time of receipt, in seconds, if each attempt to deliver is signed
/// again.
pub(crate) const TIMESTAMP_TOLERANCE_SECS: i64 = 300;

/// The maximum age of a timestamp, in seconds, if it isn't known whether each attempt to deliver is signed again.
/// Repeated deliveries are recognised by their keys.
pub(crate) const MAX_RETRY_AGE_SECS: i64 = 3 * 86_400;

const LENIENT_PADDING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Reads base64 in either alphabet (RFC 4648, sections 4 and 5), with padding or without.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let alphabet = if text.contains(['-', '_']) { alphabet::URL_SAFE } else { alphabet::STANDARD };
    GeneralPurpose::new(&alphabet, LENIENT_PADDING).decode(text).ok()
}

/// Reads hexadecimal digits in either case.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// HMAC-SHA256 (RFC 2104) over the parts, one after the other.
pub(crate) fn hmac(key: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac
}

/// Verifies a signature with each secret. Returns whether it was made with the previous secret.
pub(crate) fn verify_with_any_secret(
    secrets: &Secrets,
    signed: impl Fn(&Secret) -> Result<bool, Refusal>,
) -> Result<bool, Refusal> {
    if secrets.is_empty() {
        return Err(Refusal::NoSecret);
    }
    let mut unusable = None;
    for (index, secret) in secrets.iter().enumerate() {
        match signed(secret) {
            Ok(true) => return Ok(index > 0),
            Ok(false) => {}
            Err(refusal) => unusable = Some(refusal),
        }
    }
    Err(unusable.unwrap_or(Refusal::WrongSignature))
}

/// Verifies a tag by HMAC-SHA256 over the parts, with each secret. Returns whether it was the previous secret.
pub(crate) fn verify_hmac_with_any_secret(secrets: &Secrets, parts: &[&[u8]], tag: &[u8]) -> Result<bool, Refusal> {
    verify_with_any_secret(secrets, |secret| Ok(hmac(secret.reveal().as_bytes(), parts).verify_slice(tag).is_ok()))
}

/// Checks that a Unix time is at most `max_age` seconds before the receipt, and not too far after it.
pub(crate) fn check_timestamp(seconds: i64, received_at: DateTime<Utc>, max_age: i64) -> Result<(), Refusal> {
    let age = received_at.timestamp().saturating_sub(seconds);
    if age > max_age || age < -TIMESTAMP_TOLERANCE_SECS { Err(Refusal::Stale(age)) } else { Ok(()) }
}

/// A deduplication key. Keys are equal only if all parts are.
pub(crate) fn dedupe_key(kind: &'static str, parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    format!("{kind}:{}", BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()))
}

/// A deduplication key made from the body, for events without an id.
pub(crate) fn dedupe_key_of_body(body: &[u8]) -> String {
    dedupe_key("body", &[body])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_are_read_in_either_case() {
        assert_eq!(from_hex("00fFA1"), Some(vec![0, 255, 161]));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("zz"), None);
        assert_eq!(from_hex("é0"), None);
    }

    #[test]
    fn base64_is_read_in_either_alphabet() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(from_base64(text), Some(vec![251, 255]), "{text}");
        }
        assert_eq!(from_base64("+_8="), None);
        assert_eq!(from_base64("a"), None);
    }

    #[test]
    fn hmac_matches_rfc_4231() {
        // RFC 4231, section 4.3.
        let tag = from_hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843").unwrap();
        assert!(hmac(b"Jefe", &[b"what do ya want ", b"for nothing?"]).verify_slice(&tag).is_ok());
        assert!(hmac(b"Jefe", &[b"what do ya want ", b"for nothing!"]).verify_slice(&tag).is_err());
        assert!(hmac(b"Jefe", &[b"what do ya want ", b"for nothing?"]).verify_slice(&tag[..31]).is_err());
    }

    #[test]
    fn dedupe_keys_depend_on_part_boundaries() {
        assert_ne!(dedupe_key("event", &[b"ab", b"c"]), dedupe_key("event", &[b"a", b"bc"]));
        assert_eq!(dedupe_key("event", &[b"a"]), dedupe_key("event", &[b"a"]));
        assert!(dedupe_key("event", &[b"a"]).len() <= 50);
    }
}
