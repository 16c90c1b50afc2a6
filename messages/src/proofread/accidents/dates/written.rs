//! Days as people write them.

use std::ops::Range;

use chrono::{Days, NaiveDate, Weekday};
use regex::Captures;

use crate::proofread::lexicon::DayWords;

/// A day in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Written {
    pub(super) at: Range<usize>,
    pub(super) day: PartialDay,
    /// The weekday that stands with it.
    pub(super) weekday: Option<Weekday>,
}

/// As much of a day as a text says.
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

/// The days in `text`; those told from `today` only if that is known.
pub(super) fn find(text: &str, today: Option<NaiveDate>, words: &DayWords) -> Vec<Written> {
    let days = words.pattern.captures_iter(text).filter_map(|found| {
        let at = found.get(0)?.range();
        let weekday = found.name("weekday").and_then(|name| weekday(name.as_str(), words));
        Some(Written { at, day: day(&found, today, words)?, weekday })
    });
    days.collect()
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
