//! The attachments of a message, and the parts that are left out.

use serde::Serialize;

use crate::calendar;

/// A calendar in a message.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarPart {
    /// The name of the file, if it has one.
    pub name: Option<String>,
    /// What it asks for, or else nothing.
    pub calendar: Option<calendar::Calendar>,
    /// Why it can't be used, if so.
    pub refusal: Option<calendar::Refusal>,
}

/// A calendar that wasn't read yet.
#[derive(Debug)]
pub(super) struct Calendar {
    name: Option<String>,
    bytes: Vec<u8>,
}

impl Calendar {
    pub(super) fn new(name: Option<String>, bytes: &[u8]) -> Self {
        Self { name, bytes: bytes.to_vec() }
    }

    /// Whether it is the same, whatever its line ends.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
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

/// What was left out of a message.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MailWarning {
    /// All or part of the message is in Microsoft's TNEF format (`winmail.dat`), which isn't read.
    TnefNotRead,
    /// A message within a message within a message, or one too many, wasn't read.
    AttachedMessageNotRead,
    /// There are more calendars than are read.
    CalendarsCut {
        /// How many are read.
        kept: usize,
    },
}
