//! The links. Each names the account and the row that holds its hash, and has a secret.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use entity::{AccountId, PasswordReset, PasswordResetId, SignIn, SignInQueries};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::{auth::Secret, problem::Problem, state::AppState};

const ID_BYTES: usize = 16;

/// A link by which a user sets a new password.
pub(super) struct PasswordLink {
    account_id: AccountId,
    id: PasswordResetId,
    secret: Secret,
}

impl PasswordLink {
    /// The link of a user that follows from the seed of a request. It is the same however often the mail is tried, so
    /// that all mails of a request have the same link.
    pub(super) fn derive(seed: &[u8], user: SignIn) -> Result<Self, Problem> {
        let id = derive_bytes(seed, "id", user);
        let id = Uuid::from_slice(&id[..ID_BYTES]).map_err(Problem::internal)?;
        let secret = Secret::from_bytes(&derive_bytes(seed, "secret", user));
        let secret = secret.ok_or_else(|| Problem::internal("a secret has another length"))?;
        Ok(Self { account_id: user.account_id, id: id.into(), secret })
    }

    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
        let (account, rest) = bytes.split_at_checked(ID_BYTES)?;
        let (id, secret) = rest.split_at_checked(ID_BYTES)?;
        let [account_id, id] = [account, id].map(|id| Uuid::from_slice(id).ok());
        Some(Self { account_id: account_id?.into(), id: id?.into(), secret: Secret::from_bytes(secret)? })
    }

    pub(super) fn token(&self) -> String {
        let (account, id) = (Uuid::from(self.account_id), Uuid::from(self.id));
        BASE64_URL_SAFE_NO_PAD.encode([account.as_bytes().as_slice(), id.as_bytes(), self.secret.bytes()].concat())
    }

    /// The row to store, which contains the hash of the secret.
    pub(super) fn row(&self, user: SignIn, expires_at: DateTime<Utc>) -> PasswordReset {
        let (account_id, user_id, secret_hash) = (self.account_id, user.user_id, self.secret.hash());
        PasswordReset { account_id, id: self.id, user_id, secret_hash, expires_at }
    }

    /// The stored row, and the address of its user; `None` if the link does not work.
    pub(super) async fn find(&self, state: &AppState) -> Result<Option<(PasswordReset, String)>, Problem> {
        let found = SignInQueries::new(&state.db).password_reset(self.account_id, self.id, state.clock.now()).await?;
        Ok(found.filter(|(row, _)| self.secret.matches_hash(&row.secret_hash)))
    }
}

fn derive_bytes(seed: &[u8], what: &str, user: SignIn) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(seed).expect("HMAC takes keys of any length");
    mac.update(what.as_bytes());
    mac.update(Uuid::from(user.account_id).as_bytes());
    mac.update(Uuid::from(user.user_id).as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use entity::UserId;

    use super::*;

    #[test]
    fn a_link_follows_from_its_request_and_its_user() {
        let user = SignIn { account_id: AccountId::new(), user_id: UserId::new() };
        let token = |seed: &[u8], user| PasswordLink::derive(seed, user).unwrap().token();
        assert_eq!(token(b"a", user), token(b"a", user));
        assert_ne!(token(b"a", user), token(b"b", user));
        assert_ne!(token(b"a", user), token(b"a", SignIn { user_id: UserId::new(), ..user }));
        let read = PasswordLink::parse(&token(b"a", user)).unwrap();
        assert_eq!(read.token(), token(b"a", user));
        assert_eq!(read.row(user, DateTime::UNIX_EPOCH).secret_hash, read.secret.hash());
        for wrong in ["", "AAAA", "!", &token(b"a", user)[1..]] {
            assert!(PasswordLink::parse(wrong).is_none(), "{wrong}");
        }
    }
}
