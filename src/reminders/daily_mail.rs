//! Daily mails: queues and sends them.

use database::Job;
use entity::Agenda;
use planning::Status;

use super::{
    compose::with_open_steps,
    job_payloads::{DailyPayload, DigestPayload, daily_job, digest_job, mail_zone, payload},
    preferences::ReminderMode,
    schedule::DailyMail,
    send_jobs::{MailRecipient, leave_out, links_of, scope_of, send},
};
use crate::{
    agenda::refresh, follow_up_plans::now, jobs::JobOutcome, mail::Letter, problem::Problem, state::AppState, stored,
};

/// The maximum number of steps in a daily mail.
const MAX_STEPS_SHOWN: usize = 50;

/// The maximum number of due steps that are counted.
const MAX_STEPS_COUNTED: u64 = 500;

/// Queues the daily mail of the local day, once, and the job that queues the next one.
pub(crate) async fn queue_digest(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let DailyPayload { candidate_id, version, .. } = payload(job)?;
    let known = scope.reminder_of(candidate_id).await?.filter(|(_, row)| row.stamp.version == version);
    let Some((candidate, row)) = known else {
        // The reminders were set again. The new settings have their own job.
        scope.complete_job(job).await?;
        return Ok(JobOutcome::Done);
    };
    let transaction = scope.begin().await?;
    let zone = mail_zone(&candidate)?;
    let mut jobs: Vec<_> = daily_job(&scope, &row, zone)?.into_iter().collect();
    if let Some(DailyMail { day, at }) = DailyMail::last_due(scope.now(), zone, row.hour)
        && transaction.scope().take_digest(candidate_id, day).await?
    {
        jobs.push(digest_job(&scope, &DigestPayload { candidate_id, day, at })?);
    }
    transaction.scope().enqueue(jobs).await?;
    if !transaction.scope().complete_job(job).await? {
        return Err(Problem::Conflict("another instance has claimed the job".into()));
    }
    transaction.commit().await?;
    state.jobs.wake(scope.account_id());
    Ok(JobOutcome::Done)
}

/// Queues the job of the next day after a job was given up.
pub(crate) async fn queue_next_daily(state: &AppState, job: &Job) -> Result<(), Problem> {
    let scope = scope_of(state, job);
    let DailyPayload { candidate_id, version, .. } = payload(job)?;
    let known = scope.reminder_of(candidate_id).await?.filter(|(_, row)| row.stamp.version == version);
    let Some((candidate, row)) = known else { return Ok(()) };
    Ok(scope.enqueue(daily_job(&scope, &row, mail_zone(&candidate)?)?.into_iter().collect()).await?)
}

/// Sends the mail about all steps that are due, if there are any.
pub(crate) async fn send_digest(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let DigestPayload { candidate_id, day, at } = payload(job)?;
    let to = MailRecipient::find(&scope, candidate_id, ReminderMode::Daily).await?;
    let Some(to) = to else { return leave_out(state, &scope, job).await };
    let statuses = [Status::Due, Status::Overdue].map(|status| stored::to_word(&status)).to_vec();
    let agenda = Agenda { candidate_id: Some(candidate_id), statuses, ..Agenda::default() };
    let as_of = now(&scope)?;
    refresh(&scope, &agenda, as_of, &state.plan_refresh).await?;
    let mut steps = scope.planned_steps(&agenda, None, MAX_STEPS_COUNTED).await?.items;
    let more = u32::try_from(steps.len().saturating_sub(MAX_STEPS_SHOWN)).unwrap_or(u32::MAX);
    steps.truncate(MAX_STEPS_SHOWN);
    let mut applications: Vec<_> = steps.iter().map(|step| step.application_id).collect();
    applications.sort_unstable();
    applications.dedup();
    let dossiers = scope.dossiers(&applications).await?;
    let (language, links) = (to.language, links_of(state, &scope, &to).await?);
    let wanted: Vec<_> = steps.into_iter().map(|step| (step.application_id, step.step_id)).collect();
    let compose = move || {
        with_open_steps(dossiers, &wanted, as_of, |open| {
            (!open.is_empty()).then(|| Letter::digest(language, day, open, more, &links))
        })
    };
    let Some(letter) = state.blocking.run(compose).await?? else { return leave_out(state, &scope, job).await };
    send(state, &scope, job, &to, &letter, at).await
}
