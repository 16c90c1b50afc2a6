//! Finds days that are named relative to the message: "on Friday", "tomorrow", "within two weeks".

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{FoundDay, names::week_day};
use crate::mail::Confidence;

const NUMBERS: [&[&str]; 10] = [
    &["one", "a", "einer", "einem", "eine", "une", "un", "una"],
    &["two", "zwei", "deux", "dos"],
    &["three", "drei", "trois", "tres"],
    &["four", "vier", "quatre", "cuatro"],
    &["five", "fünf", "cinq", "cinco"],
    &["six", "sechs", "seis"],
    &["seven", "sieben", "sept", "siete"],
    &["eight", "acht", "huit", "ocho"],
    &["nine", "neun", "neuf", "nueve"],
    &["ten", "zehn", "dix", "diez"],
];

/// The day that the words of a sentence name. The words are in lower case.
pub(super) fn find(words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    span(words, received)
        .or_else(|| end_of_week(words, received))
        .or_else(|| on_week_day(words, received))
        .or_else(|| tomorrow(words, received))
}

fn likely(day: Option<NaiveDate>) -> FoundDay {
    FoundDay { day, confidence: if day.is_some() { Confidence::Medium } else { Confidence::Low } }
}

/// "Within two weeks", "in the next 10 days". A number of business days is ambiguous, since it depends on holidays.
fn span(words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    const BEFORE: [&str; 8] = ["within", "in", "innerhalb", "binnen", "sous", "dans", "en", "dentro"];
    const BUSINESS: [&str; 7] = ["business", "working", "werktagen", "arbeitstagen", "ouvrés", "laborables", "hábiles"];
    let unit = |word: &str| match word.trim_end_matches('.') {
        "day" | "days" | "tagen" | "tage" | "jours" | "días" => Some(1),
        "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semana" | "semanas" => Some(7),
        _ => None,
    };
    let at = words
        .iter()
        .position(|word| unit(word).is_some() || matches!(word.trim_end_matches('.'), "werktagen" | "arbeitstagen"))?;
    let near = &words[at.saturating_sub(6)..at];
    if !near.iter().any(|word| BEFORE.contains(word)) {
        return None;
    }
    let number = near.iter().rev().find_map(|word| number(word))?;
    let around = &words[at.saturating_sub(6)..words.len().min(at + 2)];
    if around.iter().any(|word| BUSINESS.contains(&word.trim_end_matches('.'))) {
        return Some(likely(None));
    }
    Some(likely(received.checked_add_days(Days::new(number * unit(words[at])?))))
}

fn number(word: &str) -> Option<u64> {
    // Of "5-7 days" and "two-three weeks" the greater number counts.
    let word = word.rsplit(['-', '–']).next().unwrap_or(word);
    if let Ok(number) = word.parse::<u64>() {
        return (1..=90).contains(&number).then_some(number);
    }
    NUMBERS.iter().position(|names| names.contains(&word)).and_then(|at| u64::try_from(at + 1).ok())
}

/// "By the end of this week", "Ende nächster Woche", "d'ici la fin de la semaine".
fn end_of_week(words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    const WEEK: [&str; 4] = ["week", "woche", "semaine", "semana"];
    let end = words.iter().position(|word| matches!(*word, "end" | "ende" | "fin" | "final" | "finales"))?;
    let behind = &words[end..words.len().min(end + 6)];
    let week = behind.iter().position(|word| WEEK.contains(&word.trim_end_matches('.')))?;
    let next = behind.iter().any(|word| is_next(word));
    // "Fin de semana" is Spanish for the weekend.
    if words[end] == "fin" && behind[week].starts_with("semana") && week == 2 {
        return None;
    }
    let friday =
        received.week(Weekday::Mon).checked_first_day()?.checked_add_days(Days::new(if next { 11 } else { 4 }))?;
    Some(likely(Some(friday).filter(|&friday| friday >= received)))
}

/// "On Friday" is the next one. "Next Friday" is that one or the one after it, depending on who says it.
fn on_week_day(words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    let at = words.iter().rposition(|word| week_day(word).is_some())?;
    let day = week_day(words[at])?;
    let ahead = (7 + day.num_days_from_monday() - received.weekday().num_days_from_monday()) % 7;
    let ahead = if ahead == 0 { 7 } else { ahead };
    let around = words[at.saturating_sub(1)..words.len().min(at + 2)].iter();
    let unsure = around.copied().any(is_next) || ahead == 7;
    let confidence = if unsure { Confidence::Low } else { Confidence::Medium };
    Some(FoundDay { day: received.checked_add_days(Days::new(ahead.into())), confidence })
}

fn is_next(word: &str) -> bool {
    ["next", "nächste", "kommende", "prochain", "próxim", "siguiente"].iter().any(|next| word.starts_with(next))
}

/// "Morgen" is German for the morning too, "mañana" Spanish.
fn tomorrow(words: &[&str], received: NaiveDate) -> Option<FoundDay> {
    let at = words
        .iter()
        .position(|word| matches!(word.trim_end_matches('.'), "tomorrow" | "morgen" | "demain" | "mañana"))?;
    let before = at.checked_sub(1).map_or("", |before| words[before]);
    let is_morning = matches!(before, "guten" | "am" | "la" | "jeden" | "heute");
    (!is_morning).then(|| likely(received.checked_add_days(Days::new(1))))
}
