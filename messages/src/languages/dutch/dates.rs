//! Dutch dates.

use chrono::{Datelike as _, NaiveDate};

use crate::formatted_day::FormattedDay;

const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// "dinsdag".
pub(super) fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

/// "10 maart".
pub(super) fn short(day: NaiveDate) -> String {
    format!("{} {}", day.day(), MONTHS[day.month0() as usize])
}

/// "dinsdag 10 maart", without a comma, as it follows "op".
pub(super) fn formatted(day: NaiveDate) -> FormattedDay {
    let month = MONTHS[day.month0() as usize].to_owned();
    FormattedDay { date: format!("{} {}", weekday(day), short(day)), short: short(day), month }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_op() {
        let day = formatted(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
        assert_eq!((day.date.as_str(), day.short.as_str()), ("zondag 1 maart", "1 maart"));
    }
}
