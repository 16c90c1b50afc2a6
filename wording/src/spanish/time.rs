//! Dates, times and numbers in sentences and labels.
//!
//! The article of a day belongs to the sentence, which may merge it with "de" or "a".

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use icu_plurals::PluralCategory;
use planning::reason::{DayRange, LocalTime};

use super::CLDR;
use crate::parts::{Part, add};

const NUMBERS: [&str; 11] =
    ["ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"];

/// "martes 10 de marzo".
pub(super) struct Day(pub(super) NaiveDate);

impl Part for Day {
    fn append_to(&self, out: &mut String) {
        let Self(day) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.weekday(day), " ", day.day(), " de ", cldr.month(day));
    }
}

/// "entre el martes 17 y el viernes 20 de marzo", or "el martes 17 de marzo".
pub(super) struct Between(pub(super) DayRange);

impl Part for Between {
    fn append_to(&self, out: &mut String) {
        let DayRange { first, last } = self.0;
        if first == last {
            add!(out, "el ", Day(first));
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            add!(out, "entre el ", CLDR.weekday(first), " ", first.day(), " y el ", Day(last));
        } else {
            add!(out, "entre el ", Day(first), " y el ", Day(last));
        }
    }
}

/// "las 15:00 del martes 10 de marzo", "la 1:00 del martes 10 de marzo".
pub(super) struct Time(pub(super) LocalTime);

impl Part for Time {
    fn append_to(&self, out: &mut String) {
        let LocalTime { date, hour, minute } = self.0;
        add!(out, if hour == 1 { "la " } else { "las " });
        clock(hour.into(), minute.into(), out);
        add!(out, " del ", Day(date));
    }
}

/// "un día hábil", "cinco días hábiles".
pub(super) struct BusinessDays(pub(super) u32);

impl Part for BusinessDays {
    fn append_to(&self, out: &mut String) {
        let Self(count) = *self;
        match NUMBERS.get(count as usize) {
            Some(number) => out.push_str(number),
            None => count.append_to(out),
        }
        out.push_str(match CLDR.plural(count) {
            _ if count == 0 => " día hábil",
            PluralCategory::One => " día hábil",
            _ => " días hábiles",
        });
    }
}

/// "mar 10 mar", with the year if it differs from the given one.
pub(super) struct ShortDay(pub(super) NaiveDate, pub(super) i32);

impl Part for ShortDay {
    fn append_to(&self, out: &mut String) {
        let Self(day, year) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.short_weekday(day), " ", day.day(), " ", cldr.short_month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}

/// "mar 10 mar 15:00", with the year if it differs from the given one.
pub(super) struct Moment(pub(super) NaiveDateTime, pub(super) i32);

impl Part for Moment {
    fn append_to(&self, out: &mut String) {
        let Self(at, year) = *self;
        add!(out, ShortDay(at.date(), year), " ", Clock(at));
    }
}

/// "15:00", "9:05".
pub(super) struct Clock(pub(super) NaiveDateTime);

impl Part for Clock {
    fn append_to(&self, out: &mut String) {
        clock(self.0.hour(), self.0.minute(), out);
    }
}

fn clock(hour: u32, minute: u32, out: &mut String) {
    add!(out, hour, if minute < 10 { ":0" } else { ":" }, minute);
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
        assert_eq!(text!(Day(day(11, 24))), "martes 24 de noviembre");
        assert_eq!(text!(Day(day(1, 1))), "jueves 1 de enero");
        let at = |hour, minute| Time(LocalTime { date: day(3, 1), hour, minute });
        assert_eq!(text!(at(9, 5)), "las 9:05 del domingo 1 de marzo");
        assert_eq!(text!(at(1, 30)), "la 1:30 del domingo 1 de marzo");
        assert_eq!(text!(BusinessDays(0)), "ningún día hábil");
        assert_eq!(text!(BusinessDays(1)), "un día hábil");
        assert_eq!(text!(BusinessDays(2)), "dos días hábiles");
        assert_eq!(text!(BusinessDays(12)), "12 días hábiles");
    }

    #[test]
    fn ranges_name_a_month_once() {
        let between = |first, last| text!(Between(DayRange { first, last }));
        assert_eq!(between(day(3, 17), day(3, 20)), "entre el martes 17 y el viernes 20 de marzo");
        assert_eq!(between(day(3, 31), day(4, 1)), "entre el martes 31 de marzo y el miércoles 1 de abril");
        assert_eq!(between(day(3, 17), day(3, 17)), "el martes 17 de marzo");
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(text!(ShortDay(day(9, 1), 2026)), "mar 1 sept");
        let at = day(9, 30).and_hms_opt(23, 59, 59).unwrap();
        assert_eq!(text!(Moment(at, 2025)), "mié 30 sept 2026 23:59");
    }
}
