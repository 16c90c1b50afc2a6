//! Business days and local times of the employer.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Days as CalendarDays, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::{
    Date, HolidayCalendar, TimeZone,
    facts::ApplicationDetails,
    playbook::{MAX_DAYS, Wait},
};

/// An instant with the employer's offset.
pub(crate) type EmployerInstant = DateTime<FixedOffset>;

/// When the window of a business day opens.
pub(crate) const OPENING_TIME: NaiveTime = hour(9);
/// The best time of a business day.
pub(crate) const IDEAL_TIME: NaiveTime = hour(10);
/// When the window of a business day closes.
pub(crate) const CLOSING_TIME: NaiveTime = hour(17);
/// The latest polite time for a message.
const LATEST_POLITE_TIME: NaiveTime = hour(20);

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Business days, and how they are counted (section 2 of the planning page).
pub(crate) trait BusinessDays {
    /// Whether that day is a business day.
    fn is_business(&self, day: NaiveDate) -> bool;

    /// The first business day on or after `day`.
    fn roll(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_business(day) {
            day = day + CalendarDays::new(1);
        }
        day
    }

    /// The `n`-th business day after `day`; before it for a negative `n`; on or after it for 0.
    fn business_day(&self, mut day: NaiveDate, n: i32) -> NaiveDate {
        if n == 0 {
            return self.roll(day);
        }
        let mut left = n.unsigned_abs();
        while left > 0 {
            day = if n > 0 { day + CalendarDays::new(1) } else { day - CalendarDays::new(1) };
            left -= u32::from(self.is_business(day));
        }
        day
    }

    /// The first business day that is at least `days` days after `day`.
    fn after_days(&self, day: NaiveDate, days: u16) -> NaiveDate {
        self.roll(day + CalendarDays::new(days.min(MAX_DAYS).into()))
    }

    /// The day on which a wait from `day` ends.
    fn day_after(&self, day: NaiveDate, wait: Wait) -> NaiveDate {
        match wait {
            Wait::Days(days) => self.after_days(day, days),
            Wait::BusinessDays(days) => self.business_day(day, days.min(MAX_DAYS).into()),
        }
    }

    /// The number of business days after `from` up to and including `to`.
    fn business_days_between(&self, from: NaiveDate, to: NaiveDate) -> i32 {
        from.iter_days().skip(1).take_while(|day| *day <= to).map(|day| i32::from(self.is_business(day))).sum()
    }
}

/// The employer's calendar and time zone.
pub(crate) struct EmployerDays<'f> {
    zone: TimeZone,
    holidays: Option<HolidayCalendar>,
    /// In order.
    closures: Cow<'f, [Date]>,
}

impl<'f> EmployerDays<'f> {
    pub(crate) fn new(application: &'f ApplicationDetails) -> Self {
        let mut closures = Cow::Borrowed(&*application.closures);
        if !closures.is_sorted() {
            closures.to_mut().sort_unstable();
        }
        Self { zone: application.time_zone, holidays: application.holiday_calendar, closures }
    }

    /// The same weekends, without holidays and closures (5j).
    pub(crate) fn without_holidays(&self) -> WeekdaysOnly {
        WeekdaysOnly(self.holidays)
    }

    /// The local time on that day. A time that a clock change skips becomes the first instant after the gap; of two
    /// equal times it is the earlier one.
    pub(crate) fn at_local_time(&self, day: NaiveDate, time: NaiveTime) -> EmployerInstant {
        self.zone.from_local(day.and_time(time))
    }

    /// The instant in the employer's time zone.
    pub(crate) fn to_local(&self, instant: DateTime<Utc>) -> EmployerInstant {
        self.zone.to_local(instant)
    }

    /// The local date of the instant.
    pub(crate) fn date(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.to_local(instant).date_naive()
    }

    /// The moment after this duration.
    pub(crate) fn add_elapsed(&self, moment: EmployerInstant, elapsed: TimeDelta) -> EmployerInstant {
        self.to_local(moment.to_utc() + elapsed)
    }

    /// The polite time to write after an event: two hours later, moved into working hours if these begin before
    /// `closes`, and otherwise to between 9:00 and 20:00.
    pub(crate) fn polite_time(&self, after: EmployerInstant, closes: EmployerInstant) -> EmployerInstant {
        let wanted = self.add_elapsed(after, TimeDelta::hours(2));
        let time = wanted.time();
        if self.is_business(wanted.date_naive()) && (OPENING_TIME..=CLOSING_TIME).contains(&time) {
            return wanted.min(closes);
        }
        let next_working = self.next_morning(wanted, |day| self.roll(day));
        if next_working <= closes {
            return next_working;
        }
        if (OPENING_TIME..=LATEST_POLITE_TIME).contains(&time) {
            return wanted.min(closes);
        }
        self.next_morning(wanted, |day| day).min(closes)
    }

