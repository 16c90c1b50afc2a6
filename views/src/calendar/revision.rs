//! The ids and sequence numbers of events.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// From when `SEQUENCE` counts: 1 January 2024.
const COUNTED_FROM: i64 = 1_704_067_200;

/// Which state of an application a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Revision {
    /// The application's id, from which the events' ids are made.
    pub application_id: Uuid,
    /// When the facts were last changed.
    pub changed_at: DateTime<Utc>,
    /// When the calendar is made.
    ///
    /// This, and not the last change, orders one calendar after another: a fact that was deleted leaves no trace, and
    /// the steps of a plan also change by the passing of time. A program that is offered a lower `SEQUENCE` than it
    /// knows refuses the event.
    pub made_at: DateTime<Utc>,
}

impl Revision {
    /// The same for the same thing of the same application, whoever asks and whatever the plan is by then.
    pub(super) fn uid_of(&self, name: &str) -> String {
        Uuid::new_v5(&self.application_id, name.as_bytes()).to_string()
    }

    /// Seconds, counted from a year that leaves them within the 31 bits that some programs have for it until 2092. Of two
    /// equal ones the later `DTSTAMP` decides (RFC 5546, section 2.1.5).
    pub(super) fn sequence(&self) -> u32 {
        u32::try_from(self.made_at.timestamp() - COUNTED_FROM).unwrap_or_default()
    }
}
