//! How many may wait for a connection: whoever would wait too long is told so at once.

use std::sync::Arc;

use sea_orm::DbErr;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::pool::Purpose;

/// How many may wait for each connection. A statement takes a few milliseconds when there is much to do, so that whoever
/// waits gets a connection within some tenths of a second.
const WAITING_FOR_EACH: usize = 32;

/// What a statement says that was refused, for want of a type of its own among the database's errors.
const REFUSAL: &str = "too many wait for the database already";

/// Whether the error says that too many wait already.
pub(crate) fn is_refusal(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == REFUSAL)
}

/// The places of those who have a connection for a statement, or wait for one. Who goes away leaves its place.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    all: Arc<Semaphore>,
    /// Those of them that may be taken to write. The others are left to those who read.
    to_write: Arc<Semaphore>,
}

/// A place, and one among those who write.
pub(crate) type Place<'a> = (SemaphorePermit<'a>, Option<SemaphorePermit<'a>>);

impl Places {
    /// Those of a pool with this many connections, of which so many may be held by those who write.
    pub(crate) fn for_connections(connections: u32, writers: u32) -> Self {
        let places = |connections| {
            let connections = usize::try_from(connections).unwrap_or(usize::MAX);
            Arc::new(Semaphore::new(connections.saturating_mul(1 + WAITING_FOR_EACH).min(Semaphore::MAX_PERMITS)))
        };
        Self { all: places(connections), to_write: places(writers) }
    }

    /// Takes one; refuses, if there is none left.
    pub(crate) fn take(&self, purpose: Purpose) -> Result<Place<'_>, DbErr> {
        let to_write = match purpose {
            Purpose::Read => None,
            Purpose::Write => Some(Self::one_of(&self.to_write)?),
        };
        Ok((Self::one_of(&self.all)?, to_write))
    }

    fn one_of(places: &Semaphore) -> Result<SemaphorePermit<'_>, DbErr> {
        places.try_acquire().map_err(|_| DbErr::Custom(REFUSAL.to_owned()))
    }
}

/// What a statement is for. One that changes something and answers rows is recognised by its words: a word too many, as
/// in a name, does no harm.
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
    fn statements_that_change_something_are_known() {
        for read in ["SELECT 1 FROM updates", "SELECT \"UPDATE \"", "WITH a AS (SELECT 1) SELECT * FROM a"] {
            assert_eq!(purpose_of(read), Purpose::Read, "{read}");
        }
        for write in ["INSERT INTO a VALUES (1) RETURNING b", "WITH a AS (UPDATE b SET c = 1) SELECT 1"] {
            assert_eq!(purpose_of(write), Purpose::Write, "{write}");
        }
    }

    #[test]
    fn those_who_write_leave_places_to_those_who_read() {
        let places = Places::for_connections(2, 1);
        let written: Vec<_> = std::iter::from_fn(|| places.take(Purpose::Write).ok()).collect();
        assert_eq!(written.len(), 33);
        let read: Vec<_> = std::iter::from_fn(|| places.take(Purpose::Read).ok()).collect();
        assert_eq!(read.len(), 33);
    }
}
