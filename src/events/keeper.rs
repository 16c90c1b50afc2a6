//! What each instance does about events in the background: gives them positions, looks at the plans of accounts when a step
//! may change its status, and deletes old events.
//!
//! Every instance does so, for all accounts. Feeds are locked while they are numbered, and plans while they are made again,
//! so that instances divide the work. An account is looked at when the first of its plans changes, after its facts have
//! changed, and at least every hour, so that nothing is left out for long whatever was missed.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, Agenda, Feeds, Scope};
use planning::Instant;
use uuid::Uuid;

use super::KEPT_DAYS;
use crate::{
    agenda::{Until, refresh_until},
    problem::Problem,
    state::AppState,
};

/// The pause between rounds. Writes of an account in between are numbered and planned together.
const ROUND: Duration = Duration::from_millis(500);

/// After how many rounds to look for accounts that other instances have written to, or left.
const ROUNDS_TO_SEARCH: u32 = 2;

/// After how many rounds to count what is waiting.
const ROUNDS_TO_COUNT: u32 = 30;

/// After how many rounds to look for accounts without a feed.
const ROUNDS_TO_REPAIR: u32 = 7_200;

/// The longest time between two looks at the plans of an account, to which a quarter at most is added.
const LOOK_AT_LEAST_EVERY: TimeDelta = TimeDelta::hours(1);

/// The pause after a look at plans that have changed by the clock, by the time that it took.
const REST: f64 = 0.25;

/// The pause after a look at plans whose facts have changed. It may take a little longer until they are kept, and leaves the
/// database to those who write the facts.
const REST_OF_FACTS: f64 = 4.0;

/// The shortest time between two looks at an account whose facts keep changing. A single change is looked at without it. Of
/// many changes in a row, it takes several with one plan, and lets those pass that wait for the plans to be kept.
const FACTS_AT_MOST_EVERY: Duration = Duration::from_secs(3);

/// The tasks of an instance. They end when the service stops.
#[derive(Debug)]
pub struct FeedKeeper {
    numbering: JoinHandle<()>,
    looking: JoinHandle<()>,
}

impl FeedKeeper {
    /// Starts the tasks of an instance.
    #[must_use]
    pub fn start(state: &Data<AppState>) -> Self {
        Self { numbering: rt::spawn(number_all(state.clone())), looking: rt::spawn(look_at_all(state.clone())) }
    }

    /// Ends the tasks. What was begun is rolled back, and done by another instance or later.
    pub fn stop(self) {
        self.numbering.abort();
        self.looking.abort();
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
        tokio::time::sleep(ROUND).await;
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
    let mut to_send = false;
    loop {
        match scope.number_events(false).await {
            Ok(Some(numbering)) => {
                to_send |= numbering.to_send;
                if !numbering.more {
                    break;
                }
            }
            Ok(None) => break,
            // The account is gone, except for what was written last.
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
    Ok(())
}

async fn look_at_all(state: Data<AppState>) {
    let (mut failing, mut looked_at_facts) = (false, HashMap::<AccountId, tokio::time::Instant>::new());
    loop {
        looked_at_facts.retain(|_, at| at.elapsed() < FACTS_AT_MOST_EVERY);
        let accounts = Feeds::new(&state.db).to_look_at(state.clock.now()).await;
        if let (Err(error), false) = (&accounts, failing) {
            tracing::warn!(%error, "plans can't be looked at; this is tried again and again");
        }
        failing = accounts.is_err();
        let mut accounts = accounts.unwrap_or_default();
        accounts.retain(|account| !looked_at_facts.contains_key(account));
        let busy = !accounts.is_empty();
        for account in accounts {
            let began = tokio::time::Instant::now();
            let looked = look(&state, account).await;
            if let Err(error) = &looked {
                tracing::warn!(%error, account_id = %account, "the plans of an account can't be looked at");
                put_off(&state, account).await;
            }
            let by_clock = looked.is_ok_and(|by_clock| by_clock);
            if !by_clock {
                looked_at_facts.insert(account, tokio::time::Instant::now());
            }
            let rest = if by_clock { REST } else { REST_OF_FACTS };
            tokio::time::sleep(began.elapsed().mul_f64(rest)).await;
        }
        if !busy {
            tokio::time::sleep(ROUND).await;
        }
    }
}

/// An account whose plans can't be made must not keep others from being looked at.
async fn put_off(state: &AppState, account: AccountId) {
    let scope = scope_of(state, account);
    if let Ok(Some(look)) = scope.begin_look().await {
        let _ = scope.end_look(look, state.clock.now() + TimeDelta::minutes(1)).await;
    }
}

/// Makes the plans of an account anew that have changed since, which tells of their steps, adds what follows of them to its
/// statistics, and notes when to look again. Returns whether some had changed by the clock.
async fn look(state: &AppState, account: AccountId) -> Result<bool, Problem> {
    let scope = scope_of(state, account);
    let now = scope.now();
    let Some(look) = scope.begin_look().await? else { return Ok(false) };
    let as_of = Instant::try_from(now).map_err(Problem::internal)?;
    let made_with = planning::version();
    let by_clock = scope.next_change(&made_with).await?.is_some_and(|change| change <= now);
    let until = Until::EachIsRebuilt;
    let left = refresh_until(until, &scope, &Agenda::default(), as_of, &state.plan_refresh).await?;
    while scope.fold_answer_changes().await? {}
    let forgetting = scope.forget_events(now - TimeDelta::days(KEPT_DAYS)).await?;
    let next = if left > 0 || forgetting {
        // At the end of the queue: other accounts have their turn in between.
        now
    } else {
        let latest = now + LOOK_AT_LEAST_EVERY + spread(account);
        scope.next_change(&made_with).await?.map_or(latest, |change| change.min(latest))
    };
    scope.end_look(look, next).await?;
    state.feed.wake(account);
    Ok(by_clock)
}

/// So that accounts that were made or looked at together are not looked at together for ever.
fn spread(account: AccountId) -> TimeDelta {
    let share = i32::from(Uuid::from(account).as_bytes()[15]);
    LOOK_AT_LEAST_EVERY / 4 * share / 256
}

fn scope_of(state: &AppState, account: AccountId) -> Scope {
    #[expect(clippy::disallowed_methods, reason = "the account is one whose feed has something to do")]
    Scope::new(state.db.clone(), account, state.clock.now())
}

/// Numbers the events of an account, looks at its plans, and numbers what that tells: what an instance does in its rounds.
///
/// # Errors
///
/// If the database fails, or a plan can't be made.
pub async fn keep_feed(state: &AppState, account: AccountId) -> Result<(), Problem> {
    number(state, account).await?;
    look(state, account).await?;
    number(state, account).await
}

/// Does all that there is to do now, for all accounts.
///
/// # Errors
///
/// Those of [`keep_feed`].
pub async fn keep_feeds(state: &AppState) -> Result<(), Problem> {
    let (feeds, mut seen) = (Feeds::new(&state.db), HashSet::<(AccountId, DateTime<Utc>)>::new());
    feeds.add_missing(state.clock.now()).await?;
    loop {
        for account in feeds.unnumbered().await? {
            number(state, account).await?;
        }
        let now = state.clock.now();
        let accounts = feeds.to_look_at(now).await?;
        let new: Vec<_> = accounts.into_iter().filter(|account| seen.insert((*account, now))).collect();
        if new.is_empty() {
            return Ok(());
        }
        for account in new {
            keep_feed(state, account).await?;
        }
    }
}
