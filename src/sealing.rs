//! Encryption of secrets that the service has to read later: those of connections.
//!
//! A sealed text is opened with the key and for the purpose that it was sealed for, and only if it was not changed
//! (XChaCha20-Poly1305). The keys are in the database, as the keys that sign tokens are, so that all instances share
//! them. Nobody learns the secrets from a copy of the accounts' tables alone; a copy of the whole database has the
//! keys, too.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use chrono::{DateTime, Utc};
use database::Database;
use entity::{SealingKey, SealingKeys};
use uuid::Uuid;

use crate::problem::Problem;

const ID_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// Why something can't be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The database doesn't give them.
    #[error("the keys for secrets can't be read or written: {0}")]
    Database(#[from] entity::Error),
    /// A row holds no key.
    #[error("the key {0} for secrets is not 32 bytes long")]
    NoKey(Uuid),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// It was sealed elsewhere or for another purpose, or its key was deleted.
    #[error("a secret can't be decrypted")]
    Unreadable,
}

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Database(error) => error.into(),
            error => Self::internal(error),
        }
    }
}

/// The keys by which secrets are sealed. Clones share them.
#[derive(Clone)]
pub struct SecretSealer(Arc<Keys>);

struct Keys {
    db: Database,
    /// The keys that this instance has read, the newest last.
    known: RwLock<Vec<(Uuid, XChaCha20Poly1305)>>,
}

impl fmt::Debug for SecretSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretSealer")
    }
}

impl SecretSealer {
    /// The keys of a database. The first one is created if there is none.
    pub async fn open(db: Database, now: DateTime<Utc>) -> Result<Self, SealError> {
        let secret_sealer = Self(Arc::new(Keys { db, known: RwLock::default() }));
        if secret_sealer.read().await? == 0 {
            let key = random::<KEY_BYTES>()?.to_vec();
            let first = SealingKey { id: Uuid::now_v7(), key, created_at: now };
            SealingKeys::new(&secret_sealer.0.db).add_first(first).await?;
            secret_sealer.read().await?;
        }
        Ok(secret_sealer)
    }

    async fn read(&self) -> Result<usize, SealError> {
        let rows = SealingKeys::new(&self.0.db).all().await?;
        let key = |row: &SealingKey| {
            let cipher = XChaCha20Poly1305::new_from_slice(&row.key).map_err(|_| SealError::NoKey(row.id))?;
            Ok((row.id, cipher))
        };
        let known: Vec<_> = rows.iter().map(key).collect::<Result<_, SealError>>()?;
        let count = known.len();
        *self.0.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(count)
    }

    /// Seals something for a purpose.
    pub fn seal(&self, purpose: &str, secret: &[u8]) -> Result<String, SealError> {
        let nonce = random::<NONCE_BYTES>()?;
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        let (id, cipher) = known.last().ok_or(SealError::Unreadable)?;
        let payload = Payload { msg: secret, aad: purpose.as_bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Unreadable)?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode([id.as_bytes().as_slice(), &nonce, &sealed].concat()))
    }

    /// Opens what was sealed for a purpose.
    pub async fn unseal(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(sealed).map_err(|_| SealError::Unreadable)?;
        let (id, rest) = bytes.split_at_checked(ID_BYTES).ok_or(SealError::Unreadable)?;
        let id = Uuid::from_slice(id).map_err(|_| SealError::Unreadable)?;
        if !self.knows(id) {
            // Another instance has made it since.
            self.read().await?;
        }
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES).ok_or(SealError::Unreadable)?;
        let nonce = <[u8; NONCE_BYTES]>::try_from(nonce).map_err(|_| SealError::Unreadable)?;
        let known = self.0.known.read().unwrap_or_else(PoisonError::into_inner);
        let (_, cipher) = known.iter().find(|(known, _)| *known == id).ok_or(SealError::Unreadable)?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Unreadable)
    }

    fn knows(&self, id: Uuid) -> bool {
        self.0.known.read().unwrap_or_else(PoisonError::into_inner).iter().any(|(known, _)| *known == id)
    }
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(SealError::Random)?;
    Ok(bytes)
}
