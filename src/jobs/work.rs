//! Doing the jobs of an account.

use std::time::Duration;

use database::Job;
use uuid::Uuid;

use super::JobKind;
use crate::state::AppState;

/// How many jobs are claimed at once: few enough that they are done long before the lease ends.
const CLAIMED: u32 = 10;

/// How long an attempt may take. All of a claim together take less than the lease does.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// After what time a job is looked at again whose kind is not known here: a newer instance will do it.
const UNKNOWN_FOR: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

/// Claims some of an account's jobs and does them one after the other; says how many there were, and whether there may be
/// more.
pub(super) async fn work(state: &AppState, account: Uuid) -> entity::Result<(usize, bool)> {
    let jobs = state.db.claim_jobs(account, state.clock.now(), CLAIMED).await?;
    for job in &jobs {
        attempt(state, job).await?;
    }
    Ok((jobs.len(), jobs.len() == CLAIMED as usize))
}

async fn attempt(state: &AppState, job: &Job) -> entity::Result<()> {
    let Some(kind) = JobKind::by_name(&job.kind) else {
        state.db.release_job(job, state.clock.now() + UNKNOWN_FOR).await?;
        return Ok(());
    };
    let done = match tokio::time::timeout(TIME_LIMIT, kind.run(state, job)).await {
        Ok(done) => done.map_err(|problem| problem.to_string()),
        Err(_) => Err(format!("it took longer than {} s", TIME_LIMIT.as_secs())),
    };
    let metrics = &state.status.metrics;
    let Err(why) = done else {
        metrics.count_job(kind.name(), "done");
        state.feed.wake(job.account_id.into());
        return Ok(());
    };
    let (id, attempt) = (job.id, job.attempt);
    if job.is_last_attempt() {
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