    /// The first 09:00 at or after `from` on a day that `suitable` returns.
    fn next_morning(&self, from: EmployerInstant, suitable: impl Fn(NaiveDate) -> NaiveDate) -> EmployerInstant {
        let mut day = suitable(from.date_naive());
        loop {
            let morning = self.at_local_time(day, OPENING_TIME);
            if morning >= from {
                return morning;
            }
            day = suitable(day + CalendarDays::new(1));
        }
    }
}

impl BusinessDays for EmployerDays<'_> {
    fn is_business(&self, day: NaiveDate) -> bool {
        let free = match self.holidays {
            Some(calendar) => calendar.is_day_off(day),
            None => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        };
        !free && (self.closures.is_empty() || self.closures.binary_search_by(|closed| (**closed).cmp(&day)).is_err())
    }
}

/// A calendar's weekends, without other days off.
pub(crate) struct WeekdaysOnly(Option<HolidayCalendar>);

impl BusinessDays for WeekdaysOnly {
    fn is_business(&self, day: NaiveDate) -> bool {
        match self.0 {
            Some(calendar) => !calendar.is_weekend(day),
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn employer(zone: &str, calendar: Option<&str>, closures: &[&str]) -> ApplicationDetails {
        serde_json::from_value(serde_json::json!({
            "company": { "name": "Acme" },
            "position": { "title": "Analyst" },
            "time_zone": zone,
            "holiday_calendar": calendar,
            "closures": closures,
        }))
        .unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn time(text: &str) -> EmployerInstant {
        text.parse().unwrap()
    }

    #[test]
    fn business_days_are_counted_both_ways() {
        let application = employer("America/New_York", Some("US"), &[]);
        let days = EmployerDays::new(&application);
        // Thursday, 26 November 2026 is Thanksgiving.
        assert_eq!(days.roll(day("2026-11-26")), day("2026-11-27"));
        assert_eq!(days.business_day(day("2026-11-25"), 1), day("2026-11-27"));
        assert_eq!(days.business_day(day("2026-11-28"), 0), day("2026-11-30"));
        assert_eq!(days.business_day(day("2026-11-27"), -1), day("2026-11-25"));
        assert_eq!(days.day_after(day("2026-11-19"), Wait::Days(7)), day("2026-11-27"));
        assert_eq!(days.day_after(day("2026-11-19"), Wait::BusinessDays(5)), day("2026-11-27"));
        assert_eq!(days.business_days_between(day("2026-11-20"), day("2026-11-30")), 5);
    }

    #[test]
    fn closures_count_in_any_order() {
        let application = employer("UTC", None, &["2026-03-12", "2026-03-11", "2026-03-12"]);
        assert_eq!(EmployerDays::new(&application).roll(day("2026-03-11")), day("2026-03-13"));
    }

    #[test]
    fn a_skipped_time_is_the_first_after_the_gap_and_a_repeated_one_the_earlier() {
        let application = employer("America/New_York", None, &[]);
        let days = EmployerDays::new(&application);
        let at =
            |day: NaiveDate, hour, minute| days.at_local_time(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        assert_eq!(at(day("2026-03-08"), 2, 30), time("2026-03-08T03:00:00-04:00"));
        assert_eq!(at(day("2026-11-01"), 1, 30), time("2026-11-01T01:30:00-04:00"));
        // Lord Howe Island goes on by half an hour, from 02:00 to 02:30.
        let application = employer("Australia/Lord_Howe", None, &[]);
        let skipped = EmployerDays::new(&application)
            .at_local_time(day("2026-10-04"), NaiveTime::from_hms_opt(2, 15, 0).unwrap());
        assert_eq!(skipped, time("2026-10-04T02:30:00+11:00"));
    }

    #[test]
    fn the_polite_time_is_in_working_hours_if_those_are_before_the_deadline() {
        let application = employer("America/New_York", Some("US"), &[]);
        let days = EmployerDays::new(&application);
        for (after, closes, polite) in [
            // Both ends of the working day count.
            ("2026-03-10T07:00:00-04:00", "2026-03-11T07:00:00-04:00", "2026-03-10T09:00:00-04:00"),
            ("2026-03-10T15:00:00-04:00", "2026-03-11T15:00:00-04:00", "2026-03-10T17:00:00-04:00"),
            ("2026-03-10T15:00:01-04:00", "2026-03-11T15:00:01-04:00", "2026-03-11T09:00:00-04:00"),
            // Friday: Monday would be too late, so the evening or the next morning.
            ("2026-03-13T18:00:00-04:00", "2026-03-14T18:00:00-04:00", "2026-03-13T20:00:00-04:00"),
            ("2026-03-13T18:00:01-04:00", "2026-03-14T18:00:01-04:00", "2026-03-14T09:00:00-04:00"),
            // Never after the closing.
            ("2026-03-10T12:00:00-04:00", "2026-03-10T13:00:00-04:00", "2026-03-10T13:00:00-04:00"),
        ] {
            assert_eq!(days.polite_time(time(after), time(closes)), time(polite), "{after}");
        }
    }
}
