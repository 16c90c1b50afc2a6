//! What a service sends to its database.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use database::Database;

use super::wire::{Sent, Wire};

/// Watches what is sent to a database: on Postgres by reading it on the way.
#[derive(Clone, Default)]
pub struct Watch {
    statements: Arc<Mutex<Vec<String>>>,
    wire: Arc<Mutex<Option<Wire>>>,
    pub(super) distributed: bool,
}

impl Watch {
    /// One that has statements sent as a distributed database gets them.
    pub(super) fn as_distributed() -> Self {
        Self { distributed: true, ..Self::default() }
    }

    /// Puts itself between the service and a Postgres server, and gives the URL by which it is reached there.
    pub(super) fn wire(&self, url: &str) -> String {
        let (wire, url) = Wire::to(url);
        *self.wire.lock().unwrap() = Some(wire);
        url
    }

    pub(super) fn statements_of(&self, db: &mut Database) {
        let statements = Arc::clone(&self.statements);
        db.on_statement(move |statement| statements.lock().unwrap().push(statement.to_owned()));
    }

    /// The statements since it was asked last, with their values in place; without what begins and ends transactions.
    pub fn statements(&self) -> Vec<String> {
        std::mem::take(&mut self.statements.lock().unwrap())
    }

    /// The statements that ever went to a Postgres server, each once, with marks for their values.
    pub fn texts(&self) -> BTreeSet<String> {
        self.wire.lock().unwrap().as_ref().map(Wire::texts).unwrap_or_default()
    }

    /// How many statements went to the server since it was asked last, of any request; `None` if that can't be seen.
    pub fn sent(&self) -> Option<Sent> {
        self.wire.lock().unwrap().as_ref().map(Wire::take)
    }
}
