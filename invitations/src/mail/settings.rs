//! Limits of messages, and values that messages don't contain.

use planning::{Instant, TimeZone};

/// The maximum length of a message in bytes.
pub const MAX_BYTES: usize = 10 << 20;
/// The maximum length of a message's own header fields in bytes.
pub const MAX_HEADER_BYTES: usize = 256 << 10;
/// The maximum number of parts of a message.
pub const MAX_PARTS: usize = 1_000;
/// The maximum nesting depth of multiparts.
pub const MAX_DEPTH: usize = 20;
/// The maximum nesting depth of attached messages. Deeper ones are only listed.
pub const MAX_ATTACHMENT_DEPTH: usize = 3;

/// Values that the message doesn't contain.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// When the message was received. "On Friday" means the Friday after it.
    pub received_at: Instant,
    /// The zone of days and times without a zone.
    pub time_zone: Option<TimeZone>,
    /// The candidate's addresses.
    pub candidate_addresses: Vec<String>,
}
