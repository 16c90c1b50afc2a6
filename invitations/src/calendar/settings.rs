//! Limits of calendar files, and values that files don't contain.

use planning::TimeZone;

/// The maximum length of a file in bytes. It includes attached documents.
pub const MAX_BYTES: usize = 5 << 20;
/// The maximum number of content lines of a file.
pub const MAX_LINES: usize = 50_000;
/// The maximum number of events of a file.
pub const MAX_EVENTS: usize = 100;
/// The maximum number of occurrences of a series that are returned.
pub const MAX_OCCURRENCES: usize = 10;

/// Values that the file doesn't contain.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The zone of times without a zone, if the file has no X-WR-TIMEZONE.
    pub default_zone: Option<TimeZone>,
    /// The candidate's addresses. The candidate is not an interviewer.
    pub candidate_addresses: Vec<String>,
}
