//! Deletes the rows of deleted accounts in the background, a portion at a time.
//!
//! Every instance looks for such accounts; whichever is free takes the next portion. What is left when an instance is
//! killed the others go on with, or itself once it runs again.

use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

use actix_web::web::Data;
use entity::{AccountId, DeletionProgress, Deletions, Portion};

use crate::{monitoring::Metrics, state::AppState};

/// How often to look for accounts that another instance has marked as deleted.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How much is deleted at once, and how much of the time.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many rows the first portion has, and each at least: where everything takes long, smaller ones help nobody.
    pub rows: u64,
    /// The most rows that one has.
    pub most: u64,
    /// How long a portion should take: the next one is larger or smaller accordingly.
    pub portion: Duration,
    /// For how long to rest after a portion, for each second that it took: others have the database meanwhile.
    pub rest: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { rows: 1_000, most: 5_000, portion: Duration::from_millis(50), rest: 1.0 }
    }
}

/// What one instance knows of accounts that are being deleted.
#[derive(Debug)]
pub struct Removal {
    state: Data<AppState>,
    pace: Pace,
    rows: u64,
    under_way: HashMap<AccountId, UnderWay>,
    known: HashSet<AccountId>,
    /// Whether the last try to look for them failed: that is said once.
    failing: bool,
}

#[derive(Debug)]
struct UnderWay {
    progress: DeletionProgress,
    began: Instant,
    rows: u64,
}

impl Removal {
    /// Of an instance that knows nothing yet.
    #[must_use]
    pub fn new(state: Data<AppState>, pace: Pace) -> Self {
        Self { state, pace, rows: pace.rows, under_way: HashMap::new(), known: HashSet::new(), failing: false }
    }

    fn metrics(&self) -> &Metrics {
        &self.state.status.metrics
    }

    /// Goes on for as long as it is asked to.
    pub async fn run(mut self) {
        loop {
            let began = Instant::now();
            let round = self.round(LOOK_EVERY).await;
            if let (Err(error), false) = (&round, self.failing) {
                tracing::warn!(%error, "deleted accounts can't be looked for; this is tried again and again");
            }
            self.failing = round.is_err();
            if !round.is_ok_and(|busy| busy) {
                let woken = self.state.account_deletions.notified();
                let _ = tokio::time::timeout(LOOK_EVERY.saturating_sub(began.elapsed()), woken).await;
            }
        }
    }

    /// Looks which accounts are being deleted, and deletes portions of them, one of each after the other, until there is
    /// nothing left to do or so much time has passed. Says whether it did something.
    ///
    /// # Errors
    ///
    /// If the database can't say which accounts these are. What goes wrong with one of them is tried again.
    pub async fn round(&mut self, length: Duration) -> entity::Result<bool> {
        let began = Instant::now();
        let mut pending = self.look().await?;
        let mut done = false;
        while !pending.is_empty() && began.elapsed() < length {
            let mut left = Vec::new();
            for account in pending {
                if self.portion(account).await {
                    done = true;
                    left.push(account);
                }
            }
            pending = left;
        }
        Ok(done)
    }

    async fn look(&mut self) -> entity::Result<Vec<AccountId>> {
        let pending = Deletions::new(&self.state.db).pending().await?;
        for account in &pending {
            // Another instance may have marked it.
            if self.known.insert(*account) {
                self.state.tokens.forget_account(*account);
            }
        }
        self.known.retain(|account| pending.contains(account));
        self.under_way.retain(|account, _| pending.contains(account));
        self.metrics().set_pending_deletions(pending.len());
        Ok(pending)
    }

    /// Deletes a portion; false, if there is nothing more to do here, for now.
    async fn portion(&mut self, account: AccountId) -> bool {
        let began = Instant::now();
        let rows = self.rows;
        let under_way = self.under_way.entry(account).or_insert_with(|| UnderWay {
            progress: DeletionProgress::of(account),
            began,
            rows: 0,
        });
        let first = under_way.rows == 0;
        let (gone, last) = match Deletions::new(&self.state.db).portion(&mut under_way.progress, rows).await {
            Ok(Portion::Gone(gone)) => (gone, false),
            Ok(Portion::Last(gone)) => (gone, true),
            Ok(Portion::Elsewhere) => return false,
            Err(error) => {
                tracing::warn!(%error, account_id = %account, "a portion of a deleted account couldn't be deleted");
                return false;
            }
        };
        under_way.rows += gone;
        if first && under_way.rows > 0 {
            tracing::info!(account_id = %account, "deleting the rows of a deleted account");
        }
        let (all, elapsed_s) = (under_way.rows, under_way.began.elapsed().as_secs());
        self.metrics().count_deleted_rows(gone);
        if last {
            tracing::info!(account_id = %account, rows = all, elapsed_s, "a deleted account is gone");
            self.under_way.remove(&account);
        }
        let took = began.elapsed();
        self.adapt(gone, took);
        tokio::time::sleep(took.mul_f64(self.pace.rest)).await;
        !last
    }

    /// Makes the next portion larger or smaller.
    fn adapt(&mut self, gone: u64, took: Duration) {
        if took > self.pace.portion {
            self.rows = (self.rows / 2).max(self.pace.rows);
        } else if gone >= self.rows && took < self.pace.portion / 2 {
            self.rows = (self.rows * 2).min(self.pace.most);
        }
    }
}
