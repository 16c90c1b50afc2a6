//! The clock: the one place where the time comes from.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};

/// Tells the time: the system's, or one that a test sets.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `time` until it is advanced.
    #[must_use]
    pub fn standing_at(time: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(AtomicI64::new(time.timestamp_micros()))))
    }

    /// The time now, to the microsecond, which is what every database keeps.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = system_now();
        let micros = self.0.as_ref().map_or(now.timestamp_micros(), |micros| micros.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(micros).unwrap_or(now)
    }

    /// Moves a standing clock on; the system's goes its own way.
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
