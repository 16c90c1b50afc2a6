//! Finds a day in a sentence in English, German, French or Spanish.

mod date_in_sentence;
mod names;
mod relative;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::super::Confidence;
pub(super) use date_in_sentence::FoundDay;
use names::{month, week_day};

/// A day without a year means the next such day, unless it was at most this long ago.
const MAX_TIME_PAST: TimeDelta = TimeDelta::days(14);

/// The day that a sentence names. The sentence is in lower case, and was received on the day `received`. Of several
/// days the last one is returned: "between the 10th and the 12th" is the 12th.
pub(super) fn find(sentence: &str, received: NaiveDate) -> Option<FoundDay> {
    let words: Vec<&str> = sentence
        .split(|c: char| c.is_whitespace() || "(),;!?\"".contains(c))
        .map(|word| word.trim_end_matches(':'))
        .filter(|word| !word.is_empty())
        .collect();
    let week_days: Vec<Weekday> = words.iter().filter_map(|word| week_day(word)).collect();
    let written = (0..words.len()).rev().find_map(|at| written_out(&words, at, received));
    if let Some(found) = written {
        // If the day has another weekday than the sentence names, one of them is wrong.
        let wrong = found.day.is_some_and(|day| !week_days.is_empty() && !week_days.contains(&day.weekday()));
        return Some(if wrong { FoundDay { day: None, confidence: Confidence::Low } } else { found });
    }
    relative::find(&words, received)
}

fn written_out(words: &[&str], at: usize, received: NaiveDate) -> Option<FoundDay> {
    let word = words[at];
    if month(word).is_some() {
        return with_month_name(words, at, received);
    }
    let certain = |day| FoundDay { day: Some(day), confidence: Confidence::High };
    let plain = word.trim_end_matches('.');
    if let Some(day) = plain.parse::<NaiveDate>().ok().filter(|_| plain.len() == 10) {
        return Some(certain(day));
    }
    if word.contains('.') {
        return with_dots(word, received).map(certain);
    }
    with_slashes(plain, words, received)
}

/// "10 March 2026", "March 10th", "10. März", "1er mars", "10 de marzo de 2026".
fn with_month_name(words: &[&str], at: usize, received: NaiveDate) -> Option<FoundDay> {
    let month = month(words[at])?;
    let before = at.checked_sub(1).map(|before| words[before]);
    let before = match before {
        Some("of" | "de") => at.checked_sub(2).map(|before| words[before]),
        other => other,
    };
    let (day, next) = match before.and_then(day_number) {
        Some(day) => (day, at + 1),
        None => (day_number(words.get(at + 1)?)?, at + 2),
    };
    let year = match words.get(next) {
        Some(&("de" | "del")) => words.get(next + 1),
        other => other,
    };
    let year =
        year.map(|year| year.trim_end_matches('.')).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    dated(year, month, day, received)
}

/// "10.03.2026", "10.3.26", and "10.3." with its last full stop.
fn with_dots(word: &str, received: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split('.').collect();
    let (day, month, year) = match parts[..] {
        [day, month, year] if !year.is_empty() => (day, month, Some(full_year(year)?)),
        [day, month, year, ""] if !year.is_empty() => (day, month, Some(full_year(year)?)),
        [day, month, ""] => (day, month, None),
        _ => return None,
    };
    dated(year, short(month)?, short(day)?, received)?.day
}

/// "10/03/2026". The day is ambiguous unless one number is above 12 or the language decides.
fn with_slashes(word: &str, words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    let parts: Vec<&str> = word.split('/').collect();
    let (first, second, year) = match parts[..] {
        [first, second, year] => (short(first)?, short(second)?, Some(full_year(year)?)),
        // "24/7" is not a day.
        [first, second] if word != "24/7" && first.len() == 2 => (short(first)?, short(second)?, None),
        _ => return None,
    };
    let day_first = words.iter().any(|word| matches!(*word, "le" | "avant" | "du" | "el" | "del" | "hasta" | "antes"));
    match (first, second) {
        (1..=12, 13..=31) => dated(year, first, second, received),
        (13..=31, 1..=12) => dated(year, second, first, received),
        (1..=12, 1..=12) if day_first || first == second => dated(year, second, first, received),
        (1..=12, 1..=12) => Some(FoundDay { day: None, confidence: Confidence::Low }),
        _ => None,
    }
}

/// The day with this date. Without a year it is the next such day, or one of the last two weeks.
fn dated(year: Option<i32>, month: u32, day: u32, received: NaiveDate) -> Option<FoundDay> {
    if let Some(year) = year {
        let day = NaiveDate::from_ymd_opt(year, month, day).filter(|day| (1970..=2199).contains(&day.year()))?;
        return Some(FoundDay { day: Some(day), confidence: Confidence::High });
    }
    let earliest = received - MAX_TIME_PAST;
    let years = received.year() - 1..=received.year() + 8;
    let day = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(|&found| found >= earliest)?;
    Some(FoundDay { day: Some(day), confidence: Confidence::High })
}

/// "10", "10th", "10.", "1er", "1º".
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches('.');
    let ends = ["st", "nd", "rd", "th", "er", "º", "ª"];
    let digits = ends.iter().find_map(|end| digits.strip_suffix(end)).unwrap_or(digits);
    short(digits).filter(|day| (1..=31).contains(day))
}

fn short(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn full_year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
