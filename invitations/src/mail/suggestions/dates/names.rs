//! Names of months and weekdays in English, German, French and Spanish.

use chrono::Weekday;

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "enero"],
    &["february", "feb", "februar", "février", "févr", "febrero"],
    &["march", "mar", "märz", "mars", "marzo"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juni", "juin", "junio"],
    &["july", "jul", "juli", "juillet", "julio"],
    &["august", "aug", "août", "agosto"],
    &["september", "sep", "sept", "septembre", "septiembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic"],
];

const WEEK_DAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["monday", "mon", "montag", "lundi", "lunes"]),
    (Weekday::Tue, &["tuesday", "tue", "tues", "dienstag", "mardi", "martes"]),
    (Weekday::Wed, &["wednesday", "wed", "mittwoch", "mercredi", "miércoles", "miercoles"]),
    (Weekday::Thu, &["thursday", "thu", "thurs", "donnerstag", "jeudi", "jueves"]),
    (Weekday::Fri, &["friday", "fri", "freitag", "vendredi", "viernes"]),
    (Weekday::Sat, &["saturday", "samstag", "sonnabend", "samedi", "sábado"]),
    (Weekday::Sun, &["sunday", "sonntag", "dimanche", "domingo"]),
];

/// The month with that name in lower case, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

/// The weekday with that name in lower case.
pub(super) fn week_day(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    WEEK_DAYS.iter().find(|(_, names)| names.contains(&word)).map(|&(day, _)| day)
}
