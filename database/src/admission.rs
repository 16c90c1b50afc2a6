//! A limit on the number of statements that wait for a connection. A statement beyond it is refused at once.

use sea_orm::DbErr;

use crate::{
    capacity::{Admission, Capacity},
    pool::Purpose,
};

/// The number of statements that may wait for each connection. Under load a statement takes a few milliseconds, so the
/// last one gets a connection within some tenths of a second.
const WAITING_PER_CONNECTION: usize = 32;

/// The text of the error. The errors of sea-orm have no variant for it.
const REFUSAL: &str = "too many wait for the database already";

pub(crate) fn is_refusal(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == REFUSAL)
}

/// The statements that have a connection or wait for one.
#[derive(Clone, Debug)]
pub(crate) struct AdmissionLimit {
    all: Capacity,
    /// Fewer than all permits, so that statements that read get some while many write.
    writes: Capacity,
}

/// The admission of a statement. Dropping it lets another statement in.
#[derive(Debug)]
pub(crate) struct AdmissionPermit {
    _any: Admission,
    _write: Option<Admission>,
}

impl AdmissionLimit {
    /// The limit for a pool of `connections`, at most `writers` of which are used by statements that write.
    pub(crate) fn for_connections(connections: u32, writers: u32) -> Self {
        let capacity =
            |connections| Capacity::new(usize::try_from(connections).unwrap_or(usize::MAX), WAITING_PER_CONNECTION);
        Self { all: capacity(connections), writes: capacity(writers) }
    }

    /// Admits a statement, or refuses if too many wait.
    pub(crate) fn admit(&self, purpose: Purpose) -> Result<AdmissionPermit, DbErr> {
        let write = match purpose {
            Purpose::Read => None,
            Purpose::Write => Some(admission(&self.writes)?),
        };
        Ok(AdmissionPermit { _any: admission(&self.all)?, _write: write })
    }
}

fn admission(capacity: &Capacity) -> Result<Admission, DbErr> {
    capacity.admit().ok_or_else(|| DbErr::Custom(REFUSAL.to_owned()))
}

/// Whether a statement reads or writes. A statement that writes and returns rows is recognised by its keywords. A
/// statement that is taken for a write because of a name does no harm.
pub(crate) fn purpose_of(statement: &str) -> Purpose {
    const WRITES: [&str; 4] = ["INSERT INTO", "UPDATE ", "DELETE FROM", "FOR UPDATE"];
    if statement.starts_with("SELECT") || !WRITES.iter().any(|words| statement.contains(words)) {
        Purpose::Read
    } else {
        Purpose::Write
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_write_are_recognised() {
        for read in ["SELECT 1 FROM updates", "SELECT \"UPDATE \"", "WITH a AS (SELECT 1) SELECT * FROM a"] {
            assert_eq!(purpose_of(read), Purpose::Read, "{read}");
        }
        for write in ["INSERT INTO a VALUES (1) RETURNING b", "WITH a AS (UPDATE b SET c = 1) SELECT 1"] {
            assert_eq!(purpose_of(write), Purpose::Write, "{write}");
        }
    }

    #[test]
    fn writes_leave_permits_to_reads() {
        let limit = AdmissionLimit::for_connections(2, 1);
        let writes: Vec<_> = std::iter::from_fn(|| limit.admit(Purpose::Write).ok()).collect();
        assert_eq!(writes.len(), 33);
        let reads: Vec<_> = std::iter::from_fn(|| limit.admit(Purpose::Read).ok()).collect();
        assert_eq!(reads.len(), 33);
    }
}
