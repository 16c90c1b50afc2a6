//! Changing how one signs in, and signing out everywhere.

use actix_web::{HttpRequest, HttpResponse, post, put, web::Data};
use entity::{SignInChange, SignInQueries};
use planning::{Email, Violation};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    auth::{Admin, Credentials, CredentialsUpdate, change_credentials, sign_in},
    http::{Body, Validate},
    problem::{CreateProblems, ListProblems, Problem},
    state::AppState,
};

/// A new e-mail address, a new password, or both, confirmed by the old ones.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "email": "ada@example.com",
    "password": "correct horse battery staple",
    "new_password": "an even longer password"
}))]
pub struct CredentialsChange {
    /// The e-mail address that the user signs in with now.
    email: Email,
    /// The password that the user signs in with now.
    #[schema(format = Password, max_length = 256)]
    password: String,
    /// The e-mail address to sign in with from now on. The default is the present one.
    #[serde(default)]
    new_email: Option<Email>,
    /// The password to sign in with from now on: 12 to 256 characters of any kind. The default is the present one.
    #[serde(default)]
    #[schema(format = Password, min_length = 12, max_length = 256)]
    new_password: Option<String>,
}

impl Validate for CredentialsChange {
    fn violations(&self) -> Vec<Violation> {
        if self.new_email.is_some() || self.new_password.is_some() {
            return Vec::new();
        }
        vec![Violation::new("/new_password", "nothing_new", "give a new_email, a new_password, or both")]
    }
}

/// Change one's e-mail address or password
///
/// The e-mail address and password of now are required, so that a stolen token is not enough; each attempt counts
/// against the address, as a sign-in does. All other sessions of the user end, and their tokens are refused: at once by
/// the instance that answers, within 30 seconds by others. So do authorization codes that were not exchanged. The
/// session of this request goes on.
///
/// The new address is not verified, as at sign-up. If another account has the new address with the same password, the
/// answer is 409: choose another password.
#[utoipa::path(
    operation_id = "change_credentials",
    tag = "accounts",
    request_body = CredentialsChange,
    responses((status = 204, description = "The user signs in with them from now on"), CreateProblems)
)]
#[put("/v1/account/credentials")]
pub async fn change_own_credentials(
    request: HttpRequest,
    state: Data<AppState>,
    admin: Admin,
    Body(input): Body<CredentialsChange>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    let CredentialsChange { email, password, new_email, new_password } = input;
    let email = email.to_lowercase();
    let verified = sign_in(&state, &email, password.clone()).await?;
    let Some(verified) = verified.filter(|verified| verified.user.account_id == admin.account_id()) else {
        return Err(wrong_password());
    };
    let user = verified.user;
    let new = Credentials {
        email: new_email.map_or_else(|| email.clone(), |email| email.to_lowercase()),
        password: new_password.unwrap_or(password),
    };
    // The answer tells whether another account has this address and this password, as a sign-in would.
    if new.email != email {
        state.limits.check_name(&new.email)?;
    }
    let kept = admin.session_of(user.user_id);
    let now = state.clock.now();
    let change = CredentialsUpdate { of: user, verified: Some(&verified), email: &email, new: &new, kept, link: None };
    match change_credentials(&state.db, &state.passwords, change, now).await? {
        SignInChange::AddressInUse => {
            return Err(Problem::ACCOUNT_HAS_PASSWORD);
        }
        SignInChange::UserGone => return Err(wrong_password()),
        SignInChange::Changed | SignInChange::SaltMismatch => {}
    }
    tracing::info!(account_id = %user.account_id, user_id = %user.user_id, "a user has changed the way to sign in");
    state.tokens.forget_account(user.account_id);
    Ok(HttpResponse::NoContent().finish())
}

fn wrong_password() -> Problem {
    let message = "the e-mail address and the password don't go together, or not with this account";
    Problem::InvalidBody(vec![Violation::new("/password", "wrong_password", message)])
}

/// Sign out everywhere
///
/// Ends all sessions of the account's users, this one too, and authorization codes that were not exchanged. Their
/// refresh tokens become invalid, and their access tokens are refused: at once by the instance that
/// answers, within 30 seconds by others. Tokens of API clients stay; disable or delete a client to end them. So do the
/// addresses of calendar feeds.
#[utoipa::path(
    operation_id = "sign_out_everywhere",
    tag = "accounts",
    responses((status = 204, description = "All sessions have ended"), ListProblems)
)]
#[post("/v1/account/sign-out")]
pub async fn sign_out_everywhere(state: Data<AppState>, admin: Admin) -> Result<HttpResponse, Problem> {
    SignInQueries::new(&state.db).end_sessions(admin.account_id()).await?;
    tracing::info!(account_id = %admin.account_id(), "all sessions of an account were ended");
    state.tokens.forget_account(admin.account_id());
    Ok(HttpResponse::NoContent().finish())
}
