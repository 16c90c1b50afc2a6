//! Dates, times and numbers in sentences and labels.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use planning::reason::{DayRange, LocalTime};

use super::German;
use crate::parts::{Part, add};

const NUMBERS: [&str; 11] = ["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];

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

/// A day in one of its cases.
pub(super) struct Day {
    german: German,
    date: NaiveDate,
    preposition: &'static str,
    article: &'static str,
}

impl Part for Day {
    fn append_to(&self, out: &mut String) {
        let cldr = self.german.cldr();
        add!(
            out,
            self.preposition,
            cldr.weekday(self.date),
            self.article,
            self.date.day(),
            ". ",
            cldr.month(self.date)
        );
    }
}

/// "zwischen Dienstag, dem 17. März, und Freitag, dem 20. März", or "am Dienstag, dem 17. März".
pub(super) struct Between(German, DayRange);

impl Part for Between {
    fn append_to(&self, out: &mut String) {
        let (german, DayRange { first, last }) = (self.0, self.1);
        if first == last {
            german.on(first).append_to(out);
        } else {
            let day = |date, preposition| Day { german, date, preposition, article: ", dem " };
            add!(out, day(first, "zwischen "), ", und ", day(last, ""));
        }
    }
}

/// An instant: the day, and "9 Uhr" or "9:30 Uhr" behind the words that join them.
pub(super) struct Time(Day, LocalTime, &'static str);

impl Part for Time {
    fn append_to(&self, out: &mut String) {
        let (hour, minute) = (u32::from(self.1.hour), u32::from(self.1.minute));
        add!(out, self.0, self.2, hour);
        if minute > 0 {
            add!(out, ":", TwoDigits(minute));
        }
        out.push_str(" Uhr");
    }
}

impl German {
    /// "am Dienstag, dem 10. März".
    pub(super) const fn on(self, day: NaiveDate) -> Day {
        Day { german: self, date: day, preposition: "am ", article: ", dem " }
    }

    /// "vor Dienstag, dem 10. März".
    pub(super) const fn before(self, day: NaiveDate) -> Day {
        Day { german: self, date: day, preposition: "vor ", article: ", dem " }
    }

    /// "von Dienstag, dem 10. März".
    pub(super) const fn from(self, day: NaiveDate) -> Day {
        Day { german: self, date: day, preposition: "von ", article: ", dem " }
    }

    /// "bis Dienstag, den 10. März".
    pub(super) const fn until(self, day: NaiveDate) -> Day {
        Day { german: self, date: day, preposition: "bis ", article: ", den " }
    }

    /// "zwischen Dienstag, dem 17. März, und Freitag, dem 20. März", or the only day.
    pub(super) const fn between(self, days: DayRange) -> Between {
        Between(self, days)
    }

    /// "am Dienstag, dem 10. März, um 15 Uhr".
    pub(super) const fn at(self, time: LocalTime) -> Time {
        Time(self.on(time.date), time, ", um ")
    }

    /// "bis Dienstag, den 10. März, 15 Uhr".
    pub(super) const fn until_time(self, time: LocalTime) -> Time {
        Time(self.until(time.date), time, ", ")
    }

    /// "Di., 10. März", with the year if it differs from the given one.
    pub(super) const fn short_day(self, day: NaiveDate, year: i32) -> ShortDay {
        ShortDay(self, day, year)
    }

    /// "Di., 10. März, 15:00 Uhr", with the year if it differs from the given one.
    pub(super) const fn moment(self, at: NaiveDateTime, year: i32) -> Moment {
        Moment(self, at, year)
    }
}

/// "ein Werktag", "fünf Werktage", or in the dative "fünf Werktagen".
pub(super) struct BusinessDays {
    pub(super) count: u32,
    pub(super) dative: bool,
}

impl Part for BusinessDays {
    fn append_to(&self, out: &mut String) {
        let Self { count, dative } = *self;
        match NUMBERS.get(count as usize) {
            Some(one) if count == 1 && dative => add!(out, one, "em"),
            Some(one) if count == 1 => add!(out, one, "en"),
            Some(number) => out.push_str(number),
            None => count.append_to(out),
        }
        out.push_str(match (count, dative) {
            (1, _) => " Werktag",
            (_, false) => " Werktage",
            (_, true) => " Werktagen",
        });
    }
}

/// "Di., 10. März".
pub(super) struct ShortDay(German, NaiveDate, i32);

impl Part for ShortDay {
    fn append_to(&self, out: &mut String) {
        let Self(german, day, year) = *self;
        let cldr = german.cldr();
        add!(out, cldr.short_weekday(day), " ", day.day(), ". ", cldr.short_month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}

/// "Di 10. März, 15:00".
pub(super) struct Moment(German, NaiveDateTime, i32);

impl Part for Moment {
    fn append_to(&self, out: &mut String) {
        let Self(german, at, year) = *self;
        add!(out, ShortDay(german, at.date(), year), " ", Clock(at));
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
        let german = German::Germany;
        assert_eq!(text!(german.on(day(3, 10))), "am Dienstag, dem 10. März");
        assert_eq!(text!(german.until(day(3, 10))), "bis Dienstag, den 10. März");
        let time = LocalTime { date: day(3, 1), hour: 9, minute: 5 };
        assert_eq!(text!(german.at(time)), "am Sonntag, dem 1. März, um 9:05 Uhr");
        let full_hour = LocalTime { minute: 0, ..time };
        assert_eq!(text!(german.at(full_hour)), "am Sonntag, dem 1. März, um 9 Uhr");
        assert_eq!(text!(german.until_time(time)), "bis Sonntag, den 1. März, 9:05 Uhr");
        let days = |count, dative| text!(BusinessDays { count, dative });
        assert_eq!(days(1, false), "einen Werktag");
        assert_eq!(days(1, true), "einem Werktag");
        assert_eq!(days(12, true), "12 Werktagen");
    }

    #[test]
    fn austria_has_its_own_january() {
        assert_eq!(text!(German::Austria.on(day(1, 5))), "am Montag, dem 5. Jänner");
        assert_eq!(text!(German::Germany.on(day(1, 5))), "am Montag, dem 5. Januar");
        assert_eq!(text!(German::Austria.on(day(2, 5))), "am Donnerstag, dem 5. Februar");
    }

    #[test]
    fn labels_are_short() {
        let label = text!(German::Germany.short_day(day(3, 10), 2026));
        assert!(label.starts_with("Di") && label.ends_with("10. März"), "{label}");
    }
}
