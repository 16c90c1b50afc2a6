//! The ids and sequence numbers of events.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The start of `SEQUENCE`: 1 January 2024.
const SEQUENCE_EPOCH: i64 = 1_704_067_200;

/// The state of an application that a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Revision {
    /// The application's id, from which the ids of events are made.
    pub application_id: Uuid,
    /// When the facts were last changed.
    pub changed_at: DateTime<Utc>,
    /// When the calendar is made.
    ///
    /// This time orders calendars, not the last change: a deleted fact leaves no trace, and steps also change with
    /// time. A program refuses an event with a lower `SEQUENCE` than it has.
    pub made_at: DateTime<Utc>,
}

impl Revision {
    /// The id of an event. It is the same for every calendar of the application.
    pub(super) fn uid_of(&self, name: &str) -> String {
        self.uuid_of(name).to_string()
    }

    pub(super) fn uuid_of(&self, name: &str) -> Uuid {
        Uuid::new_v5(&self.application_id, name.as_bytes())
    }

    /// Seconds since a year that keeps them within 31 bits until 2092, which some programs need. Of two equal numbers
    /// the later `DTSTAMP` decides (RFC 5546, section 2.1.5).
    pub(super) fn sequence(&self) -> u32 {
        u32::try_from(self.made_at.timestamp() - SEQUENCE_EPOCH).unwrap_or_default()
    }
}
