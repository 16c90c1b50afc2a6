//! A property: its name, parameters and value (RFC 5545, sections 3.1 to 3.3).
//!
//! The crate calcard is not used. Its version 0.3.14 accepts `2026031` as a day, COUNT modulo 2^32, and the offset
//! `+053015` without its seconds. It does not decode the escapes of RFC 6868, and does not return the original value,
//! so that it could be checked again. It also adds the time zones of chrono-tz to the program.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A content line in its parts.
#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    /// The line of the file on which it begins, counted from 1.
    pub(super) line: usize,
    /// Its name, in capitals.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    value: Cow<'a, str>,
}

/// A value of type DATE or DATE-TIME (sections 3.3.4 and 3.3.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum DateOrTime {
    Date(NaiveDate),
    /// A local time without a time zone.
    Local(NaiveDateTime),
    Utc(NaiveDateTime),
}

impl<'a> Property<'a> {
    /// Parses a line. `None` if it is not a content line.
    ///
    /// White space around names is accepted, and a zone with a colon but no quotes, since some programs write them.
    pub(super) fn parse(line: usize, text: Cow<'a, str>) -> Option<Self> {
        let name_end = text.find([':', ';'])?;
        let name: String = text[..name_end].split_whitespace().collect::<String>().to_ascii_uppercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(plain) {
            return None;
        }
        let colon = match value_colon(&text, name_end) {
            Some(colon) if has_date(&name) => text.rfind(':').filter(|_| !is_date(&text[colon + 1..])).unwrap_or(colon),
            other => other?,
        };
        let parameters = if name_end < colon { parameters(&text[name_end + 1..colon]) } else { Vec::new() };
        let value = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[colon + 1..]),
            Cow::Owned(mut text) => {
                text.drain(..=colon);
                Cow::Owned(text)
            }
        };
        Some(Self { line, name, parameters, value })
    }

    /// The parameter of that name, which is written in capitals.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The value as it is written in the file.
    pub(super) fn raw(&self) -> &str {
        self.value.trim()
    }

    /// The value of type TEXT: with its escapes resolved (section 3.3.11).
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(c @ ('\\' | ',' | ';' | ':' | '"')) => text.push(c),
                    Some(other) => text.extend(['\\', other]),
                    None => text.push('\\'),
                },
                c => text.push(c),
            }
        }
        text
    }

    /// The value as a date or a time; `None` if it is neither.
    pub(super) fn date_or_time(&self) -> Option<DateOrTime> {
        date_or_time(self.raw().trim_matches('"'))
    }

    /// The values of a list of dates, times or periods. Of a period the start is returned. Malformed values are left
    /// out.
    pub(super) fn dates_or_times(&self) -> impl Iterator<Item = DateOrTime> {
        self.raw().split(',').filter_map(|value| date_or_time(value.split('/').next().unwrap_or(value).trim()))
    }
}

/// The index of the colon before the value: the first colon outside of quotes, or the first of all if quotes don't end.
fn value_colon(text: &str, from: usize) -> Option<usize> {
    let mut quoted = false;
    let found = text.bytes().enumerate().skip(from).find(|&(_, byte)| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    });
    found.map(|(at, _)| at).or_else(|| text[from..].find(':').map(|at| from + at))
}

fn parameters(text: &str) -> Vec<(String, String)> {
    let mut quoted = false;
    let parts = text.split(|c: char| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    let parts = parts.filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| (name.trim().to_ascii_uppercase(), parameter_value(value))).collect()
}

/// A parameter's value without quotes, and with the escapes of RFC 6868 resolved.
fn parameter_value(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().filter(|&c| c != '"').peekable();
    while let Some(c) = chars.next() {
        let escaped = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('^')) => '^',
            ('^', Some('\'')) => '"',
            // These are not escapes of a parameter's value, but many programs write them.
            ('\\', Some(&escaped @ (',' | ';' | '\\'))) => escaped,
            _ => {
                text.push(c);
                continue;
            }
        };
        chars.next();
        text.push(escaped);
    }
    text
}

/// Whether the property's value is a date or a time, so that no colon can be in it.
fn has_date(name: &str) -> bool {
    matches!(name, "DTSTART" | "DTEND" | "DTSTAMP" | "RECURRENCE-ID" | "EXDATE" | "RDATE")
}

fn is_date(value: &str) -> bool {
    value.split(',').all(|value| date_or_time(value.split('/').next().unwrap_or(value).trim()).is_some())
}

/// Parses `20260310`, `20260310T140000` or `20260310T140000Z`. A leap second becomes the second before it.
pub(super) fn date_or_time(text: &str) -> Option<DateOrTime> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(4, 6)?, number(6, 8)?)?;
    if bytes.len() == 8 {
        return Some(DateOrTime::Date(date));
    }
    let utc = match bytes.get(15..) {
        Some([]) => false,
        Some([b'Z' | b'z']) => true,
        _ => return None,
    };
    let time = matches!(bytes.get(8), Some(b'T' | b't'))
        .then_some(())
        .and_then(|()| date.and_hms_opt(number(9, 11)?, number(11, 13)?, number(13, 15)?.min(59)))?;
    Some(if utc { DateOrTime::Utc(time) } else { DateOrTime::Local(time) })
}

/// A value of type DURATION (section 3.3.6). `None` if it is malformed, or longer than a thousand years.
pub(super) fn duration(text: &str) -> Option<TimeDelta> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let mut seconds = 0_i64;
    let (mut number, mut in_time, mut any) = (None::<i64>, false, false);
    for c in text.strip_prefix(['P', 'p'])?.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit.into())?);
            continue;
        }
        let unit = match (c.to_ascii_uppercase(), in_time) {
            ('T', false) if number.is_none() => {
                in_time = true;
                continue;
            }
            ('W', false) => 604_800,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.take()?.checked_mul(unit)?)?;
        any = true;
    }
    let seconds = if negative { -seconds } else { seconds };
    let plausible = any && number.is_none() && seconds.abs() < 1_000 * 366 * 86_400;
    plausible.then(|| TimeDelta::seconds(seconds))
}

#[cfg(test)]
mod tests;
