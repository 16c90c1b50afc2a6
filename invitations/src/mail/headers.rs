//! The header fields of a message (RFC 5322, section 3.6).

use mail_parser::{Address, HeaderName, HeaderValue, Message, MessageParser};
use planning::{Email, Instant};
use serde::Serialize;

use super::{MailRefusal, guard};
use crate::calendar::one_line;

/// The maximum number of people in To and in Cc, and of identifiers in References, that are returned.
const MAX_PEOPLE: usize = 100;
const MAX_IDS: usize = 100;
const MAX_TEXT: usize = 500;

/// Somebody in the header fields.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Correspondent {
    /// The name beside the address.
    pub name: Option<String>,
    /// The address.
    pub email: Option<Email>,
}

impl Correspondent {
    /// Parses `Ada Okafor <ada@example.com>` in a text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = text.rsplit_once('<').unwrap_or(("", text));
        // Outlook: "Ada Okafor <mailto:ada@example.com>", and "Ada Okafor [mailto:ada@example.com]".
        let address = address.rsplit("mailto:").next().unwrap_or(address);
        let email: Option<Email> = address.trim_end_matches(['>', ']', ' ']).parse().ok();
        let name = if email.is_some() { name } else { text };
        let name = one_line(name.trim_matches(['"', '\'', ' ', '[']), MAX_TEXT);
        (name.is_some() || email.is_some()).then_some(Self { name, email })
    }
}

/// The values of the header fields.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub(super) message_id: Option<String>,
    pub(super) in_reply_to: Vec<String>,
    pub(super) references: Vec<String>,
    pub(super) from: Option<Correspondent>,
    pub(super) reply_to: Option<Correspondent>,
    pub(super) to: Vec<Correspondent>,
    pub(super) cc: Vec<Correspondent>,
    pub(super) date: Option<Instant>,
    pub(super) subject: Option<String>,
    /// All fields with their values as text, names in lower case.
    fields: Vec<(String, String)>,
}

impl Headers {
    /// The value of a field, by its name in lower case.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }
}

/// Reads the header fields of a message. Line breaks within values are refused. Folded lines are accepted.
pub(super) fn read(message: &[u8]) -> Result<Headers, MailRefusal> {
    let block = &message[..guard::header_length(message)];
    let parsed = MessageParser::default().parse_headers(block).ok_or(MailRefusal::NoMessage)?;
    let from = addresses(parsed.from(), "From")?.into_iter().next();
    let to = addresses(parsed.to(), "To")?;
    let cc = addresses(parsed.cc(), "Cc")?;
    let reply_to = addresses(parsed.reply_to(), "Reply-To")?.into_iter().next();
    let message_id = ids(parsed.header(HeaderName::MessageId), "Message-ID")?.into_iter().next();
    let headers = Headers {
        message_id,
        in_reply_to: ids(parsed.header(HeaderName::InReplyTo), "In-Reply-To")?,
        references: ids(parsed.header(HeaderName::References), "References")?,
        from,
        reply_to,
        to,
        cc,
        date: parsed.date().and_then(instant),
        subject: subject(&parsed)?,
        fields: fields(&parsed),
    };
    let known =
        headers.from.is_some() || headers.date.is_some() || headers.subject.is_some() || headers.message_id.is_some();
    if known { Ok(headers) } else { Err(MailRefusal::NoMessage) }
}

fn addresses(address: Option<&Address<'_>>, field: &'static str) -> Result<Vec<Correspondent>, MailRefusal> {
    let mut found = Vec::new();
    for person in address.iter().flat_map(|address| address.iter()).take(MAX_PEOPLE) {
        // A line break at the end is ignored, since some programs write one there.
        if [person.name(), person.address()].into_iter().flatten().any(|text| has_line_break(text.trim_end())) {
            return Err(MailRefusal::LineBreakInHeader { field });
        }
        let email: Option<Email> = person.address().and_then(|address| address.trim().parse().ok());
        let name = person.name().and_then(|name| one_line(name, MAX_TEXT));
        let name = name.filter(|name| email.as_deref().is_none_or(|email| !name.eq_ignore_ascii_case(email)));
        if name.is_some() || email.is_some() {
            found.push(Correspondent { name, email });
        }
    }
    Ok(found)
}

fn ids(value: Option<&HeaderValue<'_>>, field: &'static str) -> Result<Vec<String>, MailRefusal> {
    let ids: Vec<&str> = match value {
        Some(HeaderValue::Text(id)) => vec![id],
        Some(HeaderValue::TextList(ids)) => ids.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    if ids.iter().any(|id| has_line_break(id)) {
        return Err(MailRefusal::LineBreakInHeader { field });
    }
    // The last identifiers of a long thread are the nearest.
    let skipped = ids.len().saturating_sub(MAX_IDS);
    Ok(ids[skipped..].iter().filter_map(|id| one_line(id, MAX_TEXT)).collect())
}

/// The subject. Some programs write a line break at its end. A line break within it is refused only if a field seems to
/// follow.
fn subject(parsed: &Message<'_>) -> Result<Option<String>, MailRefusal> {
    let Some(subject) = parsed.subject() else { return Ok(None) };
    let field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            name.len() > 1
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && name.contains(char::is_uppercase)
        })
    };
    if subject.split(['\r', '\n']).skip(1).any(field) {
        return Err(MailRefusal::LineBreakInHeader { field: "Subject" });
    }
    Ok(one_line(subject, MAX_TEXT))
}

fn has_line_break(text: &str) -> bool {
    text.contains(['\r', '\n', '\0'])
}

/// Names in lower case with the text of the value, for the fields that the classification uses.
fn fields(parsed: &Message<'_>) -> Vec<(String, String)> {
    let raw = parsed.headers_raw();
    raw.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.chars().take(2_000).collect())).collect()
}

fn instant(date: &mail_parser::DateTime) -> Option<Instant> {
    let plausible = date.is_valid() && (1970..=2199).contains(&date.year);
    let seconds = plausible.then(|| date.to_timestamp())?;
    chrono::DateTime::from_timestamp(seconds, 0)?.try_into().ok()
}
