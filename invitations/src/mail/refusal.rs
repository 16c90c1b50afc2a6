//! Why a message can't be used.

use serde::Serialize;
use thiserror::Error;

use super::{MOST_BYTES, MOST_DEPTH, MOST_HEADER_BYTES, MOST_PARTS};

/// Why a message can't be used. As JSON, `reason` says which and the rest are its values.
#[derive(Clone, Debug, Eq, Error, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum MailRefusal {
    /// The message is too large.
    #[error("the message has {bytes} bytes, more than {MOST_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Its header fields are too large.
    #[error("the header fields have more than {MOST_HEADER_BYTES} bytes")]
    HeadersTooLarge,
    /// It has too many parts.
    #[error("the message has more than {MOST_PARTS} parts")]
    TooManyParts,
    /// Its parts lie too deep within each other.
    #[error("the parts of the message lie more than {MOST_DEPTH} deep within each other")]
    TooDeep,
    /// It has no header field that a message has.
    #[error("this is no e-mail message: it has neither From, Date, Subject nor Message-ID")]
    NoMessage,
    /// There is a line break in what should be an address or an identifier (RFC 5322, section 2.2).
    #[error("the field {field} has a line break in its value, as if to add a field")]
    LineBreakInHeader {
        /// Such as `From`.
        field: &'static str,
    },
}
