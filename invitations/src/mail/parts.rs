//! The parts of a message (RFC 2045, RFC 2046): its text, calendars, reports and attachments.

use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};

use super::{
    Attachment, MAX_ATTACHMENT_DEPTH, MAX_DEPTH, MAX_PARTS, MailRefusal, MailWarning,
    attachments::Calendar,
    guard::{self, DISGUISED_MESSAGE},
    html,
};
use crate::calendar::one_line;

/// The maximum length of a message's text that is read, in characters.
const MAX_TEXT: usize = 200_000;
/// The maximum number of calendars of a message.
const MAX_CALENDARS: usize = 10;
/// The maximum number of attached messages that are read.
const MAX_MESSAGES: usize = 10;

/// The contents of the parts.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) calendars: Vec<Calendar>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) warnings: Vec<MailWarning>,
    /// The body of `message/delivery-status` (RFC 3464, section 2.1).
    pub(super) delivery_status: Option<String>,
    /// Whether there is a `message/disposition-notification` (RFC 8098).
    pub(super) is_receipt: bool,
    /// Whether there is a `message/feedback-report` (RFC 5965).
    pub(super) is_complaint: bool,
    /// The header fields of the attached message, or of the one that is reported on.
    pub(super) original: Option<Vec<u8>>,
    messages: usize,
}

/// Adds the contents of a message's parts. `attached` is the number of messages that contain this one.
pub(super) fn read(message: &[u8], attached: usize, content: &mut Content) -> Result<(), MailRefusal> {
    let disguised = guard::disguised(message)?;
    // Only the fields that distinguish parts are parsed. The others were read already, or are not needed.
    let parser = MessageParser::new().with_mime_headers().default_header_ignore();
    let Some(parsed) = parser.parse(&disguised) else { return Ok(()) };
    if parsed.parts.len() > MAX_PARTS {
        return Err(MailRefusal::TooManyParts);
    }
    if depth(&parsed.parts) > MAX_DEPTH {
        return Err(MailRefusal::TooDeep);
    }
    if attached == 0 || content.text.is_empty() {
        content.text = text(&parsed.parts, &parsed.text_body);
    }
    for part in &parsed.parts {
        take(part, attached, content)?;
    }
    Ok(())
}

/// The maximum nesting depth of the parts. A nested part comes after the part that contains it.
fn depth(parts: &[MessagePart<'_>]) -> usize {
    let mut depths = vec![0_usize; parts.len()];
    for (at, part) in parts.iter().enumerate() {
        for &child in part.sub_parts().unwrap_or_default() {
            if let Some(depth) = usize::try_from(child).ok().filter(|&child| child > at && child < parts.len()) {
                depths[depth] = depths[at] + 1;
            }
        }
    }
    depths.into_iter().max().unwrap_or(0)
}

fn text(parts: &[MessagePart<'_>], bodies: &[u32]) -> String {
    let mut all = String::new();
    for part in bodies.iter().filter_map(|&at| parts.get(usize::try_from(at).ok()?)) {
        let text = match &part.body {
            // A calendar is not part of the text.
            PartType::Text(_) if part.is_content_type("text", "calendar") => continue,
            PartType::Text(text) => plain(text),
            PartType::Html(page) => plain(&html::to_text(page)),
            _ => continue,
        };
        if !all.is_empty() && !text.is_empty() {
            all.push('\n');
        }
        all.push_str(&text);
        if all.len() > MAX_TEXT * 4 {
            break;
        }
    }
    all
}

/// The text with line feeds only, without control characters, and cut to its maximum length.
fn plain(text: &str) -> String {
    let text = planning::without_escape_sequences(text);
    let shown = text.chars().take(MAX_TEXT).filter(|&c| c == '\n' || c == '\t' || crate::calendar::is_shown(c));
    shown.map(|c| if matches!(c, '\t' | '\u{a0}') { ' ' } else { c }).collect()
}

fn take(part: &MessagePart<'_>, attached: usize, content: &mut Content) -> Result<(), MailRefusal> {
    if part.is_multipart() {
        return Ok(());
    }
    let name = part.attachment_name().and_then(|name| one_line(name, 200));
    let kind = part.content_type().map(|kind| (kind.ctype().to_owned(), kind.subtype().unwrap_or_default().to_owned()));
    let (ctype, subtype) = kind.unwrap_or_else(|| ("text".to_owned(), "plain".to_owned()));
    let ends_with = |end: &str| name.as_deref().is_some_and(|name| name.to_ascii_lowercase().ends_with(end));
    match (&*ctype, &*subtype) {
        ("text", "calendar") | ("application", "ics") => add_calendar(part, name, content),
        _ if ends_with(".ics") => add_calendar(part, name, content),
        ("text", "rfc822-headers") => content.original = Some(part.contents().to_vec()),
        (DISGUISED_MESSAGE, "delivery-status" | "global-delivery-status") => {
            content.delivery_status = Some(String::from_utf8_lossy(part.contents()).into_owned());
        }
        (DISGUISED_MESSAGE, "disposition-notification") => content.is_receipt = true,
        (DISGUISED_MESSAGE, "feedback-report") => content.is_complaint = true,
        (DISGUISED_MESSAGE, "rfc822" | "global") => return add_message(part, attached, content),
        ("application", "ms-tnef" | "vnd.ms-tnef") => content.warnings.push(MailWarning::TnefNotRead),
        _ if ends_with("winmail.dat") => content.warnings.push(MailWarning::TnefNotRead),
        ("text", "plain" | "html") if name.is_none() => {}
        _ => {
            let content_type = one_line(&format!("{ctype}/{subtype}"), 200).unwrap_or_default();
            content.attachments.push(Attachment { name, content_type, bytes: part.contents().len() });
        }
    }
    Ok(())
}

/// Adds a calendar, unless it was added before. Many messages have the same calendar as a part and as an attachment.
fn add_calendar(part: &MessagePart<'_>, name: Option<String>, content: &mut Content) {
    let bytes = part.contents().trim_ascii();
    if content.calendars.iter().any(|known| known.has_same_content(bytes)) {
        return;
    }
    if content.calendars.len() == MAX_CALENDARS {
        content.warnings.push(MailWarning::CalendarsCut { kept: MAX_CALENDARS });
    } else if content.calendars.len() < MAX_CALENDARS {
        content.calendars.push(Calendar::new(name, bytes));
    }
}

/// A message within the message: forwarded, or returned in a report.
fn add_message(part: &MessagePart<'_>, attached: usize, content: &mut Content) -> Result<(), MailRefusal> {
    content.messages += 1;
    if attached >= MAX_ATTACHMENT_DEPTH || content.messages > MAX_MESSAGES {
        content.warnings.push(MailWarning::AttachedMessageNotRead);
        return Ok(());
    }
    let bytes = part.contents();
    if content.original.is_none() {
        content.original = Some(bytes[..guard::header_length(bytes).min(64 << 10)].to_vec());
    }
    guard::check(bytes)?;
    read(bytes, attached + 1, content)
}
