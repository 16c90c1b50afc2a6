//! The attachments of a message, and warnings about omitted parts.

use serde::Serialize;

use crate::calendar;

/// A calendar in a message.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarPart {
    /// The name of the file, if it has one.
    pub name: Option<String>,
    /// Its events. `None` if it was refused.
    pub calendar: Option<calendar::Calendar>,
    /// Why it can't be used. `None` if it can.
    pub refusal: Option<calendar::Refusal>,
}

/// A calendar part before it is read.
#[derive(Debug)]
pub(super) struct Calendar {
    name: Option<String>,
    bytes: Vec<u8>,
}

impl Calendar {
    pub(super) fn new(name: Option<String>, bytes: &[u8]) -> Self {
        Self { name, bytes: bytes.to_vec() }
    }

    /// Whether the content is the same, except for line ends.
    pub(super) fn has_same_content(&self, bytes: &[u8]) -> bool {
        let plain = |bytes: &'_ [u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>();
        self.bytes == bytes || plain(&self.bytes) == plain(bytes)
    }

    pub(super) fn read(&self, settings: &calendar::Settings) -> CalendarPart {
        let (calendar, refusal) = match calendar::read(&self.bytes, settings) {
            Ok(calendar) => (Some(calendar), None),
            Err(refusal) => (None, Some(refusal)),
        };
        CalendarPart { name: self.name.clone(), calendar, refusal }
    }
}

/// A file that is attached.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Attachment {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its media type, as the message says.
    pub content_type: String,
    /// Its size in bytes.
    pub bytes: usize,
}

/// An omission while reading a message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MailWarning {
    /// All or part of the message is in Microsoft's TNEF format (`winmail.dat`), which isn't read.
    TnefNotRead,
    /// An attached message was not read, because it is nested too deeply or there are too many.
    AttachedMessageNotRead,
    /// There were more calendars than are read.
    CalendarsCut {
        /// The number that was read.
        kept: usize,
    },
}
