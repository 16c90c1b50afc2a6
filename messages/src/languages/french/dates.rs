//! French dates.

use chrono::{Datelike as _, NaiveDate};

const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// "mars".
pub(super) fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// "10 mars", "1er mars".
pub(super) fn short_day(day: NaiveDate) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number} {}", month(day))
}

/// "mardi 10 mars".
pub(super) fn written_day(day: NaiveDate) -> String {
    format!("{} {}", WEEKDAYS[day.weekday().num_days_from_monday() as usize], short_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!(written_day(day(1, 1)), "jeudi 1er janvier");
        assert_eq!(written_day(day(11, 24)), "mardi 24 novembre");
        assert_eq!(short_day(day(8, 1)), "1er août");
        assert_eq!(short_day(day(2, 21)), "21 février");
    }
}
