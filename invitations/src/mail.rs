//! Mails: who wrote what to whom, whether a person did, and what it may mean (RFC 5322, RFC 2045 to 2047).
//!
//! [`read`] takes a raw message. Limits: [`MOST_BYTES`], [`MOST_PARTS`], [`MOST_DEPTH`] of multiparts, [`MOST_HEADER_BYTES`].
//! They are checked before anything is parsed, or keep the parser from going deeper.

mod class;
mod findings;
mod guard;
mod headers;
mod html;
mod parts;
mod quote;
mod refusal;
mod report;
mod suggestions;

use planning::{Instant, TimeZone};

pub use class::{Class, Classification, Evidence};
pub use findings::{Attachment, CalendarPart, Confidence, Mail, MailWarning, Suggestion, SuggestionKind};
pub use headers::Correspondent;
pub use refusal::MailRefusal;
pub use report::{Action, DeliveryReport, Recipient};

use crate::calendar;

/// The most bytes of a message.
pub const MOST_BYTES: usize = 10 << 20;
/// The most bytes of a message's own header fields.
pub const MOST_HEADER_BYTES: usize = 256 << 10;
/// The most parts of a message.
pub const MOST_PARTS: usize = 1_000;
/// How deep multiparts may lie within each other.
pub const MOST_DEPTH: usize = 20;
/// How deep messages may lie within each other as attachments; deeper ones are only listed.
pub const MOST_ATTACHED: usize = 3;

/// What the message doesn't say.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// When the message was received: "on Friday" is the Friday after it.
    pub received_at: Instant,
    /// The zone of days and times that name none.
    pub time_zone: Option<TimeZone>,
    /// The candidate's addresses.
    pub candidate_addresses: Vec<String>,
}

/// Reads a message.
///
/// Quoted text is cut off before anything is looked for in it. What is found in the text is a suggestion, never a fact.
///
/// # Errors
///
/// If the message is larger than the limits, has no header fields, or has a line break where an address or an identifier
/// should be.
pub fn read(message: &[u8], settings: &MailSettings) -> Result<Mail, MailRefusal> {
    guard::check(message)?;
    let headers = headers::read(message)?;
    let mut content = parts::Content::default();
    parts::read(message, 0, &mut content)?;
    let report = report::read(&headers, &content);
    let classification = class::of(&headers, &content, report.as_ref());
    let split = quote::split(&content.text);
    let original_from = match &split.forwarded_from {
        Some(from) => Correspondent::parse(from),
        // One that can't be read has no writer.
        None => content.original.as_deref().and_then(|original| headers::read(original).ok()?.from),
    };
    let suggestions = suggestions::find(&split.own, settings, classification.class);
    let calendar_settings = calendar::Settings {
        default_zone: settings.time_zone,
        candidate_addresses: settings.candidate_addresses.clone(),
    };
    let calendars = content.calendars.iter().map(|part| part.read(&calendar_settings)).collect();
    let from_candidate = headers.from.as_ref().and_then(|from| from.email.as_deref()).is_some_and(|from| {
        settings.candidate_addresses.iter().any(|address| address.trim().eq_ignore_ascii_case(from))
    });
    Ok(Mail {
        message_id: headers.message_id,
        in_reply_to: headers.in_reply_to,
        references: headers.references,
        from: headers.from,
        reply_to: headers.reply_to,
        to: headers.to,
        cc: headers.cc,
        date: headers.date,
        subject: headers.subject,
        from_candidate,
        classification,
        report,
        forwarded: split.forwarded,
        original_from,
        text: split.own,
        calendars,
        suggestions,
        attachments: content.attachments,
        warnings: content.warnings,
    })
}

#[cfg(test)]
mod tests;
