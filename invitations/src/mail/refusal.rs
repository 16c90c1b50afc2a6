//! Why a message can't be used.

use serde::Serialize;
use thiserror::Error;

use super::{MAX_BYTES, MAX_DEPTH, MAX_HEADER_BYTES, MAX_PARTS};

/// Why a message can't be used. In JSON, `reason` is the variant, and the other members are its values.
#[derive(Clone, Debug, Eq, Error, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum MailRefusal {
    /// The message is too large.
    #[error("the message has {bytes} bytes, more than {MAX_BYTES}")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// Its header fields are too large.
    #[error("the header fields have more than {MAX_HEADER_BYTES} bytes")]
    HeadersTooLarge,
    /// It has too many parts.
    #[error("the message has more than {MAX_PARTS} parts")]
    TooManyParts,
    /// Its parts are nested too deeply.
    #[error("the parts of the message lie more than {MAX_DEPTH} deep within each other")]
    TooDeep,
    /// It has none of the header fields of a message.
    #[error("this is no e-mail message: it has neither From, Date, Subject nor Message-ID")]
    NoMessage,
    /// There is a line break in what should be an address or an identifier (RFC 5322, section 2.2).
    #[error("the field {field} has a line break in its value, as if to add a field")]
    LineBreakInHeader {
        /// The field, such as `From`.
        field: &'static str,
    },
}
