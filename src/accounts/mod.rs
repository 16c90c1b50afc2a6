//! `/v1/accounts`, `/v1/account`: signing up, seeing one's account, taking all of it away, and its end.

mod deletion;
mod export;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    post,
    web::{Data, Json},
};
use chrono::{DateTime, Utc};
pub use deletion::*;
use entity::{AccountId, CandidateId, NewAccount, Scope, Stamp};
pub use export::*;
use planning::{Email, Name};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    app::Service,
    auth::Reader,
    candidates::CandidateInput,
    config::SignUp,
    http::{Body, Checked},
    problem::{ListProblems, Problem, SignUpProblems},
};

/// A sign-up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Ada Okafor",
    "email": "ada@example.com",
    "password": "correct horse battery staple"
}))]
pub struct AccountInput {
    /// The name of the person or organisation that the account is for.
    name: Name,
    /// The e-mail address to sign in with.
    email: Email,
    /// The password to sign in with: 12 to 256 characters, any that one likes.
    #[schema(format = Password, min_length = 12, max_length = 256, example = "correct horse battery staple")]
    password: String,
}

impl Checked for AccountInput {}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    id: AccountId,
    /// The name of the person or organisation that it is for.
    #[schema(example = "Ada Okafor")]
    name: String,
    created_at: DateTime<Utc>,
}

impl Account {
    async fn of(scope: &Scope) -> Result<Self, Problem> {
        let (id, name, created_at) = scope.account().await?.ok_or(Problem::NotFound)?;
        Ok(Self { id, name, created_at })
    }
}

/// A new account.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewAccountAnswer {
    id: AccountId,
    /// The name of the person or organisation that it is for.
    #[schema(example = "Ada Okafor")]
    name: String,
    created_at: DateTime<Utc>,
    /// Its first candidate, made from the same name and e-mail address.
    candidate_id: CandidateId,
}

/// Sign up
///
/// Makes an account, its first user, who signs in with the e-mail address and the password, and a first candidate of
/// the same name and address. An address that somebody has signed up with is refused (409). To hide that would help
/// nobody: to sign in with the password just chosen tells it, too. It is slow to ask, though, since each address that
/// requests come from has few attempts a minute; and where nobody can sign up any more, everybody gets the same answer.
/// It needs no `Idempotency-Key`: whoever repeats it is told that the address is taken, and signs in.
#[utoipa::path(
    operation_id = "create_account",
    tag = "sign-in",
    request_body = AccountInput,
    responses((status = 201, description = "The account", body = NewAccountAnswer), SignUpProblems),
    security(())
)]
#[post("/v1/accounts")]
pub async fn create_account(
    request: HttpRequest,
    service: Data<Service>,
    Body(input): Body<AccountInput>,
) -> Result<HttpResponse, Problem> {
    service.limits.check_address(&request)?;
    if service.sign_up == SignUp::Closed {
        return Err(Problem::SignUpClosed);
    }
    let AccountInput { name, email, password } = input;
    let password_hash = service.passwords.hash(password).await?;
    let now = service.clock.now();
    let (account_id, candidate_id) = (AccountId::new(), CandidateId::new());
    let stamp = Stamp { account_id, id: candidate_id, version: 1, created_at: now, updated_at: now };
    let candidate =
        CandidateInput { name: Some(name.clone()), email: Some(email.clone()), ..CandidateInput::default() };
    let account = NewAccount {
        account_id,
        name: name.to_string(),
        email: email.to_lowercase(),
        password_hash,
        candidate: candidate.into_row(stamp),
    };
    service.db.identity().sign_up(account, now).await?;
    let answer = NewAccountAnswer { id: account_id, name: name.into(), created_at: now, candidate_id };
    Ok(HttpResponse::Created().insert_header((header::LOCATION, "/v1/account")).json(answer))
}

/// See one's account
///
/// The one that the token is for.
#[utoipa::path(
    operation_id = "get_account",
    tag = "sign-in",
    responses((status = 200, description = "The account", body = Account), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/account")]
pub async fn get_account(scope: Reader) -> Result<Json<Account>, Problem> {
    Account::of(&scope).await.map(Json)
}
