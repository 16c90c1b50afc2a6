//! The background task of each instance that gives events their positions, checks the plans of accounts when a
//! step may change its status, and deletes old events.
//!
//! Every instance does so, for all accounts. Feeds are locked while they are numbered, and plans while they are made
//! again, so that instances divide the work. The plans of an account are checked when the first of them changes, after
//! its facts have changed, and at least every hour, in case something was missed.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, Agenda, Feeds, IfLocked, Scope};
use planning::Instant;
use uuid::Uuid;

use super::KEPT_DAYS;
use crate::{
    agenda::{RefreshGoal, refresh_until},
    problem::Problem,
    state::AppState,
};

/// The pause between rounds. Writes of an account in between are numbered and planned together.
const ROUND_INTERVAL: Duration = Duration::from_millis(500);

/// After how many rounds to look for accounts that other instances have written to, or left.
const ROUNDS_TO_SEARCH: u32 = 2;

/// The number of rounds after which waiting events are counted.
const ROUNDS_TO_COUNT: u32 = 30;

/// After how many rounds to look for accounts without a feed.
const ROUNDS_TO_REPAIR: u32 = 7_200;

/// The longest time between two checks of the plans of an account. Up to a quarter is added to it.
const MAX_CHECK_INTERVAL: TimeDelta = TimeDelta::hours(1);

/// The pause after a check of plans that have changed with time, as a multiple of the time that the check took.
const PAUSE_FACTOR: f64 = 0.25;

/// The same after a check of plans whose facts have changed. It is longer, since these plans may wait, and leaves the
/// database to the requests that write the facts.
const FACTS_PAUSE_FACTOR: f64 = 4.0;

/// The shortest time between two checks of an account whose facts keep changing. A single change is checked without it.
/// Of many changes in a row, it takes several with one plan, and lets those pass that wait for the plans to be kept.
const MIN_FACTS_CHECK_INTERVAL: Duration = Duration::from_secs(3);

/// The tasks of an instance. They end when the service stops.
#[derive(Debug)]
pub struct FeedMaintenance {
    numbering: JoinHandle<()>,
    checking: JoinHandle<()>,
}

impl FeedMaintenance {
    /// Starts the tasks of an instance.
    #[must_use]
    pub fn start(state: &Data<AppState>) -> Self {
        Self { numbering: rt::spawn(number_all(state.clone())), checking: rt::spawn(check_all_plans(state.clone())) }
    }

    /// Ends the tasks. Unfinished work is rolled back, and done by another instance or later.
    pub async fn stop(self) {
        for task in [self.numbering, self.checking] {
            task.abort();
            let _ = task.await;
        }
    }
}

async fn number_all(state: Data<AppState>) {
    let (mut rounds, mut failing) = (0_u32, false);
    loop {
        let done = number_round(&state, rounds).await;
        if let (Err(error), false) = (&done, failing) {
            tracing::warn!(%error, "events can't be numbered; this is tried again and again");
        }
        failing = done.is_err();
        rounds = rounds.wrapping_add(1);
        tokio::time::sleep(ROUND_INTERVAL).await;
    }
}

async fn number_round(state: &AppState, round: u32) -> Result<(), Problem> {
    let feeds = Feeds::new(&state.db);
    let mut accounts: HashSet<AccountId> = state.feed.take();
    if round.is_multiple_of(ROUNDS_TO_REPAIR) {
        feeds.add_missing(state.clock.now()).await?;
    }
    if round.is_multiple_of(ROUNDS_TO_COUNT) {
        state.status.metrics.set_feeds(feeds.backlog(state.clock.now()).await?);
    }
    if round.is_multiple_of(ROUNDS_TO_SEARCH) {
        accounts.extend(feeds.unnumbered().await?);
    }
    for account in accounts {
        // One that fails is found again, and must not keep others waiting.
        if let Err(error) = number(state, account).await {
            tracing::warn!(%error, account_id = %account, "the events of an account can't be numbered");
        }
    }
    Ok(())
}

