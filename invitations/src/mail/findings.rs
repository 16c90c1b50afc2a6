//! The result of reading a message.

use std::ops::Range;

use planning::{Date, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Attachment, CalendarPart, Classification, Correspondent, DeliveryReport, MailWarning};

/// A message.
#[derive(Clone, Debug, Serialize)]
pub struct Mail {
    /// Its identifier, without angle brackets (RFC 5322, section 3.6.4).
    pub message_id: Option<String>,
    /// The identifiers of the messages that it answers.
    pub in_reply_to: Vec<String>,
    /// The identifiers of the messages of its thread, the nearest last. At most 100.
    pub references: Vec<String>,
    /// The sender.
    pub from: Option<Correspondent>,
    /// The address for answers.
    pub reply_to: Option<Correspondent>,
    /// The recipients, at most 100.
    pub to: Vec<Correspondent>,
    /// The recipients of copies, at most 100.
    pub cc: Vec<Correspondent>,
    /// When it was written, according to its Date field.
    pub date: Option<Instant>,
    /// Its subject, in one line.
    pub subject: Option<String>,
    /// Whether the candidate wrote it.
    pub from_candidate: bool,
    /// The kind of message.
    pub classification: Classification,
    /// Its report on the delivery of another message.
    pub report: Option<DeliveryReport>,
    /// Whether the text is that of a forwarded message.
    pub forwarded: bool,
    /// The sender of the message that is forwarded, attached or reported on, according to this message.
    pub original_from: Option<Correspondent>,
    /// The text of its writer, without quotations, signature and control characters.
    pub text: String,
    /// The calendars in it.
    pub calendars: Vec<CalendarPart>,
    /// Possible meanings of the text.
    pub suggestions: Vec<Suggestion>,
    /// Other attachments.
    pub attachments: Vec<Attachment>,
    /// Warnings about omissions.
    pub warnings: Vec<MailWarning>,
}

/// A possible meaning of a text. It becomes a fact only when somebody accepts it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// The possible meaning.
    pub kind: SuggestionKind,
    /// The named day. `None` if no day is named or it is ambiguous.
    pub date: Option<Date>,
    /// The local time that is named, such as `14:30`.
    pub time: Option<String>,
    /// The words of the text that suggest it.
    pub words: String,
    /// The range in [`Mail::text`], in bytes.
    pub range: Range<usize>,
    /// How likely it is.
    pub confidence: Confidence,
}

/// The kinds of suggestions.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema)]
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
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The words often mean something else.
    Low,
    /// The words usually mean that.
    Medium,
    /// The words hardly mean anything else.
    High,
}
