//! The workers of an instance.

use std::{sync::Arc, time::Duration};

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};
use futures_util::future::join_all;
use tokio::{sync::Mutex, task::AbortHandle};

use super::work;
use crate::state::AppState;

/// The maximum number of jobs that an instance runs at the same time.
const WORKERS: usize = 4;

/// How often to look for jobs that another instance has queued or left, or whose time has come.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The interval at which the queue is counted.
const COUNT_EVERY: Duration = Duration::from_secs(15);

/// How long to wait for running jobs at shutdown. Another instance repeats interrupted jobs.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// The workers, which run jobs until they are stopped.
#[derive(Debug)]
pub struct Workers {
    working: Vec<JoinHandle<()>>,
    counting: JoinHandle<()>,
}

impl Workers {
    /// Starts the workers of an instance. They begin nothing new once the service is stopping.
    #[must_use]
    pub fn start(state: &Data<AppState>) -> Self {
        let looking = Arc::new(Mutex::new(()));
        let working = (0..WORKERS).map(|_| rt::spawn(run(state.clone(), Arc::clone(&looking)))).collect();
        Self { working, counting: rt::spawn(count(state.clone())) }
    }

    /// Waits until what has begun is done, for a while.
    pub async fn stop(self) {
        self.counting.abort();
        let _ = self.counting.await;
        let aborts: Vec<_> = self.working.iter().map(JoinHandle::abort_handle).collect();
        if tokio::time::timeout(SHUTDOWN_TIMEOUT, join_all(self.working)).await.is_err() {
            tracing::warn!("jobs are broken off; they are done again");
            aborts.iter().for_each(AbortHandle::abort);
        }
    }
}

async fn run(state: Data<AppState>, looking: Arc<Mutex<()>>) {
    let mut failing = false;
    while !state.status.is_stopping() {
        let round = round(&state, &looking).await;
        if let (Err(error), false) = (&round, failing) {
            tracing::warn!(%error, "jobs can't be claimed; this is tried again and again");
        }
        failing = round.is_err();
        if !matches!(round, Ok(true)) {
            let _ = tokio::time::timeout(POLL_INTERVAL, state.jobs.wait()).await;
        }
    }
}

/// Does some jobs of the account whose turn it is; says whether there was one.
async fn round(state: &AppState, looking: &Mutex<()>) -> entity::Result<bool> {
    let Some(account) = state.jobs.next() else {
        // One worker looks for all.
        let Ok(_looking) = looking.try_lock() else { return Ok(false) };
        let accounts = state.db.accounts_with_jobs(state.clock.now()).await?;
        let found = !accounts.is_empty();
        state.jobs.add(accounts);
        return Ok(found);
    };
    let (_, more) = work::work(state, account).await?;
    if more {
        state.jobs.add([account]);
    }
    Ok(true)
}

async fn count(state: Data<AppState>) {
    loop {
        if let Ok(queue) = state.db.queue_state(state.clock.now()).await {
            state.status.metrics.set_queue(queue);
        }
        tokio::time::sleep(COUNT_EVERY).await;
    }
}
