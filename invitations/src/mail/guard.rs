//! Protects the parser of messages: checks limits, and hides nested messages from it.
//!
//! The parser stores every part and every header field, and drops nested messages recursively. So 10 MB of empty parts
//! would take hundreds of megabytes, and 100,000 nested messages would overflow the stack. Therefore the beginnings of
//! parts are counted first. Content types that would make the parser nest messages are replaced, and
//! [`parts`](super::parts) reads these messages itself.

use super::{MAX_BYTES, MAX_HEADER_BYTES, MailRefusal};

/// The maximum number of lines that begin like a Content-Type, also in bodies.
const MAX_CONTENT_TYPES: usize = 2_000;
/// The maximum number of multiparts. The parser may search the whole message for each.
const MAX_MULTIPARTS: usize = 50;
/// The maximum number of sequences of hyphens with which a part could begin. HTML has far fewer.
const MAX_DELIMITERS: usize = 50_000;
/// The maximum number of lines that could be header fields.
const MAX_FIELDS: usize = 100_000;
/// The maximum length of a Content-Type. A boundary has at most 70 characters (RFC 2046, section 5.1.1).
const MAX_CONTENT_TYPE_BYTES: usize = 1_000;

/// The replacement of "message" in content types, which the parser doesn't recognise.
pub(super) const DISGUISED_MESSAGE: &str = "xessage";

/// Checks that a message may be parsed.
pub(super) fn check(message: &[u8]) -> Result<(), MailRefusal> {
    if message.len() > MAX_BYTES {
        return Err(MailRefusal::TooLarge { bytes: message.len() });
    }
    if header_length(message) > MAX_HEADER_BYTES {
        return Err(MailRefusal::HeadersTooLarge);
    }
    let (mut delimiters, mut run) = (0, 0_usize);
    for &byte in message {
        if byte == b'-' {
            run += 1;
        } else if run > 0 {
            delimiters += if run < 2 { 0 } else { 1.max(run / 3) };
            run = 0;
        }
    }
    if delimiters + run / 3 > MAX_DELIMITERS { Err(MailRefusal::TooManyParts) } else { Ok(()) }
}

/// The length of the header fields of a message: up to the first empty line.
pub(super) fn header_length(message: &[u8]) -> usize {
    let mut length = 0;
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        length += line.len();
        if line == b"\n" || line == b"\r\n" {
            break;
        }
    }
    length
}

/// The message with the content types replaced that would make the parser nest messages: `message/...`;
/// `multipart/digest`, whose parts are messages by default; and types in an unclear form.
pub(super) fn disguised(message: &[u8]) -> Result<Vec<u8>, MailRefusal> {
    let mut disguised = message.to_vec();
    let (mut types, mut multiparts, mut fields) = (0, 0, 0);
    let mut start = 0;
    while start < message.len() {
        let end = message[start..].iter().position(|&byte| byte == b'\n').map_or(message.len(), |end| start + end + 1);
        if let Some(colon) = message[start..end].iter().position(|&byte| byte == b':') {
            fields += 1;
            if let Some(is_type) = type_field(&message[start..start + colon]) {
                types += 1;
                let value_end = field_end(message, end);
                let kind = kind(&message[start + colon + 1..value_end]);
                multiparts += usize::from(is_type && kind == ContentKind::Multipart);
                // Only the length of a disposition matters.
                let kind =
                    if is_type || value_end - start > MAX_CONTENT_TYPE_BYTES { kind } else { ContentKind::Other };
                hide(&mut disguised, start, colon, value_end, kind);
            }
        }
        start = end;
    }
    let too_many = types > MAX_CONTENT_TYPES || multiparts > MAX_MULTIPARTS || fields > MAX_FIELDS;
    if too_many { Err(MailRefusal::TooManyParts) } else { Ok(disguised) }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ContentKind {
    Message,
    Digest,
    Multipart,
    Other,
    Unclear,
}

/// `true` for the field Content-Type, `false` for Content-Disposition, `None` for others. White space within names is
/// ignored, as the parser does.
fn type_field(name: &[u8]) -> Option<bool> {
    const MAX_NAME_LENGTH: usize = 19;
    let mut plain = [0; MAX_NAME_LENGTH];
    let mut length = 0;
    for byte in name.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        *plain.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    match &plain[..length] {
        b"content-type" => Some(true),
        b"content-disposition" => Some(false),
        _ => None,
    }
}

/// The end of a field whose first line ends at `first_end`: before the next line that doesn't begin with white space.
fn field_end(message: &[u8], first_end: usize) -> usize {
    let mut end = first_end;
    while matches!(message.get(end), Some(b' ' | b'\t')) {
        end = message[end..].iter().position(|&byte| byte == b'\n').map_or(message.len(), |length| end + length + 1);
    }
    end
}

/// The kind of a type that is written as `type/subtype`, without comments or anything else in it.
fn kind(value: &[u8]) -> ContentKind {
    if value.len() > MAX_CONTENT_TYPE_BYTES {
        return ContentKind::Unclear;
    }
    let head = value.split(|&byte| byte == b';').next().unwrap_or(value);
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let words: Vec<&str> = text.split('/').map(str::trim).collect();
    let is_token =
        |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c));
    match words[..] {
        [one, two] if is_token(&one) && is_token(&two) => match (one, two) {
            ("message", _) => ContentKind::Message,
            ("multipart", "digest") => ContentKind::Digest,
            ("multipart", _) => ContentKind::Multipart,
            _ => ContentKind::Other,
        },
        _ => ContentKind::Unclear,
    }
}

