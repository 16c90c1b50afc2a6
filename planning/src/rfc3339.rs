//! Times in responses: RFC 3339, always with a numeric offset, so that equal times have equal texts.

use std::str;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, Timelike, Utc};
use serde::{Serialize as _, Serializer};

/// Serializes a time.
///
/// # Errors
///
/// The errors of the serializer.
pub fn time<S: Serializer>(time: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
    match short(*time).as_ref().map(|text| str::from_utf8(text)) {
        Some(Ok(text)) => serializer.serialize_str(text),
        _ => serializer.serialize_str(&long(*time)),
    }
}

/// Serializes a time in UTC, with `Z`. chrono has the same format, but writes one character at a time through `fmt`.
///
/// # Errors
///
/// The errors of the serializer.
pub fn utc<S: Serializer>(time: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = *b"0000-00-00T00:00:00.000000000Z";
    match write_utc(*time, &mut text).map(|length| str::from_utf8(&text[..length])) {
        Some(Ok(text)) => serializer.serialize_str(text),
        _ => serializer.serialize_str(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
    }
}

/// Serializes a time, or null.
///
/// # Errors
///
/// The errors of the serializer.
pub fn optional<S: Serializer>(time: &Option<DateTime<FixedOffset>>, serializer: S) -> Result<S::Ok, S::Error> {
    struct Time(DateTime<FixedOffset>);
    impl serde::Serialize for Time {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self::time(&self.0, serializer)
        }
    }
    time.map(Time).serialize(serializer)
}

/// Serializes a date.
///
/// # Errors
///
/// The errors of the serializer.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
pub(crate) fn date<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = *b"0000-00-00";
    match write_date(*date, &mut text).map(|()| str::from_utf8(&text)) {
        Some(Ok(text)) => serializer.serialize_str(text),
        _ => date.serialize(serializer),
    }
}

/// Formats a time in whole seconds, with a four-digit year and an offset of whole minutes: nearly every time of a plan.
fn short(time: DateTime<FixedOffset>) -> Option<[u8; 25]> {
    let offset = time.offset().local_minus_utc();
    if time.nanosecond() != 0 || offset % 60 != 0 {
        return None;
    }
    let mut text = *b"0000-00-00T00:00:00+00:00";
    write_date(time.date_naive(), &mut text)?;
    let minutes = offset.unsigned_abs() / 60;
    let numbers = [(11, time.hour()), (14, time.minute()), (17, time.second()), (20, minutes / 60), (23, minutes % 60)];
    write_numbers(&numbers, &mut text);
    if offset < 0 {
        text[19] = b'-';
    }
    Some(text)
}

/// Formats a time with a four-digit year, with as many groups of three decimals as it needs. Returns the length of the
/// text; `None` for a leap second.
fn write_utc(time: DateTime<Utc>, text: &mut [u8; 30]) -> Option<usize> {
    write_date(time.date_naive(), text)?;
    write_numbers(&[(11, time.hour()), (14, time.minute()), (17, time.second())], text);
    let digits = match time.nanosecond() {
        0 => {
            text[19] = b'Z';
            return Some(20);
        }
        1_000_000_000.. => return None,
        nanoseconds if nanoseconds % 1_000_000 == 0 => 3,
        nanoseconds if nanoseconds % 1_000 == 0 => 6,
        _ => 9,
    };
    let mut rest = time.nanosecond();
    for digit in text[20..29].iter_mut().rev() {
        *digit += u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
    }
    text[20 + digits] = b'Z';
    Some(21 + digits)
}

/// Formats a date with a four-digit year at the start of the text.
fn write_date(date: NaiveDate, text: &mut [u8]) -> Option<()> {
    let year = u32::try_from(date.year()).ok().filter(|year| *year <= 9999)?;
    write_numbers(&[(0, year / 100), (2, year % 100), (5, date.month()), (8, date.day())], text);
    Some(())
}

/// Writes two-digit numbers at their positions, over zeros.
fn write_numbers(numbers: &[(usize, u32)], text: &mut [u8]) {
    for &(at, number) in numbers {
        text[at] += u8::try_from(number / 10 % 10).unwrap_or_default();
        text[at + 1] += u8::try_from(number % 10).unwrap_or_default();
    }
}

fn long(time: DateTime<FixedOffset>) -> String {
    // RFC 3339 has no seconds in offsets, which Liberia had until 1972. The instant must stay the same.
    let seconds = time.offset().local_minus_utc() % 60;
    let offset = FixedOffset::east_opt(time.offset().local_minus_utc() - seconds).unwrap_or(*time.offset());
    time.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        serde_json::to_value(Wrapped(DateTime::parse_from_rfc3339(text).unwrap())).unwrap().as_str().unwrap().to_owned()
    }

    #[derive(serde::Serialize)]
    #[serde(transparent)]
    struct Wrapped(#[serde(serialize_with = "time")] DateTime<FixedOffset>);

    #[test]
    fn times_keep_their_offset() {
        for text in [
            "2026-03-10T15:00:00-04:00",
            "2026-12-18T09:07:05+00:00",
            "1970-01-01T23:59:59+05:45",
            "2199-12-31T00:00:00.123456-09:30",
        ] {
            assert_eq!(written(text), text);
        }
        assert_eq!(written("2026-03-10T15:00:00Z"), "2026-03-10T15:00:00+00:00");
    }

    #[test]
    fn times_in_utc_are_as_chrono_writes_them() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2026-02-28T12:34:56.7Z",
            "2026-02-28T12:34:56.789123Z",
            "2026-02-28T12:34:56.000001Z",
            "2026-02-28T23:59:59.999999999Z",
            "2026-12-31T23:59:60.5Z",
            "+12026-10-09T08:07:06.050Z",
            "-0001-10-09T08:07:06Z",
        ] {
            let time: DateTime<Utc> = text.parse().unwrap();
            assert_eq!(utc(&time, serde_json::value::Serializer).unwrap(), serde_json::to_value(time).unwrap());
        }
    }

    #[test]
    fn days_are_as_chrono_writes_them() {
        for text in ["1970-01-01", "2026-02-28", "2199-12-31", "+12026-10-09"] {
            let day: NaiveDate = text.parse().unwrap();
            let written = date(&day, serde_json::value::Serializer).unwrap();
            assert_eq!(written, serde_json::to_value(day).unwrap());
        }
    }

    #[test]
    fn an_offset_with_seconds_keeps_the_instant() {
        let monrovia = FixedOffset::west_opt(44 * 60 + 30).unwrap();
        let time = DateTime::parse_from_rfc3339("1971-06-01T12:00:00Z").unwrap().with_timezone(&monrovia);
        assert_eq!(DateTime::parse_from_rfc3339(&long(time)).unwrap(), time);
    }
}
