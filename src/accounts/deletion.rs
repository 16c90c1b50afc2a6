//! Deleting an account.

use actix_web::{HttpRequest, HttpResponse, delete, web::Data};
use planning::{Email, Violation};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    auth::{Admin, sign_in},
    http::{Body, Validate},
    problem::{BodyProblems, Problem},
    state::AppState,
    webhooks::{deletion_notices, send_notices},
};

/// The credentials that confirm the deletion of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "ada@example.com", "password": "correct horse battery staple"}))]
pub struct AccountDeletion {
    /// The e-mail address of a user of the account.
    email: Email,
    /// That user's password.
    #[schema(format = Password, max_length = 256)]
    password: String,
}

impl Validate for AccountDeletion {}

/// Delete the account
///
/// Deletes the account and everything in it, for good; export it first. The e-mail address and password of one of its
/// users are required, so that a stolen token is not enough.
///
/// The answer comes at once, however large the account is. From then on nobody can sign in to it, and its tokens are
/// refused; other instances of the service follow within seconds. The e-mail address can be used for a new account.
/// The data is deleted in the background, most of it within a minute. A request with a token of the deleted account is
/// answered with 401, and `detail` says that the account was deleted. Webhook endpoints are sent `account.deleted`, and
/// nothing after it.
#[utoipa::path(
    operation_id = "delete_account",
    tag = "accounts",
    request_body = AccountDeletion,
    responses((status = 204, description = "The account was deleted"), BodyProblems)
)]
#[delete("/v1/account")]
pub async fn delete_account(
    request: HttpRequest,
    state: Data<AppState>,
    admin: Admin,
    Body(input): Body<AccountDeletion>,
) -> Result<HttpResponse, Problem> {
    // The deletion checks a password, so attempts are limited as for sign-in.
    state.limits.check_address(&request)?;
    let found = sign_in(&state, &input.email.to_lowercase(), input.password).await?;
    if found.is_none_or(|found| found.user.account_id != admin.account_id()) {
        let message = "the e-mail address and the password don't go together, or not with this account";
        return Err(Problem::InvalidBody(vec![Violation::new("/password", "wrong_password", message)]));
    }
    let notices = deletion_notices(&state, &admin).await?;
    admin.delete_account().await?;
    send_notices(&state, &admin, notices);
    state.tokens.forget_account(admin.account_id());
    state.account_deletions.notify_one();
    Ok(HttpResponse::NoContent().finish())
}
