//! The texts of insert statements.

use std::sync::OnceLock;

/// The texts of the statements that write a table's rows on Postgres. Each is made once: putting it together takes about
/// as long as everything else about the statement.
#[derive(Debug)]
pub struct InsertSql([OnceLock<String>; 3]);

/// What a text depends on, beside the table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Naming {
    Nobody,
    Contacts,
    Leaders,
}

impl InsertSql {
    pub(crate) const fn new() -> Self {
        Self([const { OnceLock::new() }; 3])
    }

    pub(crate) fn get_or_init(&self, naming: Naming, make: impl FnOnce() -> String) -> &str {
        self.0[naming as usize].get_or_init(make)
    }
}
