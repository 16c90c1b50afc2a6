//! The addresses of calendar feeds. Each contains the id of the feed and a secret.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::{AccountId, CalendarFeedId};
use uuid::Uuid;

use crate::{auth::Secret, problem::Problem};

const ID_BYTES: usize = 16;

/// The address of a calendar feed.
pub(super) struct Address {
    pub(super) account_id: AccountId,
    pub(super) feed_id: CalendarFeedId,
    secret: Secret,
}

impl Address {
    /// A new address for a feed.
    pub(super) fn random(account_id: AccountId, feed_id: CalendarFeedId) -> Result<Self, Problem> {
        Ok(Self { account_id, feed_id, secret: Secret::random()? })
    }

    /// Parses the token of a path; `None` if it does not have the format of this service's tokens.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let (account, rest) = bytes.split_at_checked(ID_BYTES)?;
        let (feed, secret) = rest.split_at_checked(ID_BYTES)?;
        Some(Self {
            account_id: Uuid::from_slice(account).ok()?.into(),
            feed_id: Uuid::from_slice(feed).ok()?.into(),
            secret: Secret::from_bytes(secret)?,
        })
    }

    /// The path.
    pub(super) fn path(&self) -> String {
        let (account, feed) = (Uuid::from(self.account_id), Uuid::from(self.feed_id));
        let bytes = [account.as_bytes().as_slice(), feed.as_bytes(), self.secret.bytes()].concat();
        format!("/calendars/{}.ics", BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The hash of the secret, which is stored.
    pub(super) fn hash(&self) -> String {
        self.secret.hash()
    }

    /// Whether the stored hash is that of this secret. Takes the same time in both cases.
    pub(super) fn matches_hash(&self, stored: &str) -> bool {
        self.secret.matches_hash(stored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parsed_as_it_was_written() {
        let address = Address::random(AccountId::new(), CalendarFeedId::new()).unwrap();
        let path = address.path();
        let token = path.strip_prefix("/calendars/").and_then(|path| path.strip_suffix(".ics")).unwrap();
        let read = Address::parse(token).unwrap();
        assert_eq!((read.account_id, read.feed_id), (address.account_id, address.feed_id));
        assert!(read.matches_hash(&address.hash()));
        assert!(!Address::random(address.account_id, address.feed_id).unwrap().matches_hash(&address.hash()));
        for wrong in ["", "AAAA", &path, &token[2..], &format!("{token}AA"), "\u{e9}"] {
            assert!(Address::parse(wrong).is_none(), "{wrong}");
        }
    }
}
