//! Searches in lists: for how long one may read, and how much of the database's time an account's may take.
//!
//! A search that blocks can't narrow (a text of one or two characters, or one whose parts are everywhere) reads the whole
//! account. Its rate limit counts requests, whatever they cost; this counts time.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use actix_web::rt;
use entity::{AccountId, Error, Page, Scope, Searched};
use tracing::Instrument as _;

use crate::problem::Problem;

/// For how long one search reads.
const TIME_LIMIT: Duration = Duration::from_secs(1);

/// How much of each second an account's searches may take on one instance, in the long run.
const SHARE: f64 = 0.2;

/// How much they may take beyond it, for a while.
const BURST: Duration = Duration::from_secs(1);

/// What each search may take without being counted: those that find their rows are never too many.
const UNCOUNTED: Duration = Duration::from_millis(10);

/// How many rows a block stands for.
pub const ROWS_OF_A_BLOCK: u64 = 1_000;

/// Which searches ask for blocks: the others don't need any.
const SLOW_SEARCH: Duration = Duration::from_millis(3);

/// Whether there are rows that no block stands for yet is asked once in this time.
const CHECKED_EVERY: Duration = Duration::from_secs(30);

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

/// What an account has spent, as of some moment; it gets less by itself.
#[derive(Clone, Copy, Debug)]
struct SpentTime {
    time: Duration,
    at: Instant,
}

impl SpentTime {
    fn left(self, now: Instant) -> Duration {
        self.time.saturating_sub(now.saturating_duration_since(self.at).mul_f64(SHARE))
    }
}

impl Searches {
    /// Those of an instance that has no limits, and makes no blocks by itself.
    #[must_use]
    pub fn unlimited() -> Self {
        Self { unlimited: true, ..Self::default() }
    }

    /// A page of a list that is searched for text.
    ///
    /// # Errors
    ///
    /// [`Problem::SearchLimit`], if it takes too long, or the account's searches together do; else what the database
    /// says.
    pub async fn page<R: Searched + 'static>(
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
            Err(Error::TooLong) => Err(self.check(scope.account_id()).err().unwrap_or(Problem::SearchLimit(1))),
            found => Ok(found?),
        }
    }

    fn state(&self) -> MutexGuard<'_, SearchState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, account: AccountId) -> Result<(), Problem> {
        let left = self.state().spent.get(&account).map_or(Duration::ZERO, |spent| spent.left(Instant::now()));
        if left <= BURST {
            return Ok(());
        }
        Err(Problem::SearchLimit(left.saturating_sub(BURST).div_f64(SHARE).as_secs() + 1))
    }

    fn spend(&self, account: AccountId, took: Duration) {
        let Some(counted) = took.checked_sub(UNCOUNTED) else { return };
        let (mut state, now) = (self.state(), Instant::now());
        let before = state.spent.get(&account).map_or(Duration::ZERO, |spent| spent.left(now));
        state.spent.insert(account, SpentTime { time: before + counted, at: now });
    }

    /// Makes blocks of rows that have none, aside.
    fn make_missing_blocks<R: Searched + 'static>(&self, scope: &Scope) {
        let (key, now) = ((scope.account_id(), R::NAME), Instant::now());
        {
            let mut state = self.state();
            state.tidy(now);
            let recently = state.checked_at.get(&key).is_some_and(|at| now.duration_since(*at) < CHECKED_EVERY);
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
    /// Forgets what no longer says anything.
    fn tidy(&mut self, now: Instant) {
        if self.tidied_at.is_some_and(|at| now.duration_since(at) < CHECKED_EVERY) {
            return;
        }
        self.spent.retain(|_, spent| spent.left(now) > Duration::ZERO);
        self.checked_at.retain(|_, at| now.duration_since(*at) < CHECKED_EVERY);
        self.tidied_at = Some(now);
    }
}

/// Makes all blocks that an account lacks, with a pause after each that is as long as it took.
pub async fn make_blocks<R: Searched>(scope: &Scope, rows_of_a_block: u64) -> entity::Result<()> {
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
    fn who_searches_for_long_waits_and_nobody_else_does() {
        let searches = Searches::default();
        let (ada, bob) = (AccountId::new(), AccountId::new());
        for _ in 0..10_000 {
            searches.spend(ada, UNCOUNTED);
        }
        searches.check(ada).unwrap();
        searches.spend(ada, BURST);
        searches.check(ada).unwrap();
        searches.spend(ada, TIME_LIMIT);
        assert!(matches!(searches.check(ada), Err(Problem::SearchLimit(4..=6))));
        searches.check(bob).unwrap();
    }
}
