//! `/v1/accounts`, `/v1/account`: sign-up, the account, its export and its deletion.

mod credentials;
mod deletion;
mod deletion_task;
mod export;

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    patch, post,
    web::{Data, Json},
};
use chrono::{DateTime, Utc};
pub use credentials::*;
pub use deletion::*;
pub use deletion_task::{DeletionPace, DeletionTask};
use entity::{AccountId, Candidate, CandidateId, NewAccount, Scope, SignInQueries, SignUpResult, Stamp};
pub use export::*;
use planning::{Email, Name, facts::CandidateDetails};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    auth::{Admin, Reader},
    config::SignUp,
    http::{Body, MergePatch, Validate, patch_type},
    problem::{BodyProblems, ListProblems, Problem, SignUpProblems},
    state::AppState,
    stored,
};

/// The data of a sign-up.
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
    /// The password to sign in with: 12 to 256 characters of any kind.
    #[schema(format = Password, min_length = 12, max_length = 256, example = "correct horse battery staple")]
    password: String,
}

impl Validate for AccountInput {}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    id: AccountId,
    /// The name of the person or organisation.
    #[schema(example = "Ada Okafor")]
    name: String,
    created_at: DateTime<Utc>,
}

impl Account {
    async fn read(scope: &Scope) -> Result<Self, Problem> {
        let (id, name, created_at) = scope.account().await?.ok_or(Problem::ACCOUNT_DELETED)?;
        Ok(Self { id, name, created_at })
    }
}

/// A new account.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewAccountAnswer {
    id: AccountId,
    /// The name of the person or organisation.
    #[schema(example = "Ada Okafor")]
    name: String,
    created_at: DateTime<Utc>,
    /// The candidate that sign-up created, with the account's name and e-mail address; null if it was deleted.
    candidate_id: CandidateId,
}

/// Sign up
///
/// Creates an account, its first user, who signs in with the e-mail address and the password, and a first candidate
/// with the same name and address.
///
/// The e-mail address is not verified, and any number of accounts may use it. So nobody learns which addresses have an
/// account, and nobody can take an address from its owner. Address and password together identify one account:
/// repeating the request with both returns the existing account, whatever the name, and changes nothing. Only if the
/// account has no candidate left, a new one is created. So no `Idempotency-Key` is needed. Each attempt counts against
/// the address, as a sign-in does.
#[utoipa::path(
    operation_id = "create_account",
    tag = "accounts",
    request_body = AccountInput,
    responses((status = 201, description = "The account", body = NewAccountAnswer), SignUpProblems)
)]
#[post("/v1/accounts")]
pub async fn create_account(
    request: HttpRequest,
    state: Data<AppState>,
    Body(input): Body<AccountInput>,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    if state.sign_up == SignUp::Closed {
        return Err(Problem::SignUpClosed);
    }
    let AccountInput { name, email, password } = input;
    // Sign-up checks a password, so attempts are limited as for sign-in.
    state.limits.check_name(&email.to_lowercase())?;
    let new = new_account(name, email, state.clock.now());
    let SignUpResult { account_id: id, name, created_at, candidate_id } = sign_up(&state, &new, password).await?;
    let answer = NewAccountAnswer { id, name, created_at, candidate_id };
    Ok(HttpResponse::Created().insert_header((header::LOCATION, "/v1/account")).json(answer))
}

fn new_account(name: Name, email: Email, now: DateTime<Utc>) -> NewAccount {
    let (account_id, address) = (AccountId::new(), email.to_lowercase());
    let stamp = Stamp { account_id, id: CandidateId::new(), version: 1, created_at: now, updated_at: now };
    let details = CandidateDetails { name: Some(name.clone()), email: Some(email), ..CandidateDetails::default() };
    let candidate = Candidate { stamp, remote_id: None, details };
    NewAccount { account_id, name: name.into(), email: address, created_at: now, candidate }
}

async fn sign_up(state: &AppState, new: &NewAccount, password: String) -> Result<SignUpResult, Problem> {
    let identity = SignInQueries::new(&state.db);
    loop {
        let like = identity.hash_like(&new.email).await?;
        let hash = state.passwords.hash(password.clone(), like).await?;
        // If another request was the first with this address in the meantime, its salt is used in the next attempt.
        if let Some(signed_up) = identity.sign_up(new, &hash).await? {
            return Ok(signed_up);
        }
    }
}

/// The properties of an account that can be changed.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountDetails {
    /// The name of the person or organisation that the account is for.
    name: Name,
}

impl Validate for AccountDetails {}

patch_type! {
    /// A JSON Merge Patch of an account.
    AccountPatch of AccountDetails
}

/// Change the account
///
/// A JSON Merge Patch: changes the name. `PUT /v1/account/credentials` changes the e-mail address and the password.
#[utoipa::path(
    operation_id = "update_account",
    tag = "accounts",
    request_body(
        content = AccountPatch,
        content_type = "application/merge-patch+json",
        example = json!({"name": "Ada Okafor"})
    ),
    responses((status = 200, description = "The account", body = Account), BodyProblems)
)]
#[patch("/v1/account")]
pub async fn update_account(scope: Admin, patch: MergePatch) -> Result<Json<Account>, Problem> {
    let account = Account::read(&scope).await?;
    let AccountDetails { name } = patch.apply(&AccountDetails { name: stored::text(&account.name)? })?;
    scope.rename_account(&name).await?;
    Ok(Json(Account { name: name.into(), ..account }))
}

/// Read the account
///
/// The account that the access token belongs to.
#[utoipa::path(
    operation_id = "get_account",
    tag = "accounts",
    responses((status = 200, description = "The account", body = Account), ListProblems)
)]
#[get("/v1/account")]
pub async fn get_account(scope: Reader) -> Result<Json<Account>, Problem> {
    Account::read(&scope).await.map(Json)
}
