//! What an instance does in the background, from its start until it stops.

use actix_web::{
    rt::{self, task::JoinHandle},
    web::Data,
};

use crate::{
    accounts::{Pace, Removal},
    events::FeedKeeper,
    jobs::Workers,
    state::AppState,
    webhooks::Sender,
};

/// The tasks of an instance.
#[derive(Debug)]
pub(crate) struct Background {
    workers: Workers,
    keeper: FeedKeeper,
    sender: Sender,
    removal: JoinHandle<()>,
}

impl Background {
    /// Starts the tasks.
    pub(crate) fn start(state: &Data<AppState>) -> Self {
        Self {
            workers: Workers::start(state),
            keeper: FeedKeeper::start(state),
            sender: Sender::start(state),
            removal: rt::spawn(Removal::new(state.clone(), Pace::default()).run()),
        }
    }

    /// Ends the tasks. Returns when they have ended. That has to be before the threads that answer requests end: a connection
    /// to the database that was opened on one of them works no longer than that thread.
    pub(crate) async fn stop(self) {
        self.removal.abort();
        let _ = self.removal.await;
        self.keeper.stop().await;
        self.sender.stop().await;
        self.workers.stop().await;
    }
}
