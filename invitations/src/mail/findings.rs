//! What was found in a message.

use std::ops::Range;

use planning::{Date, Instant};
use serde::Serialize;

use super::{Classification, Correspondent, DeliveryReport};
use crate::calendar;

/// A message.
#[derive(Clone, Debug, Serialize)]
pub struct Mail {
    /// Its identifier, without angle brackets (RFC 5322, section 3.6.4).
    pub message_id: Option<String>,
    /// The messages that it answers.
    pub in_reply_to: Vec<String>,
    /// The messages of its thread, the nearest last; at most 100.
    pub references: Vec<String>,
    /// Who wrote it.
    pub from: Option<Correspondent>,
    /// Where answers should go.
    pub reply_to: Option<Correspondent>,
    /// To whom; at most 100.
    pub to: Vec<Correspondent>,
    /// To whom else; at most 100.
    pub cc: Vec<Correspondent>,
    /// When it was written, as its writer's program says.
    pub date: Option<Instant>,
    /// Its title, in one line.
    pub subject: Option<String>,
    /// Whether the candidate wrote it.
    pub from_candidate: bool,
    /// What kind of message it is.
    pub classification: Classification,
    /// What it reports on the delivery of another message.
    pub report: Option<DeliveryReport>,
    /// Whether the text is of another message that was forwarded.
    pub forwarded: bool,
    /// Who wrote the message that is forwarded, attached or reported on, as this message says.
    pub original_from: Option<Correspondent>,
    /// What its writer wrote: without quotations, signature and control characters.
    pub text: String,
    /// The calendars in it.
    pub calendars: Vec<CalendarPart>,
    /// What the text may mean.
    pub suggestions: Vec<Suggestion>,
    /// What else is attached.
    pub attachments: Vec<Attachment>,
    /// What was left out.
    pub warnings: Vec<MailWarning>,
}

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
    /// Its size.
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

/// What a text may mean. It is no fact until somebody accepts it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// What it may mean.
    pub kind: SuggestionKind,
    /// The day that is named, if one is and it is certain which.
    pub date: Option<Date>,
    /// The local time that is named, such as `14:30`.
    pub time: Option<String>,
    /// The words of the text on which it rests.
    pub words: String,
    /// Where they stand in [`Mail::text`], in bytes.
    pub range: Range<usize>,
    /// How likely it is.
    pub confidence: Confidence,
}

/// What a text may mean.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// The employer won't hire the candidate.
    Rejection,
    /// The employer wants to hire the candidate.
    Offer,
    /// The employer wants to go on with the candidate.
    NextRound,
    /// The employer will decide or write by a date.
    DecisionDate,
    /// An interview on a date.
    InterviewDate,
    /// The employer wants an answer by a date.
    AnswerBy,
    /// The writer is away until a date.
    AwayUntil,
    /// A question to the candidate.
    Question,
}

/// How likely a suggestion is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The words may well mean something else.
    Low,
    /// The words usually mean that.
    Medium,
    /// The words hardly mean anything else.
    High,
}
