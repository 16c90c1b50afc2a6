//! A queue of jobs in the database. Each job runs at least once, on any instance.
//!
//! A job belongs to an account, and is queued in the transaction that causes it. A claim of a job is a lease: when it
//! ends, the job is due again and another instance can claim it. The column `due_at` stores both times. It is null for
//! a job that was given up.
//!
//! Jobs are claimed account by account, by statements that name the account, so that a distributed database sends each
//! to one node. An instance notes the accounts for which it queued jobs itself. Only when it knows of none does it ask
//! all nodes which accounts have jobs.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{Database, Dialect, PerBackend, Result};

/// The maximum number of attempts of a job.
pub const JOB_ATTEMPTS: i16 = 10;

/// The duration of a claim.
pub const JOB_LEASE: TimeDelta = TimeDelta::seconds(60);

/// The maximum number of accounts that one query returns.
const MAX_ACCOUNTS_PER_QUERY: i64 = 100;

/// The maximum length of a stored error, in characters.
const ERROR_LIMIT: usize = 1000;

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    pub account_id: Uuid,
    /// The id. A job is not queued if the account has a queued job with the same id.
    pub id: Uuid,
    /// The kind, which determines the handler.
    pub kind: &'static str,
    pub payload: Json,
    /// The earliest time at which it runs.
    pub due_at: DateTime<Utc>,
}

/// A claimed job.
#[derive(Clone, Debug)]
pub struct Job {
    pub account_id: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub payload: Json,
    /// The number of the attempt, from 1.
    pub attempt: i16,
    lease: Uuid,
}

impl Job {
    /// Whether this is the last attempt.
    #[must_use]
    pub fn is_last_attempt(&self) -> bool {
        self.attempt >= JOB_ATTEMPTS
    }

    /// How long to wait after a failed attempt: 2 s after the first, four times as long after each further one, and at
    /// most an hour. Up to half of that is added, so that jobs that failed together are not tried together.
    #[must_use]
    pub fn backoff(&self) -> TimeDelta {
        let exponent = u32::try_from(self.attempt.clamp(1, JOB_ATTEMPTS) - 1).unwrap_or_default();
        let millis = (2_000 * 4_i64.pow(exponent)).min(3_600_000);
        // The last 62 bits of an id are random.
        let share = i64::from(self.id.as_bytes()[15]) + i64::from(self.attempt) * 97;
        TimeDelta::milliseconds(millis + millis / 2 * (share % 256) / 256)
    }
}

/// The state of the queue.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct QueueState {
    /// The number of jobs that are due now or later.
    pub pending: i64,
    /// The number of jobs that were given up.
    pub failed: i64,
    /// The time since the oldest due job became due.
    pub lag: TimeDelta,
}

/// A job that was given up.
#[derive(Clone, Debug)]
pub struct FailedJob {
    pub account_id: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub created_at: DateTime<Utc>,
    /// The last error.
    pub error: String,
}

/// Queues jobs, within the transaction of `db` if it is one. Jobs that are queued already are not changed.
pub async fn enqueue_jobs(
    db: &impl ConnectionTrait,
    dialect: Dialect,
    now: DateTime<Utc>,
    jobs: impl IntoIterator<Item = NewJob>,
) -> Result<()> {
    insert_jobs(db, dialect, now, jobs, "DO NOTHING").await
}

/// Queues jobs like [`enqueue_jobs`]. Locks jobs that are queued already, so that no instance can complete them before
/// the transaction of `db` ends. Queues jobs again that were given up. The jobs must be in the order of their ids.
pub async fn enqueue_or_hold_jobs(
    db: &impl ConnectionTrait,
    dialect: Dialect,
    now: DateTime<Utc>,
    jobs: impl IntoIterator<Item = NewJob>,
) -> Result<()> {
    let hold = "DO UPDATE SET due_at = coalesce(jobs.due_at, excluded.due_at), \
                attempt = CASE WHEN jobs.due_at IS NULL THEN 0 ELSE jobs.attempt END";
    insert_jobs(db, dialect, now, jobs, hold).await
}

