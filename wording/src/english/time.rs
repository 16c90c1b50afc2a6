//! Dates, times and numbers in sentences and labels.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use icu_plurals::PluralCategory;
use planning::reason::{DayRange, LocalTime};

use super::CLDR;
use crate::parts::{Part, add};

/// Two digits each. A table is several times faster than formatting, and sentences have many dates and times.
const DIGITS: [&str; 60] = [
    "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18",
    "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37",
    "38", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "53", "54", "55", "56",
    "57", "58", "59",
];
const NUMBERS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

fn two_digits(number: u32) -> &'static str {
    DIGITS.get(number as usize).copied().unwrap_or_default()
}

/// "1".
pub(super) fn day_of_month(day: NaiveDate) -> &'static str {
    let digits = two_digits(day.day());
    digits.strip_prefix('0').unwrap_or(digits)
}

/// "Tuesday, 10 March".
pub(super) struct Day(pub(super) NaiveDate);

impl Part for Day {
    fn append_to(&self, out: &mut String) {
        let Self(day) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.weekday(day), ", ", day_of_month(day), " ", cldr.month(day));
    }
}

/// "between Tuesday, 17 March and Friday, 20 March", or "on Tuesday, 17 March".
pub(super) struct Between(pub(super) DayRange);

impl Part for Between {
    fn append_to(&self, out: &mut String) {
        let DayRange { first, last } = self.0;
        if first == last {
            add!(out, "on ", Day(first));
        } else {
            add!(out, "between ", Day(first), " and ", Day(last));
        }
    }
}

/// "15:00 on Tuesday, 10 March".
pub(super) struct Time(pub(super) LocalTime);

impl Part for Time {
    fn append_to(&self, out: &mut String) {
        let LocalTime { date, hour, minute } = self.0;
        add!(out, two_digits(hour.into()), ":", two_digits(minute.into()), " on ", Day(date));
    }
}

/// "one business day", "five business days".
pub(super) struct BusinessDays(pub(super) u32);

impl Part for BusinessDays {
    fn append_to(&self, out: &mut String) {
        let Self(count) = *self;
        match NUMBERS.get(count as usize) {
            Some(number) => out.push_str(number),
            None => count.append_to(out),
        }
        out.push_str(match CLDR.plural(count) {
            PluralCategory::One => " business day",
            _ => " business days",
        });
    }
}

/// "Tue 10 Mar", with the year if it differs from the given one.
pub(super) struct ShortDay(pub(super) NaiveDate, pub(super) i32);

impl Part for ShortDay {
    fn append_to(&self, out: &mut String) {
        let Self(day, year) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.short_weekday(day), " ", day_of_month(day), " ", cldr.short_month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}

/// "Tue 10 Mar 15:00", with the year if it differs from the given one.
pub(super) struct Moment(pub(super) NaiveDateTime, pub(super) i32);

impl Part for Moment {
    fn append_to(&self, out: &mut String) {
        let Self(at, year) = *self;
        add!(out, ShortDay(at.date(), year), " ", Clock(at));
    }
}

/// "15:00".
pub(super) struct Clock(pub(super) NaiveDateTime);

impl Part for Clock {
    fn append_to(&self, out: &mut String) {
        add!(out, two_digits(self.0.hour()), ":", two_digits(self.0.minute()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::text;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn dates_and_numbers_are_formatted() {
        assert_eq!(text!(Day(day(3, 10))), "Tuesday, 10 March");
        assert_eq!(text!(Time(LocalTime { date: day(3, 1), hour: 9, minute: 5 })), "09:05 on Sunday, 1 March");
        assert_eq!(text!(BusinessDays(1)), "one business day");
        assert_eq!(text!(BusinessDays(12)), "12 business days");
        assert_eq!(text!(BusinessDays(0)), "no business days");
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(text!(ShortDay(day(9, 1), 2026)), "Tue 1 Sep");
        let at = day(9, 30).and_hms_opt(23, 59, 59).unwrap();
        assert_eq!(text!(Moment(at, 2025)), "Wed 30 Sep 2026 23:59");
    }

    #[test]
    fn every_month_and_weekday_is_that_of_its_date() {
        for ordinal in 1..=365 {
            let day = NaiveDate::from_yo_opt(2026, ordinal).unwrap();
            assert_eq!(text!(Day(day)), day.format("%A, %-d %B").to_string());
            assert_eq!(text!(ShortDay(day, 2026)), day.format("%a %-d %b").to_string());
        }
    }
}
