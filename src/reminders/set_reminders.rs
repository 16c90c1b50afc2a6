//! Setting reminders, and asking their recipient to confirm the address.

use std::{fmt::Write as _, str::FromStr as _};

use chrono::{Days, NaiveTime};
use database::NewJob;
use entity::{Candidate, CandidateId, Reminder, Scope, Stamp};
use planning::{Email, Violation};
use sha2::{Digest as _, Sha256};

use super::{
    job_payloads::{ConfirmationPayload, confirmation_job, daily_job, mail_zone},
    links::{CONFIRMATION_VALID, ConfirmationLink, LinkKey, LinkOwner},
    preferences::{ReminderInput, ReminderMode, Reminders, confirmed, target, to_response},
};
use crate::{http::IfMatch, problem::Problem, state::AppState, stored};

/// How many confirmations are sent to an address on a day, by all accounts together.
const CONFIRMATIONS_TO_ADDRESS: i32 = 3;

/// The maximum number of confirmations that an account sends on one day.
const CONFIRMATIONS_OF_ACCOUNT: i32 = 500;

/// A candidate with its reminders.
pub(super) struct CandidateReminders {
    pub candidate: Candidate,
    pub row: Option<Reminder>,
}

impl CandidateReminders {
    pub(super) async fn read(scope: &Scope, id: CandidateId) -> Result<Self, Problem> {
        let candidate = scope.get(id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { candidate, row: scope.get(id).await? })
    }

    pub(super) fn input(&self) -> Result<ReminderInput, Problem> {
        Ok(self.row.as_ref().map(ReminderInput::from_row).transpose()?.unwrap_or_default())
    }

    fn version(&self) -> i64 {
        self.row.as_ref().map_or(0, |row| row.stamp.version)
    }

    pub(super) fn check(&self, if_match: &IfMatch) -> Result<(), Problem> {
        if_match.check(self.version())
    }

    /// The reminders in a response.
    pub(super) async fn to_response(&self, scope: &Scope) -> Result<Reminders, Problem> {
        let address = self.row.as_ref().and_then(|row| row.address.as_ref());
        let suppression = match target(&self.candidate, address) {
            Some(address) => scope.suppression(address).await?,
            None => None,
        };
        to_response(&self.candidate, self.row.as_ref(), suppression.as_ref(), scope.now())
    }

    /// Whether a confirmation was sent to this address, and still can be answered.
    fn is_being_confirmed(&self, address: &Email, scope: &Scope) -> bool {
        self.row.as_ref().is_some_and(|row| {
            row.confirmation_address.as_ref() == Some(address)
                && row.confirmation_expires_at.is_some_and(|until| scope.now() < until)
        })
    }
}

/// Said of an address that no mail can be sent to.
pub(super) const NO_ADDRESS: &str = "is no address that mails can be sent to";

/// Whether mails can be sent to an address: lettre reads a quoted blank and can't send to it.
pub(super) fn can_be_sent_to(address: &Email) -> bool {
    lettre::Address::from_str(address).is_ok() && !address.contains(|char: char| char.is_whitespace())
}

/// The violations in the reminders of this candidate.
fn violations(candidate: &Candidate, input: &ReminderInput) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if input.mode == ReminderMode::None {
        return wrong;
    }
    match target(candidate, input.address.as_ref()) {
        None => wrong.push(Violation::new("/address", "required", "is needed, as the candidate has no email")),
        Some(address) if !can_be_sent_to(address) => {
            wrong.push(Violation::new("/address", "format", NO_ADDRESS));
        }
        Some(_) => {}
    }
    if input.mode == ReminderMode::Daily && candidate.details.time_zone.is_none() {
        let message = "daily needs the candidate's time_zone";
        wrong.push(Violation::new("/mode", "needs_time_zone", message));
    }
    wrong
}

/// Sets the reminders of a candidate. An address that is not confirmed gets a mail that asks for that.
pub(super) async fn set(
    state: &AppState,
    scope: &Scope,
    known: CandidateReminders,
    input: ReminderInput,
    if_match: &IfMatch,
) -> Result<Reminders, Problem> {
    let violations = violations(&known.candidate, &input);
    if !violations.is_empty() {
        return Err(Problem::InvalidBody(violations));
    }
    let address = target(&known.candidate, input.address.as_ref()).cloned();
    let wanted = input.mode != ReminderMode::None;
    if wanted {
        may_be_sent(state, scope, address.as_ref()).await?;
    }
    let mut row = with_input(state, scope, &known, input)?;
    let mut jobs = Vec::new();
    let transaction = scope.begin().await?;
    if let Some(address) = address.filter(|_| wanted)
        && confirmed(&known.candidate, &row).is_none()
        && !known.is_being_confirmed(&address, scope)
    {
        jobs.push(ask(state, transaction.scope(), &mut row, address).await?);
    }
    let is_as_it_was = |before: &Reminder| Reminder { stamp: before.stamp, ..row.clone() } == *before;
    if known.row.as_ref().is_some_and(is_as_it_was) {
        transaction.rollback().await?;
        return to_response(&known.candidate, known.row.as_ref(), None, scope.now());
    }
    jobs.extend(daily_job(scope, &row, mail_zone(&known.candidate)?)?);
    let row = transaction.scope().write_reminder(row).await;
    let row = row.map_err(|error| if_match.too_late(error))?;
    commit(state, scope, transaction, jobs).await?;
    // A suppressed address was refused, unless the mode is none, which comes first.
    to_response(&known.candidate, Some(&row), None, scope.now())
}

