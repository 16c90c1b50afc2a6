//! Changes of sign-in data, by users or by an operator.

use std::fmt;

use chrono::{DateTime, Utc};
use database::Database;
use entity::{AnyUser, PasswordResetId, SessionId, SignIn, SignInChange, SignInQueries, SignInUpdate, VerifiedUser};

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

/// The former and the new credentials.
#[derive(Clone, Copy)]
pub(crate) struct CredentialsUpdate<'c> {
    pub(crate) of: SignIn,
    /// The former password, if the user gave it.
    pub(crate) verified: Option<&'c VerifiedUser>,
    /// The address of now, in lower case.
    pub(crate) email: &'c str,
    pub(crate) new: &'c Credentials,
    /// The session that is not ended.
    pub(crate) kept: Option<SessionId>,
    /// The link in a mail that allows it, which is used up.
    pub(crate) link: Option<PasswordResetId>,
}

/// Has a user sign in with other credentials, and ends the user's sessions but one.
///
/// The caller has made sure that the user wants this: by the old password, by a command of the operator, or by a
/// link that was sent to the address.
///
/// # Errors
///
/// The errors of hashing and of the database.
pub(crate) async fn change_credentials(
    db: &Database,
    passwords: &Passwords,
    change: CredentialsUpdate<'_>,
    now: DateTime<Utc>,
) -> Result<SignInChange, Problem> {
    let CredentialsUpdate { of, verified, email, new, kept, link } = change;
    let identity = SignInQueries::new(db);
    loop {
        let like = identity.hash_like(&new.email).await?;
        let hash = passwords.hash(new.password.clone(), like).await?;
        let update = SignInUpdate { of, verified, email, new_email: &new.email, new_hash: &hash, kept, link };
        match identity.change_sign_in(&update, now).await? {
            // Another request was the first with this address in the meantime.
            SignInChange::SaltMismatch => {}
            change => return Ok(change),
        }
    }
}

/// Gives a user another password, at an operator's command or by a link in a mail, which is used up. The next one to
/// sign in with it is the user; all sessions end.
///
/// # Errors
///
/// [`Problem::Conflict`], if another user with the address has this password, [`Problem::INVALID_PASSWORD_LINK`], if
/// the link does not work any more, [`Problem::NotFound`], if the user is gone, and those of [`change_credentials`].
pub(crate) async fn reset_password(
    db: &Database,
    passwords: &Passwords,
    user: &AnyUser,
    password: String,
    link: Option<PasswordResetId>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let of = SignIn { account_id: user.account_id, user_id: user.id };
    let new = Credentials { email: user.email.clone(), password };
    let change = CredentialsUpdate { of, verified: None, email: &user.email, new: &new, kept: None, link };
    match change_credentials(db, passwords, change, now).await? {
        SignInChange::AddressInUse => Err(Problem::USER_HAS_PASSWORD),
        SignInChange::UserGone if link.is_some() => Err(Problem::INVALID_PASSWORD_LINK),
        SignInChange::UserGone => Err(Problem::NotFound),
        SignInChange::Changed | SignInChange::SaltMismatch => Ok(()),
    }
}
