//! Days in Spanish: "martes 10 de marzo", without a comma and without a capital letter. The article is the sentence's.

use chrono::{Datelike as _, NaiveDate};

use crate::formatted_day::FormattedDay;

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const WEEKDAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

/// A day as messages write it.
pub(super) fn formatted(day: NaiveDate) -> FormattedDay {
    let month = MONTHS[day.month0() as usize];
    let short = format!("{} de {month}", day.day());
    FormattedDay {
        date: format!("{} {short}", WEEKDAYS[day.weekday().num_days_from_monday() as usize]),
        short,
        month: month.to_owned(),
    }
}

/// A day with its weekday and its year, as a sentence about it.
pub(super) fn with_year(day: NaiveDate) -> String {
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("el {} de {} es {weekday}", formatted(day).short, day.year())
}
