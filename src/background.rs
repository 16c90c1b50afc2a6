//! What an instance does in the background, from its start until it stops.

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};

use crate::{
    accounts::{DeletionPace, DeletionTask},
    events::FeedMaintenance,
    jobs::Workers,
    state::AppState,
    webhooks::Sender,
};

/// The tasks of an instance.
#[derive(Debug)]
pub(crate) struct Background {
    workers: Workers,
    maintenance: FeedMaintenance,
    sender: Sender,
    deletions: JoinHandle<()>,
}

impl Background {
    /// Starts the tasks.
    pub(crate) fn start(state: &Data<AppState>) -> Self {
        Self {
            workers: Workers::start(state),
            maintenance: FeedMaintenance::start(state),
            sender: Sender::start(state),
            deletions: rt::spawn(DeletionTask::new(state.clone(), DeletionPace::default()).run()),
        }
    }

    /// Ends the tasks. Returns when they have ended. That has to be before the threads that answer requests end: a
    /// connection to the database that was opened on one of them works no longer than that thread.
    pub(crate) async fn stop(self) {
        self.deletions.abort();
        let _ = self.deletions.await;
        self.maintenance.stop().await;
        self.sender.stop().await;
        self.workers.stop().await;
    }
}
