//! The endpoints for programs.

use actix_web::{
    HttpRequest, HttpResponse, post,
    web::{Data, Path},
};
use entity::AnyUser;
use planning::Email;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{link::PasswordLink, request::ask};
use crate::{
    auth::reset_password,
    http::{AnswerLanguage, Body, Validate},
    problem::{MailProblems, PasswordProblems, PasswordRequestProblems, Problem},
    state::AppState,
};

/// A request for a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "ada@example.com"}))]
pub struct PasswordResetRequest {
    /// The e-mail address that the user signs in with.
    email: Email,
}

impl Validate for PasswordResetRequest {}

/// A new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"password": "an even longer password"}))]
pub struct NewPassword {
    /// The password to sign in with from now on: 12 to 256 characters of any kind.
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
}

impl Validate for NewPassword {}

/// Ask for a new password
///
/// Sends a mail with a link to the address, if somebody signs in with it; the answer is the same in any case. The link
/// works once and for an hour, and ends when the password changes. It leads to a page on which a new password is
/// chosen. If several accounts have the address, the mail has a link for each. The mail is in the language of
/// `Accept-Language`.
///
/// An address gets five such mails a day, and none beyond; each request counts as an attempt to sign in from the
/// client's network. A service that sends no mail answers 409 of the type `mail-not-configured`.
#[utoipa::path(
    operation_id = "request_password_reset",
    tag = "accounts",
    request_body = PasswordResetRequest,
    responses(
        (status = 202, description = "If somebody signs in with the address, a mail is on its way"),
        PasswordRequestProblems, MailProblems
    )
)]
#[post("/v1/password-resets")]
pub async fn request_password_reset(
    request: HttpRequest,
    state: Data<AppState>,
    language: AnswerLanguage,
    Body(input): Body<PasswordResetRequest>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    if state.mailer.is_none() {
        return Err(Problem::MailNotConfigured);
    }
    ask(&state, input.email.to_lowercase(), language.language().tag()).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Set a new password
///
/// With the last part of the link in the mail. The link is used up, and all sessions of the user end, as with a change
/// of the password. If another account with the address has the password, the answer is 409, and the link still works.
#[utoipa::path(
    operation_id = "reset_password",
    tag = "accounts",
    params(("token" = String, Path, description = "The last part of the link")),
    request_body = NewPassword,
    responses((status = 204, description = "The user signs in with it from now on"), PasswordProblems)
)]
#[post("/v1/password-resets/{token}")]
pub async fn reset_password_by_link(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
    Body(input): Body<NewPassword>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    let link = PasswordLink::parse(&token).ok_or(Problem::INVALID_PASSWORD_LINK)?;
    set(&state, &link, input.password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sets the password of the user of a link, and uses the link up. Returns the address.
///
/// # Errors
///
/// [`Problem::INVALID_PASSWORD_LINK`], if the link does not work, and those of [`reset_password`].
pub(super) async fn set(state: &AppState, link: &PasswordLink, password: String) -> Result<String, Problem> {
    let (row, email) = link.find(state).await?.ok_or(Problem::INVALID_PASSWORD_LINK)?;
    let user = AnyUser { id: row.user_id, account_id: row.account_id, email, disabled: false };
    reset_password(&state.db, &state.passwords, &user, password, Some(row.id), state.clock.now()).await?;
    tracing::info!(account_id = %user.account_id, user_id = %user.id, "a user has set a new password by a link in a mail");
    state.tokens.forget_account(user.account_id);
    Ok(user.email)
}
