//! Texts of insert statements.

use std::sync::OnceLock;

/// The texts of the statements that insert a table's rows on Postgres. Each text is made once, since making it takes
/// about as long as the rest of an insert.
#[derive(Debug)]
pub struct InsertSql([OnceLock<String>; 3]);

/// The properties on which a text depends, beside the table.
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
