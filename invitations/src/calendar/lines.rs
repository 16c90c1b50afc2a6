//! Splits bytes into content lines: line ends, folds and encodings (RFC 5545, section 3.1).

use std::borrow::Cow;

/// A content line without its folds.
pub(super) struct Line<'a> {
    /// The line of the file on which it begins, counted from 1.
    pub(super) number: usize,
    pub(super) text: Cow<'a, str>,
    /// Whether the bytes were not UTF-8 and were read as ISO 8859-1.
    pub(super) latin_1: bool,
}

/// The content lines of wanted properties, in order. Other lines are not copied.
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
    line_end: u8,
    wanted: fn(&[u8]) -> bool,
}

impl<'a> Lines<'a> {
    /// `wanted` gets the name of each line's property and returns whether the line is read.
    pub(super) fn new(file: &'a [u8], wanted: fn(&[u8]) -> bool) -> Self {
        let rest = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        // Old programs write carriage returns alone.
        let line_end = if rest.contains(&b'\n') { b'\n' } else { b'\r' };
        Self { rest, number: 0, line_end, wanted }
    }

    /// The next line of the file, before unfolding.
    fn physical(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let end = self.rest.iter().position(|&byte| byte == self.line_end);
        let (line, rest) = end.map_or((self.rest, &b""[..]), |end| (&self.rest[..end], &self.rest[end + 1..]));
        self.rest = rest;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    fn continues(&self) -> bool {
        matches!(self.rest.first(), Some(b' ' | b'\t'))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        loop {
            let first = self.physical()?;
            let number = self.number;
            if (self.wanted)(name(first)) {
                let mut bytes = Cow::Borrowed(first);
                // A fold may be between the bytes of one character, so the lines are joined before they are decoded.
                while self.continues() {
                    bytes.to_mut().extend_from_slice(&self.physical()?[1..]);
                }
                let (text, latin_1) = text(bytes);
                return Some(Line { number, text, latin_1 });
            }
            while self.continues() {
                self.physical()?;
            }
        }
    }
}

/// The name of the property at the beginning of a line.
fn name(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii_start();
    let end = line.iter().position(|&byte| !(byte.is_ascii_alphanumeric() || byte == b'-'));
    &line[..end.unwrap_or(line.len())]
}

fn text(bytes: Cow<'_, [u8]>) -> (Cow<'_, str>, bool) {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => (Cow::Owned(from_latin_1(bytes)), true),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (Cow::Owned(text), false),
            Err(error) => (Cow::Owned(from_latin_1(error.as_bytes())), true),
        },
    }
}

fn from_latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> Vec<(usize, String)> {
        Lines::new(file, |name| !name.eq_ignore_ascii_case(b"ATTACH"))
            .map(|line| (line.number, line.text.into_owned()))
            .collect()
    }

    #[test]
    fn folds_are_joined_and_lines_counted() {
        let file = b"\xef\xbb\xbfBEGIN:X\r\nSUMMARY:one\r\n  two\r\n\tthree\r\nATTACH:aaaa\r\n bbbb\r\nEND:X";
        let lines = [(1, "BEGIN:X"), (2, "SUMMARY:one twothree"), (7, "END:X")];
        assert_eq!(read(file), lines.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn other_line_ends_are_read_too() {
        for file in ["A:1\nB:2\n", "A:1\rB:2\r", "A:1\r\nB:2"] {
            assert_eq!(read(file.as_bytes()), [(1, "A:1".to_owned()), (2, "B:2".to_owned())], "{file:?}");
        }
        // A lone carriage return is no line end where line feeds are.
        assert_eq!(read(b"A:1\rB:2\n"), [(1, "A:1\rB:2".to_owned())]);
    }

    #[test]
    fn a_fold_within_a_character_loses_nothing() {
        let mut file = b"SUMMARY:caf\xc3\r\n \xa9\r\n".to_vec();
        assert_eq!(read(&file), [(1, "SUMMARY:café".to_owned())]);
        file.extend_from_slice(b"LOCATION:M\xfcnchen\r\n");
        let lines: Vec<_> = Lines::new(&file, |_| true).collect();
        assert_eq!((&*lines[1].text, lines[1].latin_1, lines[0].latin_1), ("LOCATION:München", true, false));
    }
}
