//! Reasons about people who left and messages that were returned.

use chrono::NaiveDate;

use crate::facts::{Channel, Contact};

/// Whether a person can be written to, and by which channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PersonReason<'f> {
    /// The first choice has left.
    Left { left: &'f Contact, instead: Option<&'f Contact> },
    /// The details of the person for that channel are known to be wrong.
    Undeliverable { contact: &'f Contact, channel: Channel },
    /// The message of that day was returned, so it counts as not sent.
    Returned { sent_on: NaiveDate },
}
