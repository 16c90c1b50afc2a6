//! What a service sends to its database.

use std::sync::{Arc, Mutex};

use entity::Database;

use super::wire::{Sent, Wire};

/// Watches what is sent to a database: on Postgres by reading it on the way.
#[derive(Clone, Default)]
pub struct Watch {
    statements: Arc<Mutex<Vec<String>>>,
    wire: Arc<Mutex<Option<Wire>>>,
}

impl Watch {
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

    /// How many statements went to the server since it was asked last, whoever wanted them; none, if that can't be seen.
    pub fn sent(&self) -> Option<Sent> {
        self.wire.lock().unwrap().as_ref().map(Wire::take)
    }
}
