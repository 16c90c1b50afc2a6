//! SQL statements of a table. Each is built once and cached, since building it takes about as long as everything else
//! that is done for the statement.

use std::sync::OnceLock;

use database::{Dialect, PerBackend};

/// SQL texts that are built at their first use: one for each value of an enum, or a single one.
#[derive(Debug)]
pub struct CachedSql<const COUNT: usize>(PerBackend<[OnceLock<String>; COUNT]>);

/// The texts of the statements that write a table's rows, by [`InsertStatement`].
pub type InsertSql = CachedSql<3>;

/// The texts of the statements that change or delete a row and write its event, by [`ChangeStatement`].
pub type ChangeSql = CachedSql<6>;

/// The statements that change or delete a row.
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

/// The statements that insert a row.
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