/// Asks for the confirmation of the address again.
pub(super) async fn ask_again(
    state: &AppState,
    scope: &Scope,
    known: CandidateReminders,
) -> Result<Reminders, Problem> {
    let Some(before) = known.row.clone() else { return Err(Problem::Conflict("no reminders are set".into())) };
    let address = target(&known.candidate, before.address.as_ref()).cloned();
    let Some(address) = address.filter(|_| before.mode != stored::to_word(&ReminderMode::None)) else {
        return Err(Problem::Conflict("no reminders are set, or there is no address".into()));
    };
    if confirmed(&known.candidate, &before).is_some() {
        return Err(Problem::Conflict("the address is confirmed".into()));
    }
    may_be_sent(state, scope, Some(&address)).await?;
    let transaction = scope.begin().await?;
    let mut row = Reminder { stamp: scope.next(before.stamp), ..before };
    let job = ask(state, transaction.scope(), &mut row, address).await?;
    let row = transaction.scope().write_reminder(row).await?;
    commit(state, scope, transaction, vec![job]).await?;
    to_response(&known.candidate, Some(&row), None, scope.now())
}

/// Refuses what could not be sent.
async fn may_be_sent(state: &AppState, scope: &Scope, address: Option<&Email>) -> Result<(), Problem> {
    if state.mailer.is_none() {
        return Err(Problem::MailNotConfigured);
    }
    if let Some(address) = address
        && scope.suppression(address).await?.is_some()
    {
        let message = "this address is suppressed: see /v1/suppressed-addresses";
        return Err(Problem::Conflict(message.into()));
    }
    Ok(())
}

/// The next row, with this input. An address that changes is not confirmed any more.
fn with_input(
    state: &AppState,
    scope: &Scope,
    known: &CandidateReminders,
    input: ReminderInput,
) -> Result<Reminder, Problem> {
    let id = known.candidate.stamp.id;
    let row = if let Some(row) = &known.row {
        Reminder { stamp: scope.next(row.stamp), ..row.clone() }
    } else {
        let owner = LinkOwner { account_id: scope.account_id(), candidate_id: id };
        new_row(scope.stamp(id), LinkKey::sealed(&state.secret_sealer, owner)?)
    };
    let row = Reminder { mode: stored::to_word(&input.mode), hour: input.hour.into(), address: input.address, ..row };
    if confirmed(&known.candidate, &row).is_some() {
        return Ok(row);
    }
    Ok(Reminder { confirmed_address: None, confirmed_at: None, ..row })
}

fn new_row(stamp: Stamp<CandidateId>, secret: String) -> Reminder {
    Reminder {
        stamp,
        mode: stored::to_word(&ReminderMode::None),
        hour: 0,
        address: None,
        secret,
        confirmed_address: None,
        confirmed_at: None,
        confirmation_hash: None,
        confirmation_address: None,
        confirmation_expires_at: None,
        unsubscribed_at: None,
        digest_on: None,
        due_mail_at: None,
        last_sent_at: None,
        last_failure_at: None,
        last_failure: None,
    }
}

/// Makes a new link that confirms an address, and the job that sends it. Links that were sent before end.
pub(super) async fn ask(
    state: &AppState,
    scope: &Scope,
    row: &mut Reminder,
    address: Email,
) -> Result<NewJob, Problem> {
    let hash = Sha256::digest(address.to_lowercase());
    let hash = hash.iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    });
    let sent = scope.count_confirmation(&hash).await?;
    if sent.of_address > CONFIRMATIONS_TO_ADDRESS || sent.of_account > CONFIRMATIONS_OF_ACCOUNT {
        let tomorrow = scope.now().date_naive().checked_add_days(Days::new(1));
        let wait = tomorrow.map_or(0, |day| (day.and_time(NaiveTime::MIN).and_utc() - scope.now()).num_seconds());
        return Err(Problem::TooManyRequests(wait.unsigned_abs() + 1));
    }
    let owner = LinkOwner { account_id: scope.account_id(), candidate_id: row.stamp.id };
    let link = ConfirmationLink::random(owner)?;
    row.confirmation_hash = Some(link.hash());
    row.confirmation_address = Some(address);
    row.confirmation_expires_at = Some(scope.now() + CONFIRMATION_VALID);
    let payload = ConfirmationPayload { candidate_id: owner.candidate_id, link: link.sealed(&state.secret_sealer)? };
    confirmation_job(scope, &payload)
}

/// Queues the jobs, and commits.
pub(super) async fn commit(
    state: &AppState,
    scope: &Scope,
    transaction: entity::ScopeTransaction,
    jobs: Vec<NewJob>,
) -> Result<(), Problem> {
    transaction.scope().enqueue(jobs).await?;
    transaction.commit().await?;
    state.jobs.wake(scope.account_id());
    Ok(())
}
