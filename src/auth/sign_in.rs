//! Signing in by e-mail address and password.

use entity::{Identity, SignIn};

use crate::{problem::Problem, state::AppState};

/// Who signs in by this e-mail address, in lower case, and this password.
///
/// Everybody with one address has the same salt, so that one hash is computed and looked up, whether the address has no
/// account, one, or thousands. An attempt counts against the address.
///
/// # Errors
///
/// [`Problem::TooManyRequests`], and what the database says.
pub(crate) async fn sign_in(state: &AppState, email: &str, password: String) -> Result<Option<SignIn>, Problem> {
    state.limits.check_name(email)?;
    let identity = Identity::new(&state.db);
    // Nobody's hash has a salt of its own, and isn't found.
    let like = identity.hash_like(email).await?;
    let hash = state.passwords.hash(password, like).await?;
    Ok(identity.sign_in(email, &hash).await?)
}