async fn insert_jobs(
    db: &impl ConnectionTrait,
    dialect: Dialect,
    now: DateTime<Utc>,
    jobs: impl IntoIterator<Item = NewJob>,
    if_queued: &str,
) -> Result<()> {
    let mut values: Vec<Value> = Vec::new();
    let mut rows = String::new();
    for job in jobs {
        let first = values.len();
        let marks = [first + 1, first + 2, first + 3, first + 4, first + 5, first + 6].map(|mark| format!("${mark}"));
        rows += if rows.is_empty() { "(" } else { ", (" };
        rows += &marks.join(", ");
        rows += ", 0)";
        values.extend([
            job.account_id.into(),
            job.id.into(),
            job.kind.into(),
            job.payload.into(),
            now.into(),
            job.due_at.into(),
        ]);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO jobs (account_id, id, kind, payload, created_at, due_at, attempt) VALUES {rows} \
         ON CONFLICT (account_id, id) {if_queued}"
    );
    db.execute_raw(dialect.statement(sql, values)).await?;
    Ok(())
}

/// Removes a completed job, within the transaction of its effect. Returns false if another instance has claimed the job
/// since. The caller then has to roll back.
pub async fn complete_job(db: &impl ConnectionTrait, dialect: Dialect, job: &Job) -> Result<bool> {
    let sql = "DELETE FROM jobs WHERE account_id = $1 AND id = $2 AND lease = $3";
    let done = dialect.statement(sql, [job.account_id.into(), job.id.into(), job.lease.into()]);
    Ok(db.execute_raw(done).await?.rows_affected() > 0)
}

/// Removes a job that was given up, within the transaction of `db` if it is one.
pub async fn remove_failed_job(db: &impl ConnectionTrait, dialect: Dialect, account_id: Uuid, id: Uuid) -> Result<()> {
    let sql = "DELETE FROM jobs WHERE account_id = $1 AND id = $2 AND due_at IS NULL";
    db.execute_raw(dialect.statement(sql, [account_id.into(), id.into()])).await?;
    Ok(())
}

/// The statement that claims jobs. The ids are selected once, not once for each row.
const CLAIM: PerBackend<&str> = PerBackend::new(
    "UPDATE jobs SET lease = $1, due_at = $2, attempt = attempt + 1 \
     WHERE account_id = $3 AND id = ANY(ARRAY( \
         SELECT id FROM jobs WHERE account_id = $3 AND due_at <= $4 ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED \
     )) RETURNING account_id, id, kind, payload, attempt, lease",
    "UPDATE jobs SET lease = $1, due_at = $2, attempt = attempt + 1 \
     WHERE account_id = $3 AND id IN ( \
         SELECT id FROM jobs WHERE account_id = $3 AND due_at <= $4 ORDER BY due_at, id LIMIT $5 \
     ) RETURNING account_id, id, kind, payload, attempt, lease",
);

