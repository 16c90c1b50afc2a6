//! Limits of messages, and what they don't say.

use planning::{Instant, TimeZone};

/// The most bytes of a message.
pub const MAX_BYTES: usize = 10 << 20;
/// The most bytes of a message's own header fields.
pub const MAX_HEADER_BYTES: usize = 256 << 10;
/// The most parts of a message.
pub const MAX_PARTS: usize = 1_000;
/// How deep multiparts may lie within each other.
pub const MAX_DEPTH: usize = 20;
/// How deep messages may lie within each other as attachments; deeper ones are only listed.
pub const MAX_ATTACHMENT_DEPTH: usize = 3;

/// Values that the message doesn't contain.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// When the message was received: "on Friday" is the Friday after it.
    pub received_at: Instant,
    /// The zone of days and times that name none.
    pub time_zone: Option<TimeZone>,
    /// The candidate's addresses.
    pub candidate_addresses: Vec<String>,
}
