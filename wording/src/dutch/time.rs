//! Dates, times and numbers in sentences and labels.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use icu_plurals::PluralCategory;
use planning::reason::{DayRange, LocalTime};

use super::CLDR;
use crate::parts::{Part, add};

const NUMBERS: [&str; 11] = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"];

/// Two digits.
struct TwoDigits(u32);

impl Part for TwoDigits {
    fn append_to(&self, out: &mut String) {
        if self.0 < 10 {
            out.push('0');
        }
        self.0.append_to(out);
    }
}

/// "dinsdag 10 maart".
pub(super) struct Day(pub(super) NaiveDate);

impl Part for Day {
    fn append_to(&self, out: &mut String) {
        let Self(day) = *self;
        let cldr = &*CLDR;
        add!(out, cldr.weekday(day), " ", day.day(), " ", cldr.month(day));
    }
}

/// "tussen dinsdag 17 maart en vrijdag 20 maart", or "op dinsdag 17 maart".
pub(super) struct Between(pub(super) DayRange);

impl Part for Between {
    fn append_to(&self, out: &mut String) {
        let DayRange { first, last } = self.0;
        if first == last {
            add!(out, "op ", Day(first));
        } else {
            add!(out, "tussen ", Day(first), " en ", Day(last));
        }
    }
}

/// "dinsdag 10 maart om 15.00 uur".
pub(super) struct Time(pub(super) LocalTime);

impl Part for Time {
    fn append_to(&self, out: &mut String) {
        let LocalTime { date, hour, minute } = self.0;
        add!(out, Day(date), " om ", TwoDigits(hour.into()), ".", TwoDigits(minute.into()), " uur");
    }
}

/// "één werkdag", "vijf werkdagen".
pub(super) struct BusinessDays(pub(super) u32);

impl Part for BusinessDays {
    fn append_to(&self, out: &mut String) {
        let Self(count) = *self;
        match NUMBERS.get(count as usize) {
            Some(number) => out.push_str(number),
            None => count.append_to(out),
        }
        out.push_str(match CLDR.plural(count) {
            PluralCategory::One => " werkdag",
            _ => " werkdagen",
        });
    }
}

/// "di 10 mrt", with the year if it differs from the given one.
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

/// "di 10 mrt 15:00", with the year if it differs from the given one.
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
        add!(out, TwoDigits(self.0.hour()), ":", TwoDigits(self.0.minute()));
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
        assert_eq!(text!(Day(day(3, 10))), "dinsdag 10 maart");
        let time = LocalTime { date: day(3, 1), hour: 9, minute: 5 };
        assert_eq!(text!(Time(time)), "zondag 1 maart om 09.05 uur");
        assert_eq!(text!(BusinessDays(1)), "één werkdag");
        assert_eq!(text!(BusinessDays(2)), "twee werkdagen");
        assert_eq!(text!(BusinessDays(12)), "12 werkdagen");
        let range = |first, last| text!(Between(DayRange { first, last }));
        assert_eq!(range(day(3, 17), day(3, 17)), "op dinsdag 17 maart");
        assert_eq!(range(day(3, 27), day(4, 1)), "tussen vrijdag 27 maart en woensdag 1 april");
    }
}
