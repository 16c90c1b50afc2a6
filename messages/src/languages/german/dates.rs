//! German dates.

use chrono::{Datelike as _, NaiveDate};

use crate::{Locale, formatted_day::FormattedDay};

const WEEKDAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// "Dienstag".
pub(super) fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

/// "10. März".
pub(super) fn short(day: NaiveDate) -> String {
    format!("{}. {}", day.day(), MONTHS[day.month0() as usize])
}

/// "Dienstag, 10. März".
pub(super) fn format_day(day: NaiveDate) -> String {
    format!("{}, {}", weekday(day), short(day))
}

/// `text` with "Jänner" for "Januar" in dates, except for what it quotes.
pub(super) fn in_austria(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for (index, part) in text.split_inclusive(['„', '“']).enumerate() {
        // What is between "„" and "“" is every second part.
        let quoted = index % 2 == 1 && part.ends_with('“');
        if quoted { written.push_str(part) } else { written.push_str(&part.replace(". Januar", ". Jänner")) }
    }
    written
}

/// The day as it follows "am": "Dienstag, dem 10. März". January is "Jänner" in Austria.
pub(super) fn formatted(day: NaiveDate, locale: Locale) -> FormattedDay {
    let month = match day.month0() {
        0 if locale.region() == "AT" => "Jänner",
        index => MONTHS[index as usize],
    };
    let short = format!("{}. {month}", day.day());
    FormattedDay { date: format!("{}, dem {short}", weekday(day)), short, month: month.to_owned() }
}
