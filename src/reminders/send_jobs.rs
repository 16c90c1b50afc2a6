//! The jobs of reminders: they find the recipient, compose the mail, send it, and record the result.
//!
//! Rows are read when a mail is sent, not when it is queued: a candidate who ended the reminders or was deleted gets no
//! more mails. A job that ends between sending a mail and completing sends it again, with the same `Message-ID`.

use chrono::{DateTime, Utc};
use database::Job;
use entity::{Candidate, CandidateId, Reminder, Scope};
use planning::Email;
use serde::Deserialize;
use uuid::Uuid;
use wording::Language;

use super::{
    bounces::MailId,
    compose::{MailLinks, language_of},
    job_payloads::{ConfirmationPayload, payload},
    links::{ConfirmationLink, LinkKey, LinkOwner},
    preferences::{ReminderMode, confirmed, target},
    suppressed::{SuppressionReason, suppress},
};
use crate::{
    jobs::JobOutcome,
    mail::{Letter, Mailer, SendError, SendErrorKind},
    problem::Problem,
    state::AppState,
    stored,
};

pub(super) fn scope_of(state: &AppState, job: &Job) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "a job is the account's that queued it")]
    Scope::new(state.db.clone(), job.account_id.into(), state.clock.now())
}

/// The recipient of a mail.
pub(super) struct MailRecipient {
    pub candidate: Candidate,
    pub row: Reminder,
    pub address: Email,
    pub language: &'static dyn Language,
}

impl MailRecipient {
    /// The recipient of mails of this mode. `None` if the reminders have ended or the address isn't confirmed.
    pub(super) async fn find(scope: &Scope, id: CandidateId, mode: ReminderMode) -> Result<Option<Self>, Problem> {
        let Some((candidate, row)) = scope.reminder_of(id).await? else { return Ok(None) };
        let address = confirmed(&candidate, &row).filter(|_| row.mode == stored::to_word(&mode)).cloned();
        Self::with_address(scope, candidate, row, address).await
    }

    /// The recipient of a confirmation mail with this link. `None` if the link has been replaced or is not needed any
    /// more.
    async fn of_link(scope: &Scope, link: &ConfirmationLink) -> Result<Option<Self>, Problem> {
        let Some((candidate, row)) = scope.reminder_of(link.owner.candidate_id).await? else { return Ok(None) };
        let is_wanted = row.mode != stored::to_word(&ReminderMode::None)
            && link.confirms(&row, scope.now())
            && confirmed(&candidate, &row).is_none();
        let address = target(&candidate, row.address.as_ref());
        let address =
            address.filter(|address| is_wanted && row.confirmation_address.as_ref() == Some(address)).cloned();
        Self::with_address(scope, candidate, row, address).await
    }

    async fn with_address(
        scope: &Scope,
        candidate: Candidate,
        row: Reminder,
        address: Option<Email>,
    ) -> Result<Option<Self>, Problem> {
        let Some(address) = address else { return Ok(None) };
        if scope.suppression(&address).await?.is_some() {
            return Ok(None);
        }
        let language = language_of(candidate.details.locale.as_ref());
        Ok(Some(Self { candidate, row, address, language }))
    }
}

/// Completes a job without a mail.
pub(super) async fn leave_out(state: &AppState, scope: &Scope, job: &Job) -> Result<JobOutcome, Problem> {
    scope.complete_job(job).await?;
    state.status.metrics.count_reminder("left_out");
    Ok(JobOutcome::Done)
}

/// The mailer, or that there is none.
fn mailer_of(state: &AppState) -> Result<&Mailer, Problem> {
    state.mailer.as_ref().ok_or(Problem::MailNotConfigured)
}

/// The result of handing a mail to the mail server.
pub(super) enum MailResult {
    Accepted,
    /// The address is refused permanently, for this reason.
    Refused(String),
    /// The mail is not sent. The job ends with this outcome.
    NotSent(JobOutcome),
}

