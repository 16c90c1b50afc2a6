//! Limits how many outdated plans of an agenda are rebuilt within one request.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::Semaphore;

/// The limits for rebuilding plans within one request. A request makes at least one round, and starts none after
/// `time`.
#[derive(Clone, Copy, Debug)]
pub struct RefreshLimits {
    /// The maximum number of plans in a round. Writes of their facts wait until the round ends.
    pub plans_a_round: u64,
    /// The maximum number of rounds.
    pub rounds: u32,
    pub time: Duration,
}

/// The condition that ends rebuilding, within the [`RefreshLimits`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RefreshGoal {
    /// Rebuild until no plan is outdated.
    NoneIsOutdated,
    /// Rebuild each plan once. Plans whose facts are written meanwhile are outdated afterwards.
    EachIsRebuilt,
}

/// Rebuilds kept plans, and counts them.
#[derive(Clone, Debug)]
pub struct PlanRefresh {
    pub(super) effort: RefreshLimits,
    /// One permit for each running round, which uses a processor and a database connection.
    pub(super) permits: Arc<Semaphore>,
    made: Arc<AtomicU64>,
}

impl PlanRefresh {
    /// Runs up to `at_a_time` rounds at once.
    #[must_use]
    pub fn new(effort: RefreshLimits, at_a_time: usize) -> Self {
        Self { effort, permits: Arc::new(Semaphore::new(at_a_time)), made: Arc::default() }
    }

    /// With limits by which a page is returned within a second.
    #[must_use]
    pub fn made_by(at_a_time: usize) -> Self {
        Self::new(RefreshLimits { plans_a_round: 200, rounds: u32::MAX, time: Duration::from_millis(500) }, at_a_time)
    }

    /// The number of plans rebuilt since the start.
    #[must_use]
    pub fn rebuilt_plans(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    pub(super) fn count(&self, plans: usize) {
        self.made.fetch_add(plans as u64, Ordering::Relaxed);
    }
}