impl Database {
    /// Accounts that have due jobs, in no particular order.
    pub async fn accounts_with_jobs(&self, now: DateTime<Utc>) -> Result<Vec<Uuid>> {
        let sql = "SELECT DISTINCT account_id FROM jobs WHERE due_at <= $1 LIMIT $2";
        let rows =
            self.query_all_raw(self.dialect().statement(sql, [now.into(), MAX_ACCOUNTS_PER_QUERY.into()])).await?;
        Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, DbErr>>()?)
    }

    /// Claims up to `limit` due jobs of an account, the oldest first. No other instance can claim them before
    /// [`JOB_LEASE`] has passed.
    pub async fn claim_jobs(&self, account_id: Uuid, now: DateTime<Utc>, limit: u32) -> Result<Vec<Job>> {
        let values: [Value; 5] =
            [Uuid::now_v7().into(), (now + JOB_LEASE).into(), account_id.into(), now.into(), i64::from(limit).into()];
        let claim = self.dialect().statement(*CLAIM.get(self.dialect()), values);
        let mut jobs: Vec<Job> = self.query_all_raw(claim).await?.iter().map(read_job).collect::<Result<_, DbErr>>()?;
        // Ids sort by age.
        jobs.sort_by_key(|job| job.id);
        Ok(jobs)
    }

    /// Schedules another attempt of a job at `due_at`. Returns false if another instance has claimed the job since.
    pub async fn retry_job(&self, job: &Job, due_at: DateTime<Utc>, error: &str) -> Result<bool> {
        self.give_back(job, Some(due_at), job.attempt, error).await
    }

    /// Releases a claimed job without an attempt. It can be claimed again from `due_at` on.
    pub async fn release_job(&self, job: &Job, due_at: DateTime<Utc>) -> Result<bool> {
        self.give_back(job, Some(due_at), job.attempt - 1, "").await
    }

    /// Gives up a job. It is not tried again unless it is replayed. Returns false if another instance has claimed the
    /// job since.
    pub async fn fail_job(&self, job: &Job, error: &str) -> Result<bool> {
        self.give_back(job, None, job.attempt, error).await
    }

    async fn give_back(&self, job: &Job, due_at: Option<DateTime<Utc>>, attempt: i16, error: &str) -> Result<bool> {
        let sql = "UPDATE jobs SET lease = NULL, due_at = $1, attempt = $2, error = $3 \
                   WHERE account_id = $4 AND id = $5 AND lease = $6";
        let error: String = error.chars().take(ERROR_LIMIT).collect();
        let values: [Value; 6] =
            [due_at.into(), attempt.into(), error.into(), job.account_id.into(), job.id.into(), job.lease.into()];
        Ok(self.execute_raw(self.dialect().statement(sql, values)).await?.rows_affected() > 0)
    }

    /// The state of the queue, for all accounts.
    pub async fn queue_state(&self, now: DateTime<Utc>) -> Result<QueueState> {
        let sql = "SELECT count(due_at), count(*) - count(due_at), min(due_at) FROM jobs";
        let Some(row) = self.query_one_raw(self.dialect().statement(sql, [])).await? else {
            return Ok(QueueState::default());
        };
        let first: Option<DateTime<Utc>> = row.try_get_by_index(2)?;
        Ok(QueueState {
            pending: row.try_get_by_index(0)?,
            failed: row.try_get_by_index(1)?,
            lag: first.map_or(TimeDelta::zero(), |first| (now - first).max(TimeDelta::zero())),
        })
    }

    /// Up to `limit` jobs that were given up, of all accounts.
    pub async fn failed_jobs(&self, limit: u32) -> Result<Vec<FailedJob>> {
        let sql = "SELECT account_id, id, kind, created_at, coalesce(error, '') FROM jobs WHERE due_at IS NULL \
                   ORDER BY id LIMIT $1";
        let rows = self.query_all_raw(self.dialect().statement(sql, [i64::from(limit).into()])).await?;
        let failed = |row: &QueryResult| {
            Ok(FailedJob {
                account_id: row.try_get_by_index(0)?,
                id: row.try_get_by_index(1)?,
                kind: row.try_get_by_index(2)?,
                created_at: row.try_get_by_index(3)?,
                error: row.try_get_by_index(4)?,
            })
        };
        Ok(rows.iter().map(failed).collect::<Result<_, DbErr>>()?)
    }

    /// Queues a job again that was given up, with its attempts counted from 1. Returns false if there is no such job.
    pub async fn replay_job(&self, account_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
        let sql = "UPDATE jobs SET due_at = $1, attempt = 0, lease = NULL \
                   WHERE account_id = $2 AND id = $3 AND due_at IS NULL";
        let replay = self.dialect().statement(sql, [now.into(), account_id.into(), id.into()]);
        Ok(self.execute_raw(replay).await?.rows_affected() > 0)
    }
}

fn read_job(row: &QueryResult) -> Result<Job, DbErr> {
    Ok(Job {
        account_id: row.try_get_by_index(0)?,
        id: row.try_get_by_index(1)?,
        kind: row.try_get_by_index(2)?,
        payload: row.try_get_by_index(3)?,
        attempt: row.try_get_by_index(4)?,
        lease: row.try_get_by_index(5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_wait_longer_and_longer_but_not_forever() {
        let wait = |attempt, last_byte| {
            let mut id = [0; 16];
            id[15] = last_byte;
            let (account_id, lease, id) = (Uuid::nil(), Uuid::nil(), Uuid::from_bytes(id));
            Job { account_id, id, kind: String::new(), payload: Json::Null, attempt, lease }.backoff()
        };
        for (attempt, seconds) in [(1, 2), (2, 8), (3, 32), (4, 128), (5, 512), (6, 2048), (7, 3600), (10, 3600)] {
            for last_byte in [0, 100, 255] {
                let waited = wait(attempt, last_byte);
                let least = TimeDelta::seconds(seconds);
                assert!((least..=least * 3 / 2).contains(&waited), "{attempt}: {waited}");
            }
        }
        assert_ne!(wait(1, 0), wait(1, 200));
        assert_ne!(wait(1, 0) * 4, wait(2, 0));
    }
}