/// Hands a mail to the mail server.
pub(super) async fn hand_over(
    state: &AppState,
    to: &MailRecipient,
    letter: &Letter,
    mail_id: Uuid,
) -> Result<MailResult, Problem> {
    let (mailer, metrics) = (mailer_of(state)?, &state.status.metrics);
    let key = LinkKey::read(&to.row, &state.secret_sealer).await?;
    let id = MailId::new(LinkOwner::from_row(&to.row), &key, &to.address, mail_id).local_part();
    Ok(match mailer.send(letter.mail(mailer, &to.address, &id, state.clock.now())?).await {
        Ok(()) => MailResult::Accepted,
        Err(SendError { why: SendErrorKind::Later, summary, .. }) => {
            metrics.count_reminder("retried");
            MailResult::NotSent(JobOutcome::Retry(summary))
        }
        Err(SendError { why: SendErrorKind::MailRefused, summary, .. }) => {
            metrics.count_reminder("failed");
            MailResult::NotSent(JobOutcome::GiveUp(summary))
        }
        Err(SendError { why: SendErrorKind::RecipientRefused, summary, detail }) => {
            MailResult::Refused(detail.unwrap_or(summary))
        }
    })
}

/// Stores the result of a mail that was due since then, within the transaction of the scope: an address that was
/// refused is suppressed.
pub(super) async fn note(
    state: &AppState,
    scope: &Scope,
    to: &MailRecipient,
    refused: Option<&str>,
    since: DateTime<Utc>,
) -> Result<(), Problem> {
    let (metrics, id) = (&state.status.metrics, to.candidate.stamp.id);
    if let Some(detail) = refused {
        metrics.count_reminder("refused");
        tracing::info!(candidate_id = %id, "an address is suppressed, as the mail server refuses it");
        suppress(scope, &to.address, SuppressionReason::Refused, Some(detail)).await?;
    } else {
        metrics.count_reminder("sent");
        metrics.record_reminder_lateness(state.clock.now() - since);
    }
    Ok(scope.note_reminder(id, refused).await?)
}

/// Sends a mail that is due since then, stores the result, and completes the job.
pub(super) async fn send(
    state: &AppState,
    scope: &Scope,
    job: &Job,
    to: &MailRecipient,
    letter: &Letter,
    since: DateTime<Utc>,
) -> Result<JobOutcome, Problem> {
    let refused = match hand_over(state, to, letter, job.id).await? {
        MailResult::Accepted => None,
        MailResult::Refused(why) => Some(why),
        MailResult::NotSent(outcome) => return Ok(outcome),
    };
    let transaction = scope.begin().await?;
    note(state, transaction.scope(), to, refused.as_deref(), since).await?;
    // Where another instance has claimed the job meanwhile, it sends the mail once more.
    transaction.scope().complete_job(job).await?;
    transaction.commit().await?;
    Ok(JobOutcome::Done)
}

/// Asks to confirm an address.
pub(crate) async fn send_confirmation(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let ConfirmationPayload { candidate_id, link } = payload(job)?;
    let owner = LinkOwner { account_id: scope.account_id(), candidate_id };
    let link = ConfirmationLink::unsealed(owner, &state.secret_sealer, &link).await?;
    let Some(to) = MailRecipient::of_link(&scope, &link).await? else { return leave_out(state, &scope, job).await };
    let url = mailer_of(state)?.url(&format!("/reminders/confirm/{}", link.token()));
    send(state, &scope, job, &to, &Letter::confirmation(to.language, url), scope.now()).await
}

pub(super) async fn links_of(state: &AppState, scope: &Scope, to: &MailRecipient) -> Result<MailLinks, Problem> {
    let (mailer, key) = (mailer_of(state)?.clone(), LinkKey::read(&to.row, &state.secret_sealer).await?);
    Ok(MailLinks { mailer, owner: LinkOwner::from_row(&to.row), key, address: to.address.clone(), now: scope.now() })
}

/// Records that a mail was not sent.
pub(crate) async fn note_failure(state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
    #[derive(Deserialize)]
    struct Payload {
        candidate_id: CandidateId,
    }
    let Payload { candidate_id } = payload(job)?;
    let scope = scope_of(state, job);
    scope.release_due_steps(candidate_id).await?;
    Ok(scope.note_reminder(candidate_id, Some(why)).await?)
}
