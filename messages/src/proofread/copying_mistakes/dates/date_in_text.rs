//! Finds dates and weekdays in a text.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use regex::Captures;

use crate::proofread::lexicon::DayWords;

/// A day in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct DateInText {
    pub(super) at: Range<usize>,
    pub(super) day: PartialDay,
    /// The weekday that is written with it.
    pub(super) weekday: Option<Weekday>,
    /// The positions of its parts.
    pub(super) parts: Vec<(Range<usize>, DayPart)>,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum DayPart {
    Weekday,
    Day,
    /// The name of a month.
    Month,
    MonthNumber,
    Year,
}

/// The parts of a date that a text states.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum PartialDay {
    Of {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
    /// Two numbers, of which either may be the month.
    Either {
        year: Option<i32>,
        one: u32,
        other: u32,
    },
    Weekday(Weekday),
    /// "Yesterday", where it is known when that was.
    Exactly(NaiveDate),
}

/// The dates in `text`. Relative ones ("yesterday") are found only if `today` is known.
pub(super) fn find(text: &str, today: Option<NaiveDate>, words: &DayWords) -> Vec<DateInText> {
    let days = words.pattern.captures_iter(text).filter_map(|found| {
        let mut at = found.get(0)?.range();
        let weekday = found.name("weekday").and_then(|name| weekday(name.as_str(), words));
        if !words.month_may_come_first && text[at.clone()].ends_with('.') && ends_with_whole_month(&found, words) {
            // It ends the sentence.
            at.end -= 1;
        }
        if let Some(month) = found.name("other5") {
            // With the full stop behind it, and nothing else.
            at.end = month.end() + 1;
        }
        Some(DateInText { at, day: day(&found, today, words)?, weekday, parts: parts(&found) })
    });
    days.collect()
}

/// Whether the month, which ends the day, is no abbreviation.
fn ends_with_whole_month(found: &Captures<'_>, words: &DayWords) -> bool {
    let month = found.name("month1").map(|name| name.as_str().to_lowercase());
    month.is_some_and(|month| words.months.iter().any(|names| names.first() == Some(&month.as_str())))
}

fn parts(found: &Captures<'_>) -> Vec<(Range<usize>, DayPart)> {
    const PARTS: [(&str, DayPart); 10] = [
        ("weekday", DayPart::Weekday),
        ("alone", DayPart::Weekday),
        ("day1", DayPart::Day),
        ("one", DayPart::Day),
        ("one5", DayPart::Day),
        ("month1", DayPart::Month),
        ("other", DayPart::MonthNumber),
        ("other5", DayPart::MonthNumber),
        ("year1", DayPart::Year),
        ("year3", DayPart::Year),
    ];
    let mut parts: Vec<_> = PARTS.iter().filter_map(|(name, part)| Some((found.name(name)?.range(), *part))).collect();
    parts.sort_by_key(|(at, _)| at.start);
    parts
}

/// The text of a day with `date` in its place, written in the same form; none where that isn't sure.
pub(super) fn instead(written: &DateInText, text: &str, date: NaiveDate, words: &DayWords) -> Option<String> {
    if written.parts.is_empty() || words.month_may_come_first {
        return None;
    }
    let mut new = String::new();
    let mut from = written.at.start;
    for (at, part) in &written.parts {
        let old = &text[at.clone()];
        new.push_str(text.get(from..at.start)?);
        new.push_str(&in_form_of(old, *part, date, words)?);
        from = at.end;
    }
    new.push_str(text.get(from..written.at.end)?);
    // "1er mars" and "10 mars" differ by more than their numbers.
    let old = &text[written.at.clone()];
    let first = words.first_is_ordinal && (date.day() == 1 || old.contains("er "));
    (!first && !old.contains(['º', '°'])).then_some(new)
}

fn in_form_of(old: &str, part: DayPart, date: NaiveDate, words: &DayWords) -> Option<String> {
    let number = |number: u32| {
        if old.starts_with('0') { format!("{number:02}") } else { number.to_string() }
    };
    let name = |names: &[&[&str]], index: u32| {
        let name = usize::try_from(index).ok().and_then(|index| names.get(index)?.first().copied())?;
        Some(if old.starts_with(char::is_uppercase) { super::words::capitalised(name) } else { name.to_owned() })
    };
    match part {
        DayPart::Weekday => name(words.weekdays, date.weekday().num_days_from_monday()),
        DayPart::Month => name(words.months, date.month0()),
        DayPart::Day => Some(number(date.day())),
        DayPart::MonthNumber => Some(number(date.month())),
        DayPart::Year if old.len() == 2 => Some(format!("{:02}", date.year() % 100)),
        DayPart::Year => Some(date.year().to_string()),
    }
}

