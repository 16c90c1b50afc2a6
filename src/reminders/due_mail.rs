//! Mails about steps that have fallen due: the first at once, and what falls due soon after in one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use database::Job;
use entity::{CandidateId, DUE_MAIL_PAUSE, ReminderStep, Scope};
use uuid::Uuid;

use super::{
    compose::with_open_steps,
    job_payloads::{DueMailPayload, DuePayload, payload},
    preferences::ReminderMode,
    send_jobs::{MailRecipient, MailResult, hand_over, links_of, note, scope_of},
};
use crate::{follow_up_plans::now, jobs::JobOutcome, mail::Letter, problem::Problem, state::AppState};

/// How many steps are taken for a mail. The others wait for the next one.
const MAX_STEPS_PER_MAIL: u64 = 200;

/// The maximum number of steps in a mail. The others are counted.
const MAX_STEPS_SHOWN: usize = 50;

/// Collects the step of a job that an earlier release has queued.
pub(crate) async fn collect_due(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let DuePayload { candidate_id, application_id, step_id, since } = payload(job)?;
    let account_id = scope.account_id();
    let step =
        ReminderStep { account_id, id: job.id.into(), candidate_id, application_id, step_id, since, mail_id: None };
    let transaction = scope.begin().await?;
    transaction.scope().collect(&[step], &HashMap::new()).await?;
    if !transaction.scope().complete_job(job).await? {
        return Err(Problem::Conflict("another instance has claimed the job".into()));
    }
    transaction.commit().await?;
    state.jobs.wake(account_id);
    Ok(JobOutcome::Done)
}

/// Sends a candidate the steps that have fallen due since the last mail, and are not done.
pub(crate) async fn send_due(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let DueMailPayload { candidate_id } = payload(job)?;
    let due = DueMail { state, scope: &scope, job, candidate_id };
    let Some(to) = MailRecipient::find(&scope, candidate_id, ReminderMode::Due).await? else {
        return due.settle(None, None).await;
    };
    // Two jobs can follow each other, where a step was collected just when the first one ended.
    if let Some(at) = to.row.due_mail_at.map(|last| last + DUE_MAIL_PAUSE).filter(|at| *at > scope.now()) {
        return due.put_off(at).await;
    }
    let Some((mail, steps)) = scope.steps_to_mail(candidate_id, MAX_STEPS_PER_MAIL).await? else {
        return due.settle(None, None).await;
    };
    let since = steps.iter().map(|step| step.since).min().unwrap_or(scope.now());
    let Some(letter) = letter(state, &scope, &to, steps).await? else { return due.settle(Some(mail), None).await };
    let refused = match hand_over(state, &to, &letter, mail).await? {
        MailResult::Accepted => None,
        MailResult::Refused(why) => Some(why),
        MailResult::NotSent(outcome) => return Ok(outcome),
    };
    due.settle(Some(mail), Some(HandledMail { to: &to, refused, since })).await
}

/// A job that sends the collected steps to a candidate.
struct DueMail<'j> {
    state: &'j AppState,
    scope: &'j Scope,
    job: &'j Job,
    candidate_id: CandidateId,
}

/// A mail that was taken, or refused permanently.
struct HandledMail<'m> {
    to: &'m MailRecipient,
    refused: Option<String>,
    since: DateTime<Utc>,
}

impl DueMail<'_> {
    /// Ends the job, and deletes the steps of a mail, or all. Steps that were collected meanwhile are sent later.
    async fn settle(&self, mail: Option<Uuid>, handled: Option<HandledMail<'_>>) -> Result<JobOutcome, Problem> {
        let Self { state, scope, job, candidate_id } = *self;
        let mut next = scope.now();
        let transaction = scope.begin().await?;
        let within = transaction.scope();
        // First of all: a transaction that has just collected a step holds the job, and is waited for here.
        within.complete_job(job).await?;
        within.forget_due_steps(candidate_id, mail).await?;
        if let Some(HandledMail { to, refused, since }) = handled {
            note(state, within, to, refused.as_deref(), since).await?;
            if refused.is_none() {
                within.note_due_mail(candidate_id).await?;
                next += DUE_MAIL_PAUSE;
            }
        } else {
            state.status.metrics.count_reminder("left_out");
        }
        if mail.is_some() && within.has_due_steps(candidate_id).await? {
            within.enqueue(vec![within.due_mail(candidate_id, next)]).await?;
        }
        transaction.commit().await?;
        Ok(JobOutcome::Done)
    }

    /// Queues the job again, for later.
    async fn put_off(&self, at: DateTime<Utc>) -> Result<JobOutcome, Problem> {
        let transaction = self.scope.begin().await?;
        if transaction.scope().complete_job(self.job).await? {
            transaction.scope().enqueue(vec![self.scope.due_mail(self.candidate_id, at)]).await?;
        }
        transaction.commit().await?;
        Ok(JobOutcome::Done)
    }
}

/// The mail about those of these steps that are still open: one about a single step, or one about all; `None` if none
/// is.
async fn letter(
    state: &AppState,
    scope: &Scope,
    to: &MailRecipient,
    steps: Vec<ReminderStep>,
) -> Result<Option<Letter>, Problem> {
    let candidate = to.candidate.stamp.id;
    let mut applications: Vec<_> = steps.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let mut dossiers = scope.dossiers(&applications).await?;
    dossiers.retain(|dossier| dossier.candidate.stamp.id == candidate);
    let wanted: Vec<_> = steps.into_iter().map(|step| (step.application_id, step.step_id)).collect();
    let (language, links, as_of) = (to.language, links_of(state, scope, to).await?, now(scope)?);
    let day = to
        .candidate
        .details
        .time_zone
        .map_or_else(|| scope.now().date_naive(), |zone| zone.to_local(scope.now()).date_naive());
    let compose = move || {
        with_open_steps(dossiers, &wanted, as_of, |open| match open {
            [] => None,
            [step] => Some(Letter::about_due_step(language, step, &links)),
            steps => {
                let (shown, others) = steps.split_at(steps.len().min(MAX_STEPS_SHOWN));
                let more = u32::try_from(others.len()).unwrap_or(u32::MAX);
                Some(Letter::digest(language, day, shown, more, &links))
            }
        })
    };
    state.blocking.run(compose).await?
}
