//! Runs the jobs of an account.

use std::time::Duration;

use database::{JOB_LEASE, Job};
use tokio::time::Instant;
use uuid::Uuid;

use super::{JobKind, JobOutcome, OF_NO_ACCOUNT};
use crate::state::AppState;

/// The maximum number of jobs that are claimed at once.
const CLAIM_BATCH_SIZE: u32 = 10;

/// The time of the lease that must be left when an attempt begins. Jobs with less time are released.
const LEASE_RESERVE: Duration = Duration::from_secs(5);

/// After what time a job is looked at again whose kind is not known here: a newer instance will do it.
const UNKNOWN_FOR: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

/// Claims some of an account's jobs and does them one after the other; says how many there were, and whether there may
/// be more.
pub(super) async fn work(state: &AppState, account: Uuid) -> entity::Result<(usize, bool)> {
    let claimed = Instant::now();
    let jobs = state.db.claim_jobs(account, state.clock.now(), CLAIM_BATCH_SIZE).await?;
    for job in &jobs {
        let lasts = JOB_LEASE.to_std().unwrap_or_default().saturating_sub(claimed.elapsed() + LEASE_RESERVE);
        attempt(state, job, lasts).await?;
    }
    Ok((jobs.len(), jobs.len() == CLAIM_BATCH_SIZE as usize))
}

/// Makes an attempt, if the lease lasts as long as it may take.
async fn attempt(state: &AppState, job: &Job, lasts: Duration) -> entity::Result<()> {
    let Some(kind) = JobKind::by_name(&job.kind) else {
        state.db.release_job(job, state.clock.now() + UNKNOWN_FOR).await?;
        return Ok(());
    };
    let limit = kind.time_limit();
    if lasts < limit {
        state.db.release_job(job, state.clock.now()).await?;
        return Ok(());
    }
    let outcome = match tokio::time::timeout(limit, kind.run(state, job)).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(problem)) => JobOutcome::Retry(problem.to_string()),
        Err(_) => JobOutcome::Retry(format!("it took longer than {} s", limit.as_secs())),
    };
    let metrics = &state.status.metrics;
    let (why, is_over) = match outcome {
        JobOutcome::Done => {
            metrics.count_job(kind.name(), "done");
            if job.account_id != OF_NO_ACCOUNT {
                state.feed.wake(job.account_id.into());
            }
            return Ok(());
        }
        JobOutcome::Retry(why) => (why, job.is_last_attempt()),
        JobOutcome::GiveUp(why) => (why, true),
    };
    let (id, attempt) = (job.id, job.attempt);
    if is_over {
        tracing::error!(job = %id, account_id = %job.account_id, kind = kind.name(), attempt, error = %why, "a job is given up");
        metrics.count_job(kind.name(), "failed");
        if let Err(problem) = kind.give_up(state, job, &why).await {
            tracing::error!(job = %id, error = %problem, "that a job is given up couldn't be told");
        }
        state.db.fail_job(job, &why).await?;
    } else {
        tracing::warn!(job = %id, account_id = %job.account_id, kind = kind.name(), attempt, error = %why, "a job is tried again");
        metrics.count_job(kind.name(), "retried");
        state.db.retry_job(job, state.clock.now() + job.backoff(), &why).await?;
    }
    Ok(())
}

/// Does all jobs that are due now, of all accounts; says how many attempts that took.
pub async fn work_all(state: &AppState) -> entity::Result<usize> {
    let mut done = 0;
    loop {
        let accounts = state.db.accounts_with_jobs(state.clock.now()).await?;
        if accounts.is_empty() {
            return Ok(done);
        }
        for account in accounts {
            done += work(state, account).await?.0;
        }
    }
}
