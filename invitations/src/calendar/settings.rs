//! Limits of calendar files, and what they don't say.

use planning::TimeZone;

/// The most bytes of a file. It includes attached documents, so the limit is higher than any invitation's text needs.
pub const MAX_BYTES: usize = 5 << 20;
/// The most content lines of a file that are looked at.
pub const MAX_LINES: usize = 50_000;
/// The most events of a file.
pub const MAX_EVENTS: usize = 100;
/// The most occurrences of a series that are returned.
pub const MAX_OCCURRENCES: usize = 10;

/// Values that the file doesn't contain.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The zone of times that name none, if the file's own X-WR-TIMEZONE doesn't say.
    pub default_zone: Option<TimeZone>,
    /// The candidate's addresses, who is no interviewer.
    pub candidate_addresses: Vec<String>,
}
