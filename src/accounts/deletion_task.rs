//! Deletes the rows of deleted accounts in the background, a portion at a time.
//!
//! Every instance looks for such accounts, and any free instance deletes the next portion. If an instance is killed,
//! another one continues, or the same one after its restart.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use actix_web::web::Data;
use entity::{AccountId, DeletionProgress, Deletions, PortionResult};

use crate::{monitoring::Metrics, state::AppState};

/// How often to look for accounts that another instance has marked as deleted.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Limits of the deletion: the size of portions, and the share of time that it may take.
#[derive(Clone, Copy, Debug)]
pub struct DeletionPace {
    /// The number of rows of the first portion, and the minimum. Smaller portions would not help a slow database.
    pub rows: u64,
    /// The maximum number of rows of a portion.
    pub most: u64,
    /// The intended duration of a portion. The size of the next one follows from it.
    pub portion: Duration,
    /// The pause after a portion, as a multiple of its duration. It leaves the database to other requests.
    pub rest: f64,
}

impl Default for DeletionPace {
    fn default() -> Self {
        Self { rows: 1_000, most: 5_000, portion: Duration::from_millis(50), rest: 1.0 }
    }
}

/// The background task of one instance that deletes the rows of deleted accounts.
#[derive(Debug)]
pub struct DeletionTask {
    state: Data<AppState>,
    pace: DeletionPace,
    rows: u64,
    under_way: HashMap<AccountId, RunningDeletion>,
    known: HashSet<AccountId>,
    /// Whether the last search for accounts failed. Repeated failures are logged once.
    failing: bool,
}

#[derive(Debug)]
struct RunningDeletion {
    progress: DeletionProgress,
    began: Instant,
    rows: u64,
}

impl DeletionTask {
    /// The task, before its first round.
    #[must_use]
    pub fn new(state: Data<AppState>, pace: DeletionPace) -> Self {
        Self { state, pace, rows: pace.rows, under_way: HashMap::new(), known: HashSet::new(), failing: false }
    }

    fn metrics(&self) -> &Metrics {
        &self.state.status.metrics
    }

    /// Runs until the service stops.
    pub async fn run(mut self) {
        loop {
            let began = Instant::now();
            let round = self.round(POLL_INTERVAL).await;
            if let (Err(error), false) = (&round, self.failing) {
                tracing::warn!(%error, "deleted accounts can't be looked for; this is tried again and again");
            }
            self.failing = round.is_err();
            if !round.is_ok_and(|busy| busy) {
                let woken = self.state.account_deletions.notified();
                let _ = tokio::time::timeout(POLL_INTERVAL.saturating_sub(began.elapsed()), woken).await;
            }
        }
    }

    /// Finds the accounts that are being deleted, and deletes one portion of each, one account after the other. Repeats
    /// this until nothing is left or the time limit has passed. Returns whether anything was deleted.
    ///
    /// # Errors
    ///
    /// If the database can't list the accounts. An error with one account is logged, and retried later.
    pub async fn round(&mut self, length: Duration) -> entity::Result<bool> {
        let began = Instant::now();
        let mut pending = self.look().await?;
        let mut done = false;
        while !pending.is_empty() && began.elapsed() < length {
            let mut remaining = Vec::new();
            for account in pending {
                if self.portion(account).await {
                    done = true;
                    remaining.push(account);
                }
            }
            pending = remaining;
        }
        Ok(done)
    }

    async fn look(&mut self) -> entity::Result<Vec<AccountId>> {
        let pending = Deletions::new(&self.state.db).pending().await?;
        for account in &pending {
            // Another instance may have marked an account.
            if self.known.insert(*account) {
                self.state.tokens.forget_account(*account);
            }
        }
        self.known.retain(|account| pending.contains(account));
        self.under_way.retain(|account, _| pending.contains(account));
        self.metrics().set_pending_deletions(pending.len());
        Ok(pending)
    }

    /// Deletes a portion. Returns false if this instance has nothing more to delete for now.
    async fn portion(&mut self, account: AccountId) -> bool {
        let began = Instant::now();
        let rows = self.rows;
        let under_way = self.under_way.entry(account).or_insert_with(|| RunningDeletion {
            progress: DeletionProgress::start(account),
            began,
            rows: 0,
        });
        let first = under_way.rows == 0;
        let (deleted, last) = match Deletions::new(&self.state.db).portion(&mut under_way.progress, rows).await {
            Ok(PortionResult::Deleted(deleted)) => (deleted, false),
            Ok(PortionResult::Finished(deleted)) => (deleted, true),
            Ok(PortionResult::HandledElsewhere) => return false,
            Err(error) => {
                tracing::warn!(%error, account_id = %account, "a portion of a deleted account couldn't be deleted");
                return false;
            }
        };
        under_way.rows += deleted;
        if first && under_way.rows > 0 {
            tracing::info!(account_id = %account, "deleting the rows of a deleted account");
        }
        let (all, elapsed_s) = (under_way.rows, under_way.began.elapsed().as_secs());
        self.metrics().count_deleted_rows(deleted);
        if last {
            tracing::info!(account_id = %account, rows = all, elapsed_s, "a deleted account is gone");
            self.under_way.remove(&account);
        }
        let took = began.elapsed();
        self.adapt(deleted, took);
        tokio::time::sleep(took.mul_f64(self.pace.rest)).await;
        !last
    }

    /// Adjusts the size of the next portion.
    fn adapt(&mut self, deleted: u64, took: Duration) {
        if took > self.pace.portion {
            self.rows = (self.rows / 2).max(self.pace.rows);
        } else if deleted >= self.rows && took < self.pace.portion / 2 {
            self.rows = (self.rows * 2).min(self.pace.most);
        }
    }
}
