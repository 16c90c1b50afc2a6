//! How signing keys follow each other without anybody's token being refused.
//!
//! The keys stand in the database, so that all instances share them; each instance looks again after
//! [`KNOWN_FOR`]. A new key is published first, and signs only once everybody has had the time to learn of it: the
//! instances, and whoever keeps the published set for as long as its `Cache-Control` says. The key of before goes on
//! verifying until the last token that it signed has expired; then it retires, and is forgotten at the next rotation.
//!
//! A key that has leaked can't be given that time: then all tokens of the keys until now are refused within a minute,
//! and their holders get new ones with their refresh tokens or secrets.
//!
//! Private keys are not encrypted: whoever can read the whole database can sign. Where that matters for copies of it,
//! rotate after one was made: its keys retire.

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use entity::{SigningKey, SigningKeys};
use uuid::Uuid;

use super::{
    jwt,
    keys::{KeyError, new_private_key},
};

/// How long an instance uses the keys that it has read.
pub(crate) const KNOWN_FOR: TimeDelta = TimeDelta::seconds(30);

/// How long others may keep the published keys, in seconds.
pub(crate) const PUBLISHED_FOR: u32 = 300;

/// How long a key is known before it signs.
const ANNOUNCED_FOR: TimeDelta = TimeDelta::minutes(10);

/// How far the clocks of instances may differ.
const LEEWAY: TimeDelta = TimeDelta::minutes(1);

/// Why keys are rotated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rotation {
    /// Because it is time: nobody notices.
    Planned,
    /// Because one may have leaked: their tokens end with them.
    Compromised,
}

/// Makes the first key, if there is none.
pub(crate) async fn ensure_key(db: &Database, now: DateTime<Utc>) -> Result<(), KeyError> {
    if SigningKeys::new(db).all().await?.iter().any(|key| key.retires_at.is_none()) {
        return Ok(());
    }
    Ok(SigningKeys::new(db).add_first(new_key(now, now)?).await?)
}

/// Makes a new key that takes over from the others, and says from when.
pub async fn rotate(db: &Database, why: Rotation, now: DateTime<Utc>) -> Result<SigningKey, KeyError> {
    let (signs_from, others_retire_at) = match why {
        Rotation::Planned => (now + ANNOUNCED_FOR, now + ANNOUNCED_FOR + jwt::LIFETIME + LEEWAY),
        // As soon as every instance knows the new key; a little later for those that are just reading it.
        Rotation::Compromised => (now + KNOWN_FOR, now + KNOWN_FOR + TimeDelta::seconds(10)),
    };
    let key = new_key(now, signs_from)?;
    SigningKeys::new(db).rotate(key.clone(), others_retire_at).await?;
    Ok(key)
}

fn new_key(now: DateTime<Utc>, signs_from: DateTime<Utc>) -> Result<SigningKey, KeyError> {
    Ok(SigningKey {
        id: Uuid::now_v7(),
        private_key: new_private_key()?,
        created_at: now,
        signs_from,
        retires_at: None,
    })
}