async fn number(state: &AppState, account: AccountId) -> Result<(), Problem> {
    let scope = scope_of(state, account);
    let (mut to_send, mut has_jobs) = (false, false);
    loop {
        match scope.number_events(IfLocked::Skip).await {
            Ok(Some(numbering)) => {
                to_send |= numbering.to_send;
                has_jobs |= numbering.has_jobs;
                if !numbering.more {
                    break;
                }
            }
            Ok(None) => break,
            // The account was deleted, except for the rows that were written last.
            Err(entity::Error::Reference) => {
                scope.drop_events().await?;
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if to_send {
        state.webhooks.wake();
    }
    if has_jobs {
        state.jobs.wake(account);
    }
    Ok(())
}

async fn check_all_plans(state: Data<AppState>) {
    let (mut failing, mut checked_facts) = (false, HashMap::<AccountId, tokio::time::Instant>::new());
    loop {
        checked_facts.retain(|_, at| at.elapsed() < MIN_FACTS_CHECK_INTERVAL);
        let accounts = Feeds::new(&state.db).accounts_to_check(state.clock.now()).await;
        if let (Err(error), false) = (&accounts, failing) {
            tracing::warn!(%error, "plans can't be checked; this is tried again and again");
        }
        failing = accounts.is_err();
        let mut accounts = accounts.unwrap_or_default();
        accounts.retain(|account| !checked_facts.contains_key(account));
        let busy = !accounts.is_empty();
        for account in accounts {
            let began = tokio::time::Instant::now();
            let checked = check_plans(&state, account).await;
            if let Err(error) = &checked {
                tracing::warn!(%error, account_id = %account, "the plans of an account can't be checked");
                put_off(&state, account).await;
            }
            let by_clock = checked.is_ok_and(|by_clock| by_clock);
            if !by_clock {
                checked_facts.insert(account, tokio::time::Instant::now());
            }
            let pause = if by_clock { PAUSE_FACTOR } else { FACTS_PAUSE_FACTOR };
            tokio::time::sleep(began.elapsed().mul_f64(pause)).await;
        }
        if !busy {
            tokio::time::sleep(ROUND_INTERVAL).await;
        }
    }
}

/// Delays the next check of an account whose plans can't be made, so that it doesn't hold up other accounts.
async fn put_off(state: &AppState, account: AccountId) {
    let scope = scope_of(state, account);
    if let Ok(Some(check)) = scope.begin_plan_check().await {
        let _ = scope.end_plan_check(check, state.clock.now() + TimeDelta::minutes(1)).await;
    }
}

/// Rebuilds the outdated plans of an account, which writes the events of their steps, updates its statistics, and
/// stores when to check again. Returns whether a plan had changed with time alone.
async fn check_plans(state: &AppState, account: AccountId) -> Result<bool, Problem> {
    let scope = scope_of(state, account);
    let now = scope.now();
    let Some(check) = scope.begin_plan_check().await? else { return Ok(false) };
    let as_of = Instant::try_from(now).map_err(Problem::internal)?;
    let made_with = planning::version();
    let by_clock = scope.next_change(&made_with).await?.is_some_and(|change| change <= now);
    let until = RefreshGoal::EachIsRebuilt;
    let left = refresh_until(until, &scope, &Agenda::default(), as_of, &state.plan_refresh).await?;
    while scope.fold_answer_changes().await? {}
    let forgetting = scope.forget_events(now - TimeDelta::days(KEPT_DAYS)).await?;
    let next = if left > 0 || forgetting {
        // At the end of the queue: other accounts have their turn in between.
        now
    } else {
        let latest = now + MAX_CHECK_INTERVAL + spread(account);
        scope.next_change(&made_with).await?.map_or(latest, |change| change.min(latest))
    };
    scope.end_plan_check(check, next).await?;
    state.feed.wake(account);
    Ok(by_clock)
}

/// A part of the interval that depends on the account, so that accounts that were checked together are not checked
/// together for ever.
fn spread(account: AccountId) -> TimeDelta {
    let share = i32::from(Uuid::from(account).as_bytes()[15]);
    MAX_CHECK_INTERVAL / 4 * share / 256
}

fn scope_of(state: &AppState, account: AccountId) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "the account is one whose feed has something to do")]
    Scope::new(state.db.clone(), account, state.clock.now())
}

/// Does for one account what an instance does in its rounds: numbers its events, checks its plans, and numbers the
/// events that follow from that.
///
/// # Errors
///
/// If the database fails, or a plan can't be made.
pub async fn maintain_feed(state: &AppState, account: AccountId) -> Result<(), Problem> {
    number(state, account).await?;
    check_plans(state, account).await?;
    number(state, account).await
}

/// Does all that there is to do now, for all accounts.
///
/// # Errors
///
/// The errors of [`maintain_feed`].
pub async fn maintain_feeds(state: &AppState) -> Result<(), Problem> {
    let (feeds, mut seen) = (Feeds::new(&state.db), HashSet::<(AccountId, DateTime<Utc>)>::new());
    feeds.add_missing(state.clock.now()).await?;
    loop {
        for account in feeds.unnumbered().await? {
            number(state, account).await?;
        }
        let now = state.clock.now();
        let accounts = feeds.accounts_to_check(now).await?;
        let new: Vec<_> = accounts.into_iter().filter(|account| seen.insert((*account, now))).collect();
        if new.is_empty() {
            return Ok(());
        }
        for account in new {
            maintain_feed(state, account).await?;
        }
    }
}
