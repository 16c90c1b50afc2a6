//! Limits of text searches: how long one search may read, and how much database time the searches of an account may
//! take.
//!
//! A search that blocks can't narrow reads the whole account: a text of one or two characters, or one whose parts occur
//! everywhere. The rate limit counts requests whatever they cost; this limit counts time.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use actix_web::rt;
use entity::{AccountId, Error, Page, Scope, SearchedTable};
use tracing::Instrument as _;

use crate::problem::Problem;

/// How long one search may read.
const TIME_LIMIT: Duration = Duration::from_secs(1);

/// The share of time that an account's searches may take on one instance in the long run.
const TIME_SHARE: f64 = 0.2;

/// The additional time that they may take for a while.
const BURST_TIME: Duration = Duration::from_secs(1);

/// The time of each search that is not counted. Fast searches are never limited.
const UNCOUNTED_TIME: Duration = Duration::from_millis(10);

/// The number of rows of a block.
pub const ROWS_OF_A_BLOCK: u64 = 1_000;

/// Searches that take this long request blocks. Faster ones do not need them.
const SLOW_SEARCH: Duration = Duration::from_millis(3);

/// How often to check whether there are rows without a block.
const CHECK_INTERVAL: Duration = Duration::from_secs(30);

/// The searches of one instance.
#[derive(Clone, Debug, Default)]
pub struct Searches {
    state: Arc<Mutex<SearchState>>,
    unlimited: bool,
}

#[derive(Debug, Default)]
struct SearchState {
    spent: HashMap<AccountId, SpentTime>,
    checked_at: HashMap<(AccountId, &'static str), Instant>,
    under_way: HashSet<(AccountId, &'static str)>,
    tidied_at: Option<Instant>,
}

/// The time that an account has used, at an instant. It decreases with time.
#[derive(Clone, Copy, Debug)]
struct SpentTime {
    time: Duration,
    at: Instant,
}

impl SpentTime {
    fn remaining(self, now: Instant) -> Duration {
        self.time.saturating_sub(now.saturating_duration_since(self.at).mul_f64(TIME_SHARE))
    }
}

impl Searches {
    /// The searches of an instance without limits, which makes no blocks.
    #[must_use]
    pub fn unlimited() -> Self {
        Self { unlimited: true, ..Self::default() }
    }

    /// A page of a list that is searched for text.
    ///
    /// # Errors
    ///
    /// [`Problem::SearchLimit`], if this search or all searches of the account take too long, and the errors of the
    /// database.
    pub async fn page<R: SearchedTable + 'static>(
        &self,
        scope: &Scope,
        filter: &R::Filter,
        after: Option<R::Id>,
        limit: u64,
    ) -> Result<Page<R>, Problem> {
        self.check(scope.account_id())?;
        let began = Instant::now();
        let found = scope.search::<R>(filter, after, limit, TIME_LIMIT).await;
        let took = began.elapsed();
        if !self.unlimited {
            self.spend(scope.account_id(), took);
            if took > SLOW_SEARCH {
                self.make_missing_blocks::<R>(scope);
            }
        }
        match found {
            Err(Error::TimeLimit) => Err(self.check(scope.account_id()).err().unwrap_or(Problem::SearchLimit(1))),
            found => Ok(found?),
        }
    }

    fn state(&self) -> MutexGuard<'_, SearchState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, account: AccountId) -> Result<(), Problem> {
        let left = self.state().spent.get(&account).map_or(Duration::ZERO, |spent| spent.remaining(Instant::now()));
        if left <= BURST_TIME {
            return Ok(());
        }
        Err(Problem::SearchLimit(left.saturating_sub(BURST_TIME).div_f64(TIME_SHARE).as_secs() + 1))
    }

    fn spend(&self, account: AccountId, took: Duration) {
        let Some(counted) = took.checked_sub(UNCOUNTED_TIME) else { return };
        let (mut state, now) = (self.state(), Instant::now());
        let before = state.spent.get(&account).map_or(Duration::ZERO, |spent| spent.remaining(now));
        state.spent.insert(account, SpentTime { time: before + counted, at: now });
    }

    /// Makes missing blocks in the background.
    fn make_missing_blocks<R: SearchedTable + 'static>(&self, scope: &Scope) {
        let (key, now) = ((scope.account_id(), R::NAME), Instant::now());
        {
            let mut state = self.state();
            state.tidy(now);
            let recently = state.checked_at.get(&key).is_some_and(|at| now.duration_since(*at) < CHECK_INTERVAL);
            if recently || !state.under_way.insert(key) {
                return;
            }
            state.checked_at.insert(key, now);
        }
        let (searches, scope) = (self.clone(), scope.clone());
        let work = async move {
            if let Err(error) = make_blocks::<R>(&scope, ROWS_OF_A_BLOCK).await {
                tracing::warn!(%error, "search blocks couldn't be made");
            }
            searches.state().under_way.remove(&key);
        };
        rt::spawn(work.in_current_span());
    }
}

impl SearchState {
    /// Removes entries that have no effect any more.
    fn tidy(&mut self, now: Instant) {
        if self.tidied_at.is_some_and(|at| now.duration_since(at) < CHECK_INTERVAL) {
            return;
        }
        self.spent.retain(|_, spent| spent.remaining(now) > Duration::ZERO);
        self.checked_at.retain(|_, at| now.duration_since(*at) < CHECK_INTERVAL);
        self.tidied_at = Some(now);
    }
}

/// Makes all missing blocks of an account. After each it pauses for as long as the block took.
pub async fn make_blocks<R: SearchedTable>(scope: &Scope, rows_of_a_block: u64) -> entity::Result<()> {
    loop {
        let began = Instant::now();
        if !scope.make_search_block::<R>(rows_of_a_block).await? {
            return Ok(());
        }
        tokio::time::sleep(began.elapsed()).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_search_delays_the_searches_of_its_account_alone() {
        let searches = Searches::default();
        let (ada, bob) = (AccountId::new(), AccountId::new());
        for _ in 0..10_000 {
            searches.spend(ada, UNCOUNTED_TIME);
        }
        searches.check(ada).unwrap();
        searches.spend(ada, BURST_TIME);
        searches.check(ada).unwrap();
        searches.spend(ada, TIME_LIMIT);
        assert!(matches!(searches.check(ada), Err(Problem::SearchLimit(4..=6))));
        searches.check(bob).unwrap();
    }
}
