//! Sign-in with e-mail address and password.

use entity::{SignInQueries, VerifiedUser};

use super::passwords::prepared;
use crate::{problem::Problem, state::AppState};

/// The user with this e-mail address, in lower case, and this password.
///
/// All users of one address have the same salt. So one hash is computed and looked up, whether the address has no
/// account, one, or thousands. The attempt counts against the address.
///
/// # Errors
///
/// [`Problem::TooManyRequests`], and the errors of the database.
pub(crate) async fn sign_in(state: &AppState, email: &str, password: String) -> Result<Option<VerifiedUser>, Problem> {
    state.limits.check_name(email)?;
    let identity = SignInQueries::new(&state.db);
    // An unknown address is hashed with a new salt, and no user has that hash.
    let like = identity.hash_like(email).await?;
    // Earlier releases have stored hashes of passwords as they were typed.
    let as_typed = prepared(&password).map(|_| password.clone());
    let hash = state.passwords.hash(password, like.clone()).await?;
    if let Some(found) = identity.sign_in(email, &hash).await? {
        return Ok(Some(found));
    }
    let Some(as_typed) = as_typed else { return Ok(None) };
    let hash = state.passwords.hash_as_given(as_typed, like).await?;
    Ok(identity.sign_in(email, &hash).await?)
}
