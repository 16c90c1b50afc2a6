//! Texts of statements about a table. Each is made once: putting it together takes about as long as everything else
//! about the statement.

use std::sync::OnceLock;

use database::{Dialect, PerBackend};

/// Texts of which there is one for each value of an enum, or just one.
#[derive(Debug)]
pub struct CachedSql<const COUNT: usize>(PerBackend<[OnceLock<String>; COUNT]>);

/// The texts of the statements that write a table's rows, by [`InsertStatement`].
pub type InsertSql = CachedSql<3>;

/// The texts of the statements that change or delete a row and write its event, by [`ChangeStatement`].
pub type ChangeSql = CachedSql<6>;

/// What the text of a statement that changes a row depends on, beside the table and the database.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ChangeStatement {
    Update,
    Delete,
    DeleteVersion,
    /// The same on a distributed database, where the event is another statement.
    UpdateWithoutEvent,
    DeleteWithoutEvent,
    DeleteVersionWithoutEvent,
}

/// What the text of an insert statement depends on, beside the table and the database.
#[derive(Clone, Copy, Debug)]
pub(crate) enum InsertStatement {
    WithoutContacts,
    WithContacts,
    WithInterviewers,
}

impl<const COUNT: usize> CachedSql<COUNT> {
    pub(crate) const fn new() -> Self {
        Self(PerBackend::new([const { OnceLock::new() }; COUNT], [const { OnceLock::new() }; COUNT]))
    }

    pub(crate) fn get_or_init(&self, dialect: Dialect, which: usize, make: impl FnOnce() -> String) -> &str {
        self.0.get(dialect)[which].get_or_init(make)
    }
}
