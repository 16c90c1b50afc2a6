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
const NUMBERS: [&str; 11] = ["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"];

fn two_digits(number: u32) -> &'static str {
    DIGITS.get(number as usize).copied().unwrap_or_default()
}

fn digits(number: u32) -> &'static str {
    let digits = two_digits(number);
    digits.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(digits)
}

/// "10", and "1er" for the first. CLDR's formats have "1".
pub(super) fn day_of_month(day: NaiveDate) -> &'static str {
    if day.day() == 1 { "1er" } else { digits(day.day()) }
}

/// "mardi 10 mars".
pub(super) struct Day(pub(super) NaiveDate);

impl Part for Day {
    fn append_to(&self, out: &mut String) {
        let Self(day) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.weekday(day), " ", day_of_month(day), " ", cldr.month(day));
    }
}

/// "entre le mardi 17 mars et le vendredi 20 mars", or "le mardi 17 mars".
pub(super) struct Between(pub(super) DayRange);

impl Part for Between {
    fn append_to(&self, out: &mut String) {
        let DayRange { first, last } = self.0;
        if first == last {
            add!(out, "le ", Day(first));
        } else {
            add!(out, "entre le ", Day(first), " et le ", Day(last));
        }
    }
}

/// "mardi 10 mars à 15 h", "mardi 10 mars à 9 h 05".
pub(super) struct Time(pub(super) LocalTime);

impl Part for Time {
    fn append_to(&self, out: &mut String) {
        let LocalTime { date, hour, minute } = self.0;
        add!(out, Day(date), " à ", digits(hour.into()), "\u{a0}h");
        if minute > 0 {
            add!(out, "\u{a0}", two_digits(minute.into()));
        }
    }
}

/// "un jour ouvré", "cinq jours ouvrés".
pub(super) struct BusinessDays(pub(super) u32);

impl Part for BusinessDays {
    fn append_to(&self, out: &mut String) {
        let Self(count) = *self;
        match NUMBERS.get(count as usize) {
            Some(number) => out.push_str(number),
            None => count.append_to(out),
        }
        out.push_str(match CLDR.plural(count) {
            PluralCategory::One => " jour ouvré",
            _ => " jours ouvrés",
        });
    }
}

/// "d'un jour ouvré", "de cinq jours ouvrés".
pub(super) struct ByBusinessDays(pub(super) u32);

impl Part for ByBusinessDays {
    fn append_to(&self, out: &mut String) {
        add!(out, if self.0 == 1 { "d'" } else { "de " }, BusinessDays(self.0));
    }
}

/// "mar. 10 mars", with the year if it differs from the given one.
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

/// "mar. 10 mars 15:00", with the year if it differs from the given one.
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
        assert_eq!(text!(Day(day(3, 10))), "mardi 10 mars");
        assert_eq!(text!(Day(day(1, 1))), "jeudi 1er janvier");
        let time = |date, hour, minute| text!(Time(LocalTime { date, hour, minute }));
        assert_eq!(time(day(3, 1), 9, 5), "dimanche 1er mars à 9\u{a0}h\u{a0}05");
        assert_eq!(time(day(8, 15), 15, 0), "samedi 15 août à 15\u{a0}h");
        assert_eq!(time(day(2, 2), 0, 0), "lundi 2 février à 0\u{a0}h");
        assert_eq!(text!(BusinessDays(0)), "aucun jour ouvré");
        assert_eq!(text!(BusinessDays(1)), "un jour ouvré");
        assert_eq!(text!(BusinessDays(2)), "deux jours ouvrés");
        assert_eq!(text!(ByBusinessDays(1)), "d'un jour ouvré");
        assert_eq!(text!(ByBusinessDays(3)), "de trois jours ouvrés");
        assert_eq!(text!(BusinessDays(12)), "12 jours ouvrés");
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(text!(ShortDay(day(9, 1), 2026)), "mar. 1er sept.");
        let at = day(9, 30).and_hms_opt(23, 59, 59).unwrap();
        assert_eq!(text!(Moment(at, 2025)), "mer. 30 sept. 2026 23:59");
    }

    #[test]
    fn a_range_of_one_day_is_that_day() {
        let range = |first, last| text!(Between(DayRange { first, last }));
        assert_eq!(range(day(3, 17), day(3, 17)), "le mardi 17 mars");
        assert_eq!(range(day(3, 27), day(4, 1)), "entre le vendredi 27 mars et le mercredi 1er avril");
    }
}
