//! The secrets of API clients. Each begins with a prefix by which scanners for leaked secrets recognise it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entity::AccountId;
use uuid::Uuid;

use super::secrets::Secret;
use crate::problem::Problem;

/// The prefix of every secret.
const PREFIX: &str = "fu_secret_";

const ID_BYTES: usize = 16;

/// The secret of a client: the id of the account, and random bytes.
pub(crate) struct ClientSecret {
    pub(crate) account_id: AccountId,
    secret: Secret,
}

impl ClientSecret {
    /// A new secret for a client of this account.
    pub(crate) fn random(account_id: AccountId) -> Result<Self, Problem> {
        Ok(Self { account_id, secret: Secret::random()? })
    }

    /// Parses a secret; `None` if it does not have the format of this service's secrets.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.strip_prefix(PREFIX)?).ok()?;
        let (account, secret) = bytes.split_at_checked(ID_BYTES)?;
        Some(Self { account_id: Uuid::from_slice(account).ok()?.into(), secret: Secret::from_bytes(secret)? })
    }

    /// The text that the client receives once.
    pub(crate) fn reveal(&self) -> String {
        let bytes = [Uuid::from(self.account_id).as_bytes(), self.secret.bytes()].concat();
        PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The hash that is stored.
    pub(crate) fn hash(&self) -> String {
        self.secret.hash()
    }

    /// Whether the stored hash is that of this secret.
    pub(crate) fn matches_hash(&self, stored: &str) -> bool {
        self.secret.matches_hash(stored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_as_it_was_shown() {
        let secret = ClientSecret::random(AccountId::new()).unwrap();
        let shown = secret.reveal();
        assert!(shown.starts_with("fu_secret_"), "{shown}");
        let read = ClientSecret::parse(&shown).unwrap();
        assert_eq!(read.account_id, secret.account_id);
        assert!(read.matches_hash(&secret.hash()));
        assert!(!ClientSecret::random(secret.account_id).unwrap().matches_hash(&secret.hash()));
        for wrong in ["", "fu_secret_", "fu_secret_AAAA", "fu_secret_\u{e9}", &shown[1..], &shown[..shown.len() - 2]] {
            assert!(ClientSecret::parse(wrong).is_none(), "{wrong}");
        }
    }
}
