//! The jobs of reminders: whom a mail is for, what it says, and what comes of sending it.
//!
//! Rows are read when a mail is sent, not when it is queued: whoever ended the reminders, or was deleted, gets nothing more.
//! A job that ends between sending a mail and completing sends it again, with the same `Message-ID`.

use chrono::{DateTime, Utc};
use database::Job;
use entity::{Candidate, CandidateId, Reminder, Scope, SuppressedAddressId};
use planning::{Email, Status};
use serde::Deserialize;
use wording::Language;

use super::{
    answers::lower_case,
    compose::{DueStep, Letter, MailLinks, language_of},
    links::{ConfirmationLink, LinkKey, LinkOwner},
    mailer::{Mailer, Unsent, UnsentKind},
    preferences::{ReminderMode, confirmed, target},
    queued::{ConfirmationPayload, DuePayload, payload},
    suppressed::SuppressionReason,
};
use crate::{
    follow_up_plans::{facts, now},
    jobs::JobOutcome,
    playbooks,
    problem::Problem,
    state::AppState,
    stored,
};

pub(super) fn scope_of(state: &AppState, job: &Job) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "a job is the account's that queued it")]
    Scope::new(state.db.clone(), job.account_id.into(), state.clock.now())
}

/// Whom a mail is sent to.
pub(super) struct MailRecipient {
    candidate: Candidate,
    row: Reminder,
    address: Email,
    pub language: &'static dyn Language,
}

impl MailRecipient {
    /// Who gets mails of this mode; none, if nobody does any more.
    pub(super) async fn of(scope: &Scope, id: CandidateId, mode: ReminderMode) -> Result<Option<Self>, Problem> {
        let Some((candidate, row)) = scope.reminder_of(id).await? else { return Ok(None) };
        let address = confirmed(&candidate, &row).filter(|_| row.mode == stored::to_word(&mode)).cloned();
        Self::at(scope, candidate, row, address).await
    }

    /// Who is asked to confirm an address by this link; none, if the link has been replaced or is of no use any more.
    async fn of_link(scope: &Scope, link: &ConfirmationLink) -> Result<Option<Self>, Problem> {
        let Some((candidate, row)) = scope.reminder_of(link.owner.candidate_id).await? else { return Ok(None) };
        let is_wanted = row.mode != stored::to_word(&ReminderMode::None)
            && link.confirms(&row, scope.now())
            && confirmed(&candidate, &row).is_none();
        let address = target(&candidate, row.address.as_ref());
        let address =
            address.filter(|address| is_wanted && row.confirmation_address.as_ref() == Some(address)).cloned();
        Self::at(scope, candidate, row, address).await
    }

    async fn at(
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

/// Sends a mail that is due since then, keeps what came of it, and completes the job.
pub(super) async fn send(
    state: &AppState,
    scope: &Scope,
    job: &Job,
    to: &MailRecipient,
    letter: &Letter,
    since: DateTime<Utc>,
) -> Result<JobOutcome, Problem> {
    let (mailer, metrics, id) = (mailer_of(state)?, &state.status.metrics, to.candidate.stamp.id);
    let refused = match mailer.send(letter.mail(mailer, &to.address, job.id, state.clock.now())?).await {
        Ok(()) => None,
        Err(Unsent { why: UnsentKind::Later, summary, .. }) => {
            metrics.count_reminder("retried");
            return Ok(JobOutcome::Retry(summary));
        }
        Err(Unsent { why: UnsentKind::MailRefused, summary, .. }) => {
            metrics.count_reminder("failed");
            return Ok(JobOutcome::GiveUp(summary));
        }
        Err(Unsent { why: UnsentKind::RecipientRefused, summary, detail }) => Some(detail.unwrap_or(summary)),
    };
    let transaction = scope.begin().await?;
    if let Some(detail) = &refused {
        metrics.count_reminder("refused");
        tracing::info!(candidate_id = %id, "an address is suppressed, as the mail server refuses it");
        let suppressed = entity::SuppressedAddress {
            stamp: scope.stamp(SuppressedAddressId::new()),
            address: lower_case(&to.address)?,
            reason: stored::to_word(&SuppressionReason::Refused),
            detail: Some(detail.clone()),
        };
        transaction.scope().suppress(suppressed).await?;
    } else {
        metrics.count_reminder("sent");
        metrics.record_reminder_lateness(state.clock.now() - since);
    }
    transaction.scope().note_reminder(id, refused.as_deref()).await?;
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
    let link = ConfirmationLink::unsealed(owner, &state.seals, &link).await?;
    let Some(to) = MailRecipient::of_link(&scope, &link).await? else { return leave_out(state, &scope, job).await };
    let url = mailer_of(state)?.url(&format!("/reminders/confirm/{}", link.token()));
    send(state, &scope, job, &to, &Letter::confirmation(to.language, url), scope.now()).await
}

/// Tells of a step that has fallen due, unless it was done meanwhile.
pub(crate) async fn send_due(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let DuePayload { candidate_id, application_id, step_id, since } = payload(job)?;
    let to = MailRecipient::of(&scope, candidate_id, ReminderMode::Due).await?;
    let Some(to) = to else { return leave_out(state, &scope, job).await };
    let dossier = scope.dossier(application_id).await?;
    let Some(dossier) = dossier.filter(|dossier| dossier.candidate.stamp.id == candidate_id) else {
        return leave_out(state, &scope, job).await;
    };
    let links = links_of(state, &scope, &to).await?;
    let (facts, as_of) = (facts(dossier)?, now(&scope)?);
    let letter = {
        let plan = planning::plan(&facts, playbooks::followed(&facts)?, as_of);
        let step = plan.steps.iter().find(|step| step.id == step_id && is_open(step.status));
        step.map(|step| {
            let step = DueStep { application_id, facts: &facts, plan: &plan, step };
            Letter::due(to.language, &step, &links)
        })
    };
    let Some(letter) = letter else { return leave_out(state, &scope, job).await };
    send(state, &scope, job, &to, &letter, since).await
}

/// Whether there is something to do.
pub(super) fn is_open(status: Status) -> bool {
    matches!(status, Status::Due | Status::Overdue)
}

pub(super) async fn links_of(state: &AppState, scope: &Scope, to: &MailRecipient) -> Result<MailLinks, Problem> {
    let (mailer, key) = (mailer_of(state)?.clone(), LinkKey::of(&to.row, &state.seals).await?);
    Ok(MailLinks { mailer, owner: LinkOwner::of(&to.row), key, address: to.address.clone(), now: scope.now() })
}

/// Keeps in mind that a mail is not sent.
pub(crate) async fn note_failure(state: &AppState, job: &Job, why: &str) -> Result<(), Problem> {
    #[derive(Deserialize)]
    struct Payload {
        candidate_id: CandidateId,
    }
    let Payload { candidate_id } = payload(job)?;
    Ok(scope_of(state, job).note_reminder(candidate_id, Some(why)).await?)
}
