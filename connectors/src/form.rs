//! Forms, as mail providers send them: `multipart/form-data` (RFC 7578) and `application/x-www-form-urlencoded`.

use std::borrow::Cow;

use memchr::memmem;
use percent_encoding::percent_decode;

use crate::{delivery::Delivery, refusal::ReadError};

/// The maximum number of fields. A form with more is refused.
const MAX_FIELDS: usize = 1000;

/// The maximum length of the headers of a part.
const MAX_PART_HEAD_BYTES: usize = 16 << 10;

/// The fields of a form.
#[derive(Debug)]
pub(crate) struct Form<'a>(Vec<(String, Cow<'a, [u8]>)>);

impl<'a> Form<'a> {
    /// The form that is the body of a delivery.
    pub(crate) fn read(delivery: &Delivery<'a>) -> Result<Self, ReadError> {
        let header =
            delivery.headers.get_single("content-type").map_err(|refusal| ReadError::new("", refusal.to_string()))?;
        Self::parse(header.unwrap_or_default(), delivery.body)
    }

    fn parse(content_type: &str, body: &'a [u8]) -> Result<Self, ReadError> {
        let (kind, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
        match kind.trim().to_ascii_lowercase().as_str() {
            "multipart/form-data" => {
                let boundary = parameter(parameters, "boundary").filter(|text| (1..=70).contains(&text.len()));
                parse_multipart(body, &boundary.ok_or_else(|| wrong_content_type("has no boundary"))?).map(Self)
            }
            "application/x-www-form-urlencoded" => parse_url_encoded(body).map(Self),
            _ => Err(wrong_content_type("is neither multipart/form-data nor application/x-www-form-urlencoded")),
        }
    }

    /// The only field of a name; `None` if there is none.
    pub(crate) fn field(&self, name: &'static str) -> Result<Option<&[u8]>, ReadError> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| &**value);
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            (_, Some(_)) => Err(ReadError::new("", format!("the field {name} is there several times"))),
        }
    }

    /// The only field of a name, as text.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, ReadError> {
        let Some(value) = self.field(name)? else { return Ok(None) };
        str::from_utf8(value).map(Some).map_err(|_| ReadError::new("", format!("the field {name} is no text in UTF-8")))
    }
}

/// The contents of all files of a form: of the fields named `file`, or of all fields if none has that name.
///
/// # Errors
///
/// [`ReadError`] if the body is not a form of this `Content-Type`.
pub fn form_files<'a>(content_type: &str, body: &'a [u8]) -> Result<Vec<&'a [u8]>, ReadError> {
    let Form(fields) = Form::parse(content_type, body)?;
    let borrowed = |(name, value): (String, Cow<'a, [u8]>)| match value {
        Cow::Borrowed(value) => Some((name, value)),
        Cow::Owned(_) => None,
    };
    let fields: Vec<_> = fields.into_iter().filter_map(borrowed).filter(|(_, value)| !value.is_empty()).collect();
    let named = fields.iter().any(|(name, _)| name == "file");
    Ok(fields.into_iter().filter(|(name, _)| !named || name == "file").map(|(_, value)| value).collect())
}

fn wrong_content_type(detail: &str) -> ReadError {
    ReadError::new("", format!("the body is no form: its Content-Type {detail}"))
}

/// A parameter of a header, in quotes or not.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (key, after) = rest.split_once('=')?;
        let (value, next) = if let Some(quoted) = after.trim_start().strip_prefix('"') {
            quoted_string(quoted)?
        } else {
            let (value, next) = after.split_once(';').unwrap_or((after, ""));
            (value.trim().to_owned(), next)
        };
        if key.trim_matches([' ', '\t', ';']).eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
}

/// The text before the closing quote, and the text after it.
fn quoted_string(text: &str) -> Option<(String, &str)> {
    let (mut value, mut escaped) = (String::new(), false);
    for (index, c) in text.char_indices() {
        match c {
            _ if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((value, &text[index + 1..])),
            _ => value.push(c),
        }
    }
    None
}

type Fields<'a> = Vec<(String, Cow<'a, [u8]>)>;

