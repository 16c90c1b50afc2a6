//! Rotation of signing keys. Valid tokens are not refused while keys change.
//!
//! The keys are stored in the database and shared by all instances, which read them again after
//! [`KEY_REFRESH_INTERVAL`]. A new key is published first. It signs only after all instances have read it and all
//! clients have refreshed the published set, as its `Cache-Control` says. The former key verifies until the last token
//! that it signed has expired. Then it retires, and the next rotation deletes it.
//!
//! After a leak there is no time for that: all tokens of the existing keys are refused within a minute, and their
//! holders get new ones with their refresh tokens or secrets.
//!
//! Private keys are not encrypted: a copy of the whole database can sign tokens. Rotate the keys after a copy was made,
//! if that matters.

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use entity::{SigningKey, SigningKeys};
use uuid::Uuid;

use super::{
    jwt,
    keys::{KeyError, new_private_key},
};

/// The time after which an instance reads the keys again.
pub(crate) const KEY_REFRESH_INTERVAL: TimeDelta = TimeDelta::seconds(30);

/// The time for which clients may cache the published keys, in seconds.
pub(crate) const JWKS_MAX_AGE_SECONDS: u32 = 300;

/// The time between the publication of a key and its first use.
const ANNOUNCEMENT_PERIOD: TimeDelta = TimeDelta::minutes(10);

/// The largest difference between the clocks of instances.
const MAX_CLOCK_SKEW: TimeDelta = TimeDelta::minutes(1);

/// The reason of a rotation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rotation {
    /// A regular rotation. Nobody notices it.
    Planned,
    /// A key may have leaked. The tokens of all existing keys are refused.
    Compromised,
}

/// Creates the first key, if there is none.
pub(crate) async fn ensure_key(db: &Database, now: DateTime<Utc>) -> Result<(), KeyError> {
    if SigningKeys::new(db).all().await?.iter().any(|key| key.retires_at.is_none()) {
        return Ok(());
    }
    Ok(SigningKeys::new(db).add_first(new_key(now, now)?).await?)
}

/// Creates a key that replaces the others, and returns when it begins to sign.
pub async fn rotate(db: &Database, why: Rotation, now: DateTime<Utc>) -> Result<SigningKey, KeyError> {
    let (signs_from, others_retire_at) = match why {
        Rotation::Planned => (now + ANNOUNCEMENT_PERIOD, now + ANNOUNCEMENT_PERIOD + jwt::LIFETIME + MAX_CLOCK_SKEW),
        // The key signs as soon as every instance knows it, with some reserve for those that are reading the keys now.
        Rotation::Compromised => (now + KEY_REFRESH_INTERVAL, now + KEY_REFRESH_INTERVAL + TimeDelta::seconds(10)),
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