fn day(found: &Captures<'_>, today: Option<NaiveDate>, words: &DayWords) -> Option<PartialDay> {
    let text = |name| found.name(name).map(|part| part.as_str());
    let number = |name| text(name).and_then(|digits| digits.parse::<u32>().ok());
    let year = |name| {
        text(name).and_then(|digits| digits.parse::<i32>().ok()).map(|year| if year < 100 { year + 2000 } else { year })
    };
    let day = if let Some(year) = year("y") {
        PartialDay::Of { year: Some(year), month: number("m")?, day: number("d")? }
    } else if let Some(name) = text("month1") {
        PartialDay::Of { year: year("year1"), month: month(name, words)?, day: number("day1")? }
    } else if let Some(name) = text("month2") {
        PartialDay::Of { year: year("year2"), month: month(name, words)?, day: number("day2")? }
    } else if let Some(one) = number("one") {
        of_numbers(year("year3"), one, number("other")?, words)
    } else if let Some(one) = number("one4") {
        of_numbers(None, one, number("other4")?, words)
    } else if let Some(one) = number("one5") {
        PartialDay::Of { year: None, month: number("other5")?, day: one }
    } else if let Some(name) = text("alone") {
        PartialDay::Weekday(weekday(name, words)?)
    } else if words.yesterday.contains(&text("relative")?.to_lowercase().as_str()) {
        PartialDay::Exactly(today? - Days::new(1))
    } else {
        PartialDay::Exactly(today?)
    };
    is_possible(&day).then_some(day)
}

/// Whether there is such a day: "24/7" and "1/2" of something mostly aren't one.
fn is_possible(day: &PartialDay) -> bool {
    match *day {
        PartialDay::Of { year, month, day } => NaiveDate::from_ymd_opt(year.unwrap_or(2024), month, day).is_some(),
        PartialDay::Either { year, one, other } => {
            (1..=31).contains(&one)
                && (1..=31).contains(&other)
                && (one <= 12 || other <= 12)
                && (year.is_some() || (one, other) != (24, 7) && one > 2 && other > 2)
        }
        PartialDay::Weekday(_) | PartialDay::Exactly(_) => true,
    }
}

/// A day in two numbers, as the language writes it.
const fn of_numbers(year: Option<i32>, one: u32, other: u32, words: &DayWords) -> PartialDay {
    match year {
        Some(_) if !words.month_may_come_first => PartialDay::Of { year, month: other, day: one },
        _ => PartialDay::Either { year, one, other },
    }
}

/// The place of a name or an abbreviation among the names.
fn place(name: &str, names: &[&[&str]]) -> Option<usize> {
    let name = name.trim_end_matches('.').to_lowercase();
    names.iter().position(|names| names.contains(&name.as_str()))
}

fn weekday(name: &str, words: &DayWords) -> Option<Weekday> {
    let place = place(name, words.weekdays)?;
    u8::try_from(place).ok().and_then(|place| Weekday::try_from(place).ok())
}

fn month(name: &str, words: &DayWords) -> Option<u32> {
    place(name, words.months).and_then(|place| u32::try_from(place + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &PartialDay) {
        let words = &crate::languages::language_of(crate::Locale::EN).lexicon().days;
        let found = find(text, NaiveDate::from_ymd_opt(2026, 3, 11), words);
        assert_eq!(found.first().map(|written| &written.day), Some(expected), "{text}");
    }

    #[test]
    fn days_are_read_in_many_forms() {
        let tenth = |year| PartialDay::Of { year, month: 3, day: 10 };
        for text in ["on Tuesday, 10 March", "March 10th", "Mar. 10", "the 10th of March", "Tues 10 Mar"] {
            reads(text, &tenth(None));
        }
        for text in ["2026-03-10", "March 10, 2026", "10 March 2026"] {
            reads(text, &tenth(Some(2026)));
        }
        reads("10/03/2026", &PartialDay::Either { year: Some(2026), one: 10, other: 3 });
        reads("on Tuesday.", &PartialDay::Weekday(Weekday::Tue));
        reads("yesterday", &PartialDay::Exactly(NaiveDate::from_ymd_opt(2026, 3, 10).unwrap()));
        let words = &crate::languages::language_of(crate::Locale::EN).lexicon().days;
        assert!(find("24/7 support, 31 April, 1/2, v1.2.3, may 40", None, words).is_empty());
    }
}
