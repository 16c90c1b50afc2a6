//! Reads times from JSON that a database makes. It is faster than chrono, which takes as long for one time as the rest
//! of a row.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// Reads a time in RFC 3339, or as Postgres and `SQLite` write it.
pub(crate) fn utc<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    struct Time;

    impl Visitor<'_> for Time {
        type Value = DateTime<Utc>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a time")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<DateTime<Utc>, E> {
            parse_utc(text).map_or_else(|| text.parse().map_err(E::custom), Ok)
        }
    }

    deserializer.deserialize_str(Time)
}

/// Parses a time in a year of four digits with the offset of UTC, which is how nearly all are stored.
fn parse_utc(text: &str) -> Option<DateTime<Utc>> {
    let text = text.strip_suffix("+00:00").or_else(|| text.strip_suffix('Z'))?;
    let (seconds, fraction) = text.split_at_checked(19)?;
    let text = seconds.as_bytes();
    let separated = [text[4], text[7], text[13], text[16]] == *b"--::" && matches!(text[10], b'T' | b' ');
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(parse_digits(&text[..4])?).ok()?,
        parse_digits(&text[5..7])?,
        parse_digits(&text[8..10])?,
    );
    let nanosecond = match fraction.strip_prefix('.') {
        None if fraction.is_empty() => 0,
        Some(digits) if (1..=9).contains(&digits.len()) => nanoseconds(digits.as_bytes())?,
        _ => return None,
    };
    let time = date?.and_hms_nano_opt(
        parse_digits(&text[11..13])?,
        parse_digits(&text[14..16])?,
        parse_digits(&text[17..])?,
        nanosecond,
    )?;
    separated.then(|| time.and_utc())
}

fn nanoseconds(digits: &[u8]) -> Option<u32> {
    let missing = 9 - u32::try_from(digits.len()).ok()?;
    Some(parse_digits(digits)? * 10_u32.pow(missing))
}

/// The number that up to nine ASCII digits denote; `None` for other bytes.
fn parse_digits(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_chrono_reads_them() {
        for text in [
            "2026-03-10T16:00:00Z",
            "2026-03-10T16:00:00.1+00:00",
            "2026-03-10 16:00:00.123456+00:00",
            "2026-12-31T23:59:59.999999999Z",
            "1970-01-01T00:00:00.000001+00:00",
            "0001-02-28T08:07:06Z",
        ] {
            assert_eq!(parse_utc(text), Some(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn other_formats_are_left_to_chrono() {
        for text in [
            "",
            "Z",
            "2026-03-10T16:00:00",
            "2026-03-10T16:00:00+01:00",
            "2026-03-10T16:00:60Z",
            "2026-02-29T16:00:00Z",
            "2026-03-10T24:00:00Z",
            "2026-03-10T16:00:00.Z",
            "2026-03-10T16:00:00.1234567890Z",
            "2026-03-10T16:00:00,5Z",
            "2026-03-10x16:00:00Z",
            "2026/03/10T16:00:00Z",
            "+12026-10-09T08:07:06Z",
            "2026-03-10T16:0é:00Z",
            "2026-03-1\u{661}T16:00:0Z",
        ] {
            assert_eq!(parse_utc(text), None, "{text}");
        }
        let json = "\"+12026-10-09T08:07:06.5+02:00\"";
        let read = utc(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(read, serde_json::from_str::<DateTime<Utc>>(json).unwrap());
        assert!(utc(&mut serde_json::Deserializer::from_str("\"tomorrow\"")).is_err());
    }
}