fn parse_multipart<'a>(body: &'a [u8], boundary: &str) -> Result<Fields<'a>, ReadError> {
    let malformed = |detail: &'static str| ReadError::new("", detail);
    let first = format!("--{boundary}");
    let between = memmem::Finder::new(b"\r\n--").into_owned();
    let mut rest = if let Some(rest) = body.strip_prefix(first.as_bytes()) {
        rest
    } else {
        let start = memmem::find(body, format!("\r\n{first}").as_bytes());
        &body[start.ok_or_else(|| malformed("the form has no part"))? + first.len() + 2..]
    };
    let mut fields = Vec::new();
    while !rest.starts_with(b"--") {
        if fields.len() == MAX_FIELDS {
            return Err(malformed("the form has too many fields"));
        }
        let part = after_line_end(rest).ok_or_else(|| malformed("a part of the form is cut off"))?;
        let length = memmem::find(&part[..part.len().min(MAX_PART_HEAD_BYTES)], b"\r\n\r\n");
        let length = length.ok_or_else(|| malformed("a part of the form has no end of its head"))?;
        let (head, content) = (&part[..length], &part[length + 4..]);
        // The content may be empty. Its end is then the end of the head.
        let end = end_of_content(&part[length + 2..], &between, boundary);
        let end = end.ok_or_else(|| malformed("a part of the form is cut off"))?;
        let value = &content[..end.saturating_sub(2)];
        fields.push((part_name(head).unwrap_or_default(), Cow::Borrowed(value)));
        rest = &part[length + 2 + end + 4 + boundary.len()..];
    }
    Ok(fields)
}

/// The index at which a line break, two hyphens and the boundary begin.
fn end_of_content(text: &[u8], between: &memmem::Finder<'_>, boundary: &str) -> Option<usize> {
    between.find_iter(text).find(|start| {
        let after = text[start + 4..].strip_prefix(boundary.as_bytes());
        after.is_some_and(|after| after.starts_with(b"--") || after_line_end(after).is_some())
    })
}

/// The text after a line with a boundary. `None` if the rest of the line is not only white space.
fn after_line_end(text: &[u8]) -> Option<&[u8]> {
    let spaces = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    text[spaces..].strip_prefix(b"\r\n")
}

/// The name of a part, by its head.
fn part_name(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let line = head.split("\r\n").find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case("content-disposition").then(|| value.to_owned())
    })?;
    let (_, parameters) = line.split_once(';')?;
    parameter(parameters, "name")
}

fn parse_url_encoded(body: &[u8]) -> Result<Fields<'_>, ReadError> {
    let pairs = body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let mut fields = Vec::new();
    for pair in pairs {
        if fields.len() == MAX_FIELDS {
            return Err(ReadError::new("", "the form has too many fields"));
        }
        let end = memchr::memchr(b'=', pair).unwrap_or(pair.len());
        let value = pair.get(end + 1..).unwrap_or_default();
        fields.push((String::from_utf8_lossy(&decode(&pair[..end])).into_owned(), Cow::Owned(decode(value))));
    }
    Ok(fields)
}

fn decode(text: &[u8]) -> Vec<u8> {
    let spaces: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaces).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(content_type: &str, body: &'a [u8]) -> Result<Form<'a>, ReadError> {
        Form::parse(content_type, body)
    }

    #[test]
    fn parts_are_read_byte_by_byte() {
        let body =
            b"preamble\r\n--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nA: \xff\r\n--bx\r\n\r\n--b \r\n\
            content-disposition: form-data; filename=\"a;name=z\"; name=empty\r\n\r\n\r\n--b--\r\n";
        let form = read("Multipart/Form-Data; boundary=b", body).unwrap();
        assert_eq!(form.field("email").unwrap(), Some(&b"A: \xff\r\n--bx\r\n"[..]));
        assert_eq!(form.text("empty").unwrap(), Some(""));
        assert_eq!(form.text("other").unwrap(), None);
    }

    #[test]
    fn pairs_are_decoded() {
        let form = read("application/x-www-form-urlencoded", b"token=a%2Bb+c&body-mime=A%3A%20%FF&x&token2=1").unwrap();
        assert_eq!(form.text("token").unwrap(), Some("a+b c"));
        assert_eq!(form.field("body-mime").unwrap(), Some(&b"A: \xff"[..]));
        assert_eq!(form.text("x").unwrap(), Some(""));
        assert!(read("application/x-www-form-urlencoded", b"a=1&a=2").unwrap().field("a").is_err());
    }

    #[test]
    fn a_body_that_is_not_a_form_is_refused_with_a_reason() {
        for (content_type, body) in [
            ("application/json", &b"{}"[..]),
            ("multipart/form-data", b"--b\r\n"),
            ("multipart/form-data; boundary=b", b""),
            ("multipart/form-data; boundary=b", b"--b"),
            ("multipart/form-data; boundary=b", b"--b\r\nno head"),
            ("multipart/form-data; boundary=b", b"--b\r\n\r\nno end\r\n--"),
        ] {
            assert!(read(content_type, body).is_err(), "{content_type}: {body:?}");
        }
    }
}
