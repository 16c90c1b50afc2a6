//! The Ed25519 keys that sign access tokens.

use chrono::{DateTime, Utc};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey,
    jwk::{Jwk, JwkSet, KeyOperations, PublicKeyUse},
};
use uuid::Uuid;

/// The bytes before the 32 bytes of an Ed25519 key in a PKCS#8 document of version 1 (RFC 8410, section 7).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// The length of a PKCS#8 document with such a key, in bytes.
const PKCS8_LENGTH: usize = PKCS8_PREFIX.len() + 32;

/// Why no keys are available.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The database can't be read.
    #[error("the signing keys can't be read or written: {0}")]
    Database(#[from] entity::Error),
    /// A row does not contain an Ed25519 key.
    #[error("the signing key {0} holds no Ed25519 private key in PKCS#8 form")]
    NoKey(Uuid),
    /// The system provides no random numbers.
    #[error("the system gives no random numbers for a signing key: {0}")]
    Random(getrandom::Error),
}

/// A new private key, as a PKCS#8 document.
pub(crate) fn new_private_key() -> Result<Vec<u8>, KeyError> {
    let mut document = PKCS8_PREFIX.to_vec();
    document.resize(PKCS8_LENGTH, 0);
    getrandom::fill(&mut document[PKCS8_PREFIX.len()..]).map_err(KeyError::Random)?;
    Ok(document)
}

/// A key, with the times of its use.
pub(crate) struct SigningKey {
    pub(crate) id: Uuid,
    pub(crate) encoding: EncodingKey,
    decoding: DecodingKey,
    public: Jwk,
    signs_from: DateTime<Utc>,
    retires_at: Option<DateTime<Utc>>,
}

impl SigningKey {
    fn is_retired(&self, now: DateTime<Utc>) -> bool {
        self.retires_at.is_some_and(|retires_at| retires_at <= now)
    }
}

impl TryFrom<&entity::SigningKey> for SigningKey {
    type Error = KeyError;

    fn try_from(stored: &entity::SigningKey) -> Result<Self, KeyError> {
        let no_key = || KeyError::NoKey(stored.id);
        if stored.private_key.len() != PKCS8_LENGTH || !stored.private_key.starts_with(&PKCS8_PREFIX) {
            return Err(no_key());
        }
        let encoding = EncodingKey::from_ed_der(&stored.private_key);
        let mut public = Jwk::from_encoding_key(&encoding, Algorithm::EdDSA).map_err(|_| no_key())?;
        public.common.key_id = Some(stored.id.to_string());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        public.common.key_operations = Some(vec![KeyOperations::Verify]);
        let decoding = DecodingKey::from_jwk(&public).map_err(|_| no_key())?;
        let (signs_from, retires_at) = (stored.signs_from, stored.retires_at);
        Ok(Self { id: stored.id, encoding, decoding, public, signs_from, retires_at })
    }
}

/// All keys, in the order in which they begin to sign.
#[derive(Default)]
pub(crate) struct SigningKeys(Vec<SigningKey>);

impl SigningKeys {
    /// The keys that are stored.
    pub(crate) fn new(stored: &[entity::SigningKey]) -> Result<Self, KeyError> {
        stored.iter().map(SigningKey::try_from).collect::<Result<_, _>>().map(Self)
    }

    /// The key that signs now: the last one whose time has come. If an instance with a fast clock has just created the
    /// first key, no key's time has come here; then it is the first key.
    pub(crate) fn signing(&self, now: DateTime<Utc>) -> Option<&SigningKey> {
        let mut good = self.0.iter().filter(|key| !key.is_retired(now));
        good.clone().rfind(|key| key.signs_from <= now).or_else(|| good.next())
    }

    /// The verification key with this id; `None` if it has retired.
    pub(crate) fn verifying(&self, id: Uuid, now: DateTime<Utc>) -> Option<&DecodingKey> {
        self.0.iter().find(|key| key.id == id && !key.is_retired(now)).map(|key| &key.decoding)
    }

    /// The public keys (RFC 7517), including those that do not sign yet, so that clients know them in time.
    pub(crate) fn public(&self, now: DateTime<Utc>) -> JwkSet {
        JwkSet { keys: self.0.iter().filter(|key| !key.is_retired(now)).map(|key| key.public.clone()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn stored(signs_from: DateTime<Utc>, retires_at: Option<DateTime<Utc>>) -> entity::SigningKey {
        let private_key = new_private_key().unwrap();
        entity::SigningKey { id: Uuid::now_v7(), private_key, created_at: signs_from, signs_from, retires_at }
    }

    #[test]
    fn the_newest_active_key_signs() {
        let now = "2026-03-10T16:00:00Z".parse().unwrap();
        let minute = TimeDelta::minutes(1);
        let ids = |keys: &[entity::SigningKey]| SigningKeys::new(keys).unwrap().signing(now).map(|key| key.id);
        let retired = stored(now - minute * 3, Some(now));
        let old = stored(now - minute * 2, Some(now + minute));
        let current = stored(now - minute, None);
        let coming = stored(now + minute, None);
        assert_eq!(ids(&[retired.clone(), old.clone(), current.clone(), coming.clone()]), Some(current.id));
        assert_eq!(ids(&[old.clone(), coming.clone()]), Some(old.id));
        assert_eq!(ids(std::slice::from_ref(&coming)), Some(coming.id));
        assert_eq!(ids(std::slice::from_ref(&retired)), None);
        let keys = SigningKeys::new(&[retired.clone(), old, coming]).unwrap();
        assert!(keys.verifying(retired.id, now).is_none());
        assert_eq!(keys.public(now).keys.len(), 2);
    }

    #[test]
    fn an_invalid_key_is_refused() {
        let mut key = stored(DateTime::UNIX_EPOCH, None);
        key.private_key[0] = 0;
        assert!(matches!(SigningKeys::new(&[key.clone()]), Err(KeyError::NoKey(id)) if id == key.id));
    }
}
