//! How users sign in, changed: by themselves, or by an operator.

use std::fmt;

use chrono::{DateTime, Utc};
use database::Database;
use entity::{AnyUser, Identity, SessionId, SignIn, SignInChange};

use super::Passwords;
use crate::problem::Problem;

/// The fewest and the most characters of a password.
pub(crate) const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=256;

/// The address and password by which a user is to sign in.
pub(crate) struct Credentials {
    /// In lower case.
    pub(crate) email: String,
    pub(crate) password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}

/// Has a user, who signs in with `email`, sign in with other credentials, and ends the user's sessions but `kept`.
///
/// Whoever calls it has made sure that the user wants this: by the old password, by a command of the operator, or by a
/// link that was sent to the address.
///
/// # Errors
///
/// Those of hashing and of the database.
pub(crate) async fn change_credentials(
    db: &Database,
    passwords: &Passwords,
    (of, email): (SignIn, &str),
    new: &Credentials,
    kept: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<SignInChange, Problem> {
    let identity = Identity::new(db);
    loop {
        let like = identity.hash_like(&new.email).await?;
        let hash = passwords.hash(new.password.clone(), like).await?;
        match identity.change_sign_in(of, email, (&new.email, &hash), kept, now).await? {
            // Another request was the first with this address in the meantime.
            SignInChange::OtherSalt => {}
            change => return Ok(change),
        }
    }
}

/// Gives a user another password. The next one to sign in with it is the user; all sessions end.
///
/// # Errors
///
/// [`Problem::Conflict`], if another user with the address has this password, and those of [`change_credentials`].
pub(crate) async fn reset_password(
    db: &Database,
    passwords: &Passwords,
    user: &AnyUser,
    password: String,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let of = SignIn { account_id: user.account_id, user_id: user.id };
    let new = Credentials { email: user.email.clone(), password };
    match change_credentials(db, passwords, (of, &user.email), &new, None, now).await? {
        SignInChange::Taken => Err(Problem::Conflict("another user of this address has this password".into())),
        SignInChange::Gone => Err(Problem::NotFound),
        SignInChange::Changed | SignInChange::OtherSalt => Ok(()),
    }
}
