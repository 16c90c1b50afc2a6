//! `followup users` and `followup bounces`: the operator's commands for users and for returned mails.

use std::io::{IsTerminal as _, Read as _};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use database::Database;
use entity::{AccountSummary, AnyUser, SignIn, SignInQueries};

use crate::{
    auth::{PASSWORD_LENGTH, Passwords, reset_password},
    clock::Clock,
    config::{Settings, UsersAction},
    connect::{StartError, connect_to_existing, failed},
    reminders::{ReturnedMail, take_returned_mail},
    sealing::SecretSealer,
};

/// How many users are listed.
const MAX_USERS: u64 = 1_000;

/// Runs one of the commands, and returns what it prints.
pub(crate) async fn users(settings: &Settings, action: UsersAction) -> Result<String, StartError> {
    let db = connect_to_existing(settings).await?;
    match action {
        UsersAction::List { user } => {
            let users = SignInQueries::new(&db).users_with_accounts(user.as_deref(), MAX_USERS).await;
            let users = users.map_err(failed("the users can't be listed"))?;
            match user {
                Some(named) if users.is_empty() => Err(unknown(&named)),
                _ => Ok(users.iter().map(listed).collect()),
            }
        }
        UsersAction::ResetPassword { user } => {
            let user = the_one(&db, &user).await?;
            let (password, shown) = new_password()?;
            let now = Clock::system().now();
            reset_password(&db, &Passwords::new(1), &user, password, None, now)
                .await
                .map_err(|problem| StartError(problem.to_string()))?;
            Ok(line_of(&user) + &shown)
        }
        UsersAction::Disable { user } => set_disabled(&db, &user, true).await,
        UsersAction::Enable { user } => set_disabled(&db, &user, false).await,
    }
}

/// How much of a mail is read.
const MAX_MAIL_BYTES: u64 = 10 << 20;

/// Takes a mail that came back, from standard input, and prints the result. A mail that is not a report is not an
/// error: a mail server would send one more mail about it.
pub(crate) async fn bounces(settings: &Settings) -> Result<String, StartError> {
    let mut message = Vec::new();
    let read = std::io::stdin().lock().take(MAX_MAIL_BYTES + 1).read_to_end(&mut message);
    read.map_err(|error| StartError(format!("the mail can't be read: {error}")))?;
    let (db, now) = (connect_to_existing(settings).await?, Clock::system().now());
    let secret_sealer = SecretSealer::open(db.clone(), now).await.map_err(|error| StartError(error.to_string()))?;
    let taken = take_returned_mail(&db, &secret_sealer, &message, now).await;
    Ok(match taken.map_err(|problem| StartError(problem.to_string()))? {
        ReturnedMail::Suppressed => "there is no such mailbox: the address is suppressed\n",
        ReturnedMail::Noted => "not delivered for another reason than the mailbox: noted with the reminders\n",
        ReturnedMail::NoFailure => "nothing is lost: nothing to do\n",
        ReturnedMail::Unknown => "this is no report on a reminder that was sent from here: nothing to do\n",
    }
    .to_owned())
}

async fn set_disabled(db: &Database, user: &str, disabled: bool) -> Result<String, StartError> {
    let user = the_one(db, user).await?;
    let of = SignIn { account_id: user.account_id, user_id: user.id };
    SignInQueries::new(db).set_user_disabled(of, disabled).await.map_err(failed("the user can't be changed"))?;
    Ok(line_of(&AnyUser { disabled, ..user }))
}

async fn find_users(db: &Database, user: Option<&str>) -> Result<Vec<AnyUser>, StartError> {
    SignInQueries::new(db).users(user, MAX_USERS).await.map_err(failed("the users can't be listed"))
}

/// The only user with an id or an address.
async fn the_one(db: &Database, named: &str) -> Result<AnyUser, StartError> {
    let mut users = find_users(db, Some(named)).await?;
    match (users.pop(), users.is_empty()) {
        (Some(user), true) => Ok(user),
        (Some(last), false) => {
            let all: String = users.iter().chain([&last]).map(line_of).collect();
            Err(StartError(format!("several users have the address {named}; name one by id:\n{}", all.trim_end())))
        }
        (None, _) => Err(unknown(named)),
    }
}

fn unknown(named: &str) -> StartError {
    StartError(format!("there is no user {named}; `followup users list` lists them"))
}

fn line_of(user: &AnyUser) -> String {
    let disabled = if user.disabled { "  disabled" } else { "" };
    format!("{}  account {}  {}{disabled}\n", user.id, user.account_id, user.email)
}

/// The user's line in the list, with the values that distinguish accounts with the same address.
fn listed((user, account): &(AnyUser, AccountSummary)) -> String {
    let AccountSummary { name, created_at, last_sign_in_at, candidates, applications } = account;
    let day = |at: &DateTime<Utc>| at.format("%Y-%m-%d").to_string();
    let last = last_sign_in_at.as_ref().map_or_else(|| "unknown".to_owned(), day);
    format!(
        "{}  name {name}  created {}  last sign-in {last}  candidates {candidates}  applications {applications}\n",
        line_of(user).trim_end(),
        day(created_at)
    )
}

/// A password from standard input; at a terminal, one that is made up, with the line that shows it.
fn new_password() -> Result<(String, String), StartError> {
    let input = std::io::stdin();
    if input.is_terminal() {
        let mut bytes = [0; 15];
        getrandom::fill(&mut bytes).map_err(|error| StartError(format!("no password can be made up: {error}")))?;
        let password = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let shown = format!("the password is now {password}\n");
        return Ok((password, shown));
    }
    let mut line = String::new();
    input.read_line(&mut line).map_err(|error| StartError(format!("the password can't be read: {error}")))?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if !PASSWORD_LENGTH.contains(&password.chars().count()) {
        let (least, most) = (*PASSWORD_LENGTH.start(), *PASSWORD_LENGTH.end());
        return Err(StartError(format!("a password has {least} to {most} characters")));
    }
    Ok((password, String::new()))
}
