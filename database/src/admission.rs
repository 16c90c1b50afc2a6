//! A limit on how many statements wait for a connection. One that would wait too long is refused at once.

use std::sync::Arc;

use sea_orm::DbErr;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::pool::Purpose;

/// How many statements may wait for each connection. A statement takes a few milliseconds under load, so that one that
/// waits gets a connection within some tenths of a second.
const WAITING_PER_CONNECTION: usize = 32;

/// The text of the error, since the database's errors have no type of their own for it.
const REFUSAL: &str = "too many wait for the database already";

pub(crate) fn is_refusal(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == REFUSAL)
}

/// Permits for statements that have a connection or wait for one. A statement that is dropped returns its permit.
#[derive(Clone, Debug)]
pub(crate) struct AdmissionLimit {
    all: Arc<Semaphore>,
    /// Fewer than all, so that statements that write leave permits to those that read.
    writes: Arc<Semaphore>,
}

/// A permit, and one to write.
pub(crate) type AdmissionPermit<'a> = (SemaphorePermit<'a>, Option<SemaphorePermit<'a>>);

impl AdmissionLimit {
    /// The limit for a pool of `connections`, of which `writers` may be held by statements that write.
    pub(crate) fn for_connections(connections: u32, writers: u32) -> Self {
        let permits = |connections| {
            let connections = usize::try_from(connections).unwrap_or(usize::MAX);
            Arc::new(Semaphore::new(connections.saturating_mul(1 + WAITING_PER_CONNECTION).min(Semaphore::MAX_PERMITS)))
        };
        Self { all: permits(connections), writes: permits(writers) }
    }

    /// Takes a permit, or refuses if none is left.
    pub(crate) fn admit(&self, purpose: Purpose) -> Result<AdmissionPermit<'_>, DbErr> {
        let write = match purpose {
            Purpose::Read => None,
            Purpose::Write => Some(permit(&self.writes)?),
        };
        Ok((permit(&self.all)?, write))
    }
}

fn permit(permits: &Semaphore) -> Result<SemaphorePermit<'_>, DbErr> {
    permits.try_acquire().map_err(|_| DbErr::Custom(REFUSAL.to_owned()))
}

/// Whether a statement reads or writes. One that writes and returns rows is recognised by its keywords; one taken for a
/// write by mistake, because of a name, does no harm.
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
