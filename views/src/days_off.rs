//! Days off at the employer.

use chrono::{Datelike as _, NaiveDate, Weekday};
use planning::facts::ApplicationDetails;

/// Why a day is off.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum DayOff {
    /// It is on the weekend.
    Weekend,
    /// It is a public holiday, or the employer is closed.
    Holiday,
}

impl DayOff {
    /// Why the day is off. `None` for working days.
    pub(crate) fn find(application: &ApplicationDetails, day: NaiveDate) -> Option<Self> {
        let calendar = application.holiday_calendar;
        let weekend = match calendar {
            // Some weekend days are working days.
            Some(calendar) => calendar.is_weekend(day) && calendar.is_day_off(day),
            None => matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        };
        let holiday = || {
            calendar.is_some_and(|calendar| calendar.is_holiday(day))
                || application.closures.iter().any(|closed| **closed == day)
        };
        if weekend { Some(Self::Weekend) } else { holiday().then_some(Self::Holiday) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn days_off_are_weekends_holidays_and_closures() {
        let application: ApplicationDetails = serde_json::from_value(json!({
            "company": {"name": "Acme"},
            "position": {"title": "Analyst"},
            "time_zone": "Asia/Shanghai",
            "holiday_calendar": "CN",
            "closures": ["2026-02-13", "2026-02-28"]
        }))
        .unwrap();
        for (day, off) in [
            ("2026-02-12", None),
            ("2026-02-13", Some(DayOff::Holiday)),
            ("2026-02-14", None), // a Saturday on which China works
            ("2026-02-15", Some(DayOff::Weekend)),
            ("2026-02-16", Some(DayOff::Holiday)),
            ("2026-02-28", Some(DayOff::Holiday)), // another one, but this employer is closed
        ] {
            assert_eq!(DayOff::find(&application, day.parse().unwrap()), off, "{day}");
        }
    }
}