/// Overwrites a content type without changing the length of the message.
fn hide(message: &mut [u8], start: usize, colon: usize, value_end: usize, kind: ContentKind) {
    let value = start + colon + 1..value_end;
    let first_letter = |message: &[u8], word: &[u8]| {
        let value = &message[value.clone()];
        let found = value.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word));
        found.map(|at| value_start(start, colon) + at)
    };
    let at = match kind {
        ContentKind::Message => first_letter(message, b"message"),
        ContentKind::Digest => first_letter(message, b"digest"),
        // The parser then finds no type, and reads the part as plain text.
        ContentKind::Unclear => {
            message[start..start + colon].iter().position(|byte| !byte.is_ascii_whitespace()).map(|at| start + at)
        }
        ContentKind::Multipart | ContentKind::Other => None,
    };
    if let Some(letter) = at.and_then(|at| message.get_mut(at)) {
        *letter = b'x';
    }
}

const fn value_start(start: usize, colon: usize) -> usize {
    start + colon + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disguise(message: &str) -> String {
        String::from_utf8(disguised(message.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn messages_and_digests_are_disguised_however_they_are_written() {
        for (written, disguised) in [
            ("Content-Type: message/rfc822\n\n", "Content-Type: xessage/rfc822\n\n"),
            ("content-type:\n MESSAGE/global; x=message\n\n", "content-type:\n xESSAGE/global; x=message\n\n"),
            ("Con tent - Type : message / rfc822\n\n", "Con tent - Type : xessage / rfc822\n\n"),
            ("Content-Type: multipart/digest; boundary=a\n", "Content-Type: multipart/xigest; boundary=a\n"),
            ("Content-Type: mes(x)sage/rfc822\n", "xontent-Type: mes(x)sage/rfc822\n"),
            ("Content-Type: \"message\"/rfc822\n", "xontent-Type: \"message\"/rfc822\n"),
            ("Content-Type: multipart/mixed; boundary=message\n", "Content-Type: multipart/mixed; boundary=message\n"),
            ("Content-Type: text/plain\n\nmessage/rfc822\n", "Content-Type: text/plain\n\nmessage/rfc822\n"),
        ] {
            assert_eq!(disguise(written), disguised);
        }
        let long = format!("Content-Type: text/plain; a={}\n", "b".repeat(2_000));
        assert!(disguise(&long).starts_with("xontent-Type"));
    }

    #[test]
    fn the_parser_finds_no_message_within_a_message() {
        for message in [
            "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: x\n\ny",
            "Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: x\n\ny\n--a--\n",
            "Content-Type: (c) message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKeQ==\n",
        ] {
            let disguised = disguised(message.as_bytes()).unwrap();
            let parsed = mail_parser::MessageParser::default().parse(&disguised).unwrap();
            assert!(parsed.parts.iter().all(|part| !part.is_message()), "{message}");
        }
    }

    #[test]
    fn messages_that_could_be_too_complex_are_refused_before_they_are_parsed() {
        assert_eq!(check(&vec![b'a'; MAX_BYTES + 1]), Err(MailRefusal::TooLarge { bytes: MAX_BYTES + 1 }));
        assert_eq!(check(&vec![b'a'; MAX_HEADER_BYTES + 1]), Err(MailRefusal::HeadersTooLarge));
        assert_eq!(check("a: b\n\n--b".repeat(60_000).as_bytes()), Err(MailRefusal::TooManyParts));
        assert_eq!(check(&[b"a: b\n\n".to_vec(), vec![b'-'; 1_000_000]].concat()), Err(MailRefusal::TooManyParts));
        assert_eq!(disguised("Content-Type: a/b\n".repeat(2_001).as_bytes()), Err(MailRefusal::TooManyParts));
        assert_eq!(disguised("Content-Type: multipart/x\n".repeat(51).as_bytes()), Err(MailRefusal::TooManyParts));
    }
}
