//! Days on which the employer doesn't work.

use chrono::{Datelike as _, NaiveDate, Weekday};
use planning::facts::Application;

/// Why a day is none to write on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DayOff {
    /// It is on the weekend.
    Weekend,
    /// It is a public holiday, or the employer is closed.
    Holiday,
}

impl DayOff {
    /// Why that day is off, if it is.
    pub(crate) fn of(application: &Application, day: NaiveDate) -> Option<Self> {
        let calendar = application.holiday_calendar;
        let weekend = match calendar {
            Some(calendar) => calendar.is_weekend(day),
            None => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        };
        let holiday = || {
            calendar.is_some_and(|calendar| calendar.is_holiday(day))
                || application.closures.iter().any(|closed| **closed == day)
        };
        if weekend { Some(Self::Weekend) } else { holiday().then_some(Self::Holiday) }
    }
}
