//! The end of an account.

use actix_web::{HttpRequest, HttpResponse, delete, web::Data};
use planning::{Email, Violation};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    app::Service,
    auth::{Admin, sign_in},
    http::{Body, Checked},
    problem::{CreateProblems, Problem},
};

/// Who wants the account deleted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "ada@example.com", "password": "correct horse battery staple"}))]
pub struct AccountDeletion {
    /// The e-mail address of somebody who signs in to the account.
    email: Email,
    /// The password that goes with it.
    #[schema(format = Password, max_length = 256)]
    password: String,
}

impl Checked for AccountDeletion {}

/// Delete the account
///
/// With everything that it has, for good; export it first. Since whoever finds a token must not be able to do this, it
/// takes the e-mail address and the password of somebody who signs in to the account.
///
/// The answer comes at once, however much the account has. From then on nobody can sign in to it, and its tokens are
/// refused; where several instances of the service run, the others follow within some seconds. The e-mail address can be
/// signed up anew. What the account has is deleted in the background, most of it within a minute. Who asks again with a
/// token of the account is answered 401, with a `detail` that says that the account was deleted.
#[utoipa::path(
    operation_id = "delete_account",
    tag = "sign-in",
    request_body = AccountDeletion,
    responses((status = 204, description = "It is deleted"), CreateProblems),
    security(("oauth2" = ["admin"]))
)]
#[delete("/v1/account")]
pub async fn delete_account(
    request: HttpRequest,
    service: Data<Service>,
    admin: Admin,
    Body(input): Body<AccountDeletion>,
) -> Result<HttpResponse, Problem> {
    // Passwords can be guessed here as well as where one signs in.
    service.limits.check_address(&request)?;
    let found = sign_in(&service, &input.email.to_lowercase(), input.password).await?;
    if found.is_none_or(|found| found.account_id != admin.account_id()) {
        let told = "the e-mail address and the password don't go together, or not with this account";
        return Err(Problem::InvalidBody(vec![Violation::new("/password", "wrong_password", told)]));
    }
    admin.delete_account().await?;
    service.tokens.forget_account(admin.account_id());
    service.operation.deletions.notify_one();
    Ok(HttpResponse::NoContent().finish())
}
