//! Adapts the reminders of a candidate whose `email` or `time_zone` may have changed, by whatever way.

use database::Job;
use entity::{Candidate, Reminder, Scope};
use planning::Email;

use super::{
    job_payloads::{ChangedCandidatePayload, daily_job, mail_zone, payload},
    preferences::{ReminderMode, confirmed, target},
    send_jobs::scope_of,
    set_reminders::{NO_ADDRESS, ask, can_be_sent_to},
};
use crate::{jobs::JobOutcome, problem::Problem, state::AppState, stored};

/// Why no confirmation is sent, where a request would be answered with 429.
const TOO_MANY: &str =
    "no confirmation is sent to the candidate's new email: too many were sent today; ask for it again tomorrow";

/// Queues the daily mail for the candidate's current time zone. Queuing it again for the same zone changes nothing.
/// Sends a confirmation to the candidate's current address, if reminders go there and none was sent before. The mail
/// counts towards the limits of confirmations.
pub(crate) async fn follow_change(state: &AppState, job: &Job) -> Result<JobOutcome, Problem> {
    let scope = scope_of(state, job);
    let ChangedCandidatePayload { candidate_id } = payload(job)?;
    let Some((candidate, before)) = scope.reminder_of(candidate_id).await? else { return done(&scope, job).await };
    if let Some(daily) = daily_job(&scope, &before, mail_zone(&candidate)?)? {
        scope.enqueue(vec![daily]).await?;
    }
    let Some(address) = unasked(&candidate, &before).filter(|_| state.mailer.is_some()) else {
        return done(&scope, job).await;
    };
    // The `state` of the reminders says so then.
    if scope.suppression(&address).await?.is_some() {
        return done(&scope, job).await;
    }
    if !can_be_sent_to(&address) {
        scope.note_reminder(candidate_id, Some(&format!("the candidate's email {NO_ADDRESS}"))).await?;
        return done(&scope, job).await;
    }
    let transaction = scope.begin().await?;
    let mut row = Reminder { stamp: scope.next(before.stamp), confirmed_address: None, confirmed_at: None, ..before };
    let mail = match ask(state, transaction.scope(), &mut row, address).await {
        Ok(mail) => mail,
        Err(Problem::TooManyRequests(_)) => {
            transaction.rollback().await?;
            scope.note_reminder(candidate_id, Some(TOO_MANY)).await?;
            return done(&scope, job).await;
        }
        Err(problem) => return Err(problem),
    };
    transaction.scope().write_reminder(row).await?;
    transaction.scope().enqueue(vec![mail]).await?;
    if !transaction.scope().complete_job(job).await? {
        return Err(Problem::Conflict("another instance has claimed the job".into()));
    }
    transaction.commit().await?;
    state.jobs.wake(scope.account_id());
    Ok(JobOutcome::Done)
}

async fn done(scope: &Scope, job: &Job) -> Result<JobOutcome, Problem> {
    scope.complete_job(job).await?;
    Ok(JobOutcome::Done)
}

/// The candidate's own address, if reminders go there and it neither was confirmed nor was asked to be.
fn unasked(candidate: &Candidate, row: &Reminder) -> Option<Email> {
    let goes_there = row.address.is_none() && row.mode != stored::to_word(&ReminderMode::None);
    let address = target(candidate, None).filter(|_| goes_there && confirmed(candidate, row).is_none())?;
    (row.confirmation_address.as_ref() != Some(address)).then(|| address.clone())
}
