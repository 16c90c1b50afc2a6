//! The clock: the only source of the current time.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};

/// The system's clock, or a clock that a test sets.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that shows `time` until it is advanced.
    #[must_use]
    pub fn standing_at(time: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(AtomicI64::new(time.timestamp_micros()))))
    }

    /// The current time, in microseconds, the precision of both databases.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = system_now();
        let micros = self.0.as_ref().map_or(now.timestamp_micros(), |micros| micros.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(micros).unwrap_or(now)
    }

    /// Advances a test's clock. Has no effect on the system's clock.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(micros) = &self.0 {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::Relaxed);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Clock(standing)" } else { "Clock(system)" })
    }
}
