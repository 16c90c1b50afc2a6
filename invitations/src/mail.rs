//! Reads mails (RFC 5322, RFC 2045 to 2047): the people, the text, whether a person or a machine wrote it, and what it
//! may mean.
//!
//! [`read`] takes a raw message. Limits: [`MAX_BYTES`], [`MAX_PARTS`], [`MAX_DEPTH`] of multiparts,
//! [`MAX_HEADER_BYTES`]. They are checked before the message is parsed, or stop the parser.

mod attachments;
mod classification;
mod findings;
mod guard;
mod headers;
mod html;
mod parts;
mod quote;
mod refusal;
mod report;
mod settings;
mod suggestions;

pub use attachments::{Attachment, CalendarPart, MailWarning};
pub use classification::{Classification, Evidence, MailClass};
pub use findings::{Confidence, Mail, Suggestion, SuggestionKind};
pub use headers::Correspondent;
pub use refusal::MailRefusal;
pub use report::{DeliveryAction, DeliveryReport, Recipient};
pub use settings::{MAX_ATTACHMENT_DEPTH, MAX_BYTES, MAX_DEPTH, MAX_HEADER_BYTES, MAX_PARTS, MailSettings};

use crate::calendar;

/// Reads a message.
///
/// Quoted text is removed before the text is searched. What is found in the text is a suggestion, never a fact.
///
/// # Errors
///
/// If the message is larger than the limits, has no header fields, or has a line break where an address or an
/// identifier should be.
pub fn read(message: &[u8], settings: &MailSettings) -> Result<Mail, MailRefusal> {
    guard::check(message)?;
    let headers = headers::read(message)?;
    let mut content = parts::Content::default();
    parts::read(message, 0, &mut content)?;
    let report = report::read(&headers, &content);
    let classification = classification::classify(&headers, &content, report.as_ref());
    let split = quote::split(&content.text);
    let original_from = match &split.forwarded_from {
        Some(from) => Correspondent::parse(from),
        // If the original can't be read, its sender is unknown.
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
