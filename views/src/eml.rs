//! A message as a file that mail programs open as a draft (RFC 5322).
//!
//! `X-Unsent` marks a draft, which programs open for editing. It has no `Date` and no `Message-ID`, which are set when
//! it is sent, and no `From` if the sender's address is unknown. The mail program adds them.

use email_encoding::headers::{rfc2047, writer::EmailWriter};
use lettre::message::{
    Body, Mailbox as Address,
    header::{ContentType, From, Header, HeaderName, HeaderValue, Headers, MIME_VERSION_1_0, Subject, To},
};

use crate::one_line::one_line;

/// The maximum length of a subject's word that is not encoded. Lines can be folded between words only.
const MAX_WORD_LENGTH: usize = 60;

/// An e-mail that is still to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Email<'m> {
    /// The candidate, who sends the messages.
    pub from: Option<Mailbox<'m>>,
    /// The recipient.
    pub to: Option<Mailbox<'m>>,
    /// The subject.
    pub subject: &'m str,
    /// The text, with any kind of line breaks.
    pub body: &'m str,
}

/// A person's e-mail address.
#[derive(Clone, Copy, Debug)]
pub struct Mailbox<'m> {
    /// The display name.
    pub name: Option<&'m str>,
    /// The address. An address that mail programs would refuse is left out, with its name.
    pub address: &'m str,
}

/// The e-mail as a file. Control characters in the texts become spaces, so that no text can add a header.
#[must_use]
pub fn eml(email: &Email) -> Vec<u8> {
    let body = Body::new(lines(email.body));
    let mut headers = Headers::new();
    headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str("X-Unsent"), "1".to_owned()));
    if let Some(from) = email.from.and_then(address) {
        headers.set(From::from(lettre::message::Mailboxes::from(from)));
    }
    if let Some(to) = email.to.and_then(address) {
        headers.set(To::from(lettre::message::Mailboxes::from(to)));
    }
    headers.insert_raw(subject(email.subject));
    headers.set(MIME_VERSION_1_0);
    headers.set(ContentType::TEXT_PLAIN);
    headers.set(body.encoding());
    let mut file = format!("{headers}\r\n").into_bytes();
    file.extend_from_slice(body.as_ref());
    file
}

fn address(mailbox: Mailbox) -> Option<Address> {
    let name = mailbox.name.map(line).filter(|name| !name.is_empty());
    Some(Address::new(name, mailbox.address.parse().ok()?))
}

/// A subject that programs read exactly as it is.
fn subject(text: &str) -> HeaderValue {
    let text = line(text);
    if is_plain(&text) {
        return Subject::from(text).display();
    }
    let (name, mut encoded) = (Subject::name(), String::new());
    let mut writer = EmailWriter::new(&mut encoded, name.len() + ": ".len(), 0, false);
    rfc2047::encode(&text, &mut writer).expect("a string can be written to");
    drop(writer);
    // Encoded words consist of letters, digits and punctuation, in lines that are folded already.
    HeaderValue::dangerous_new_pre_encoded(name, text, encoded)
}

/// A text for a header, without control characters and surrounding white space.
fn line(text: &str) -> String {
    one_line(text).trim().to_owned()
}

/// Whether a text can be sent without encoding. `=?` may begin an encoded word (RFC 2047).
fn is_plain(text: &str) -> bool {
    let printable = |c: char| c == ' ' || c.is_ascii_graphic();
    text.chars().all(printable)
        && !text.contains("=?")
        && text.split(' ').all(|word| (1..=MAX_WORD_LENGTH).contains(&word.len()))
}

/// A text with one kind of line break, and without the control character that mail can't contain.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests;
