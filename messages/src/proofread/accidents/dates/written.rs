//! Days as people write them.

use std::{ops::Range, sync::LazyLock};

use chrono::{Days, Month, NaiveDate, Weekday};
use regex::{Captures, Regex};

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

static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const WEEKDAY: &str =
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?";
    let pattern = format!(
        r"(?xi)
        \b(?:(?P<weekday>{WEEKDAY})(?:\s+the)?,?\s+)?
        (?:
            (?P<iso>(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}))\b
          | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month1>{MONTH})\b\.?(?:,?\s+(?P<year1>\d{{4}})\b)?
          | (?P<month2>{MONTH})\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?
          | (?P<one>\d{{1,2}})[/.](?P<other>\d{{1,2}})[/.](?P<year3>\d{{4}}|\d{{2}})\b
          | (?P<one4>\d{{1,2}})/(?P<other4>\d{{1,2}})\b
        )
        | \b(?P<alone>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b
        | \b(?P<relative>yesterday|today|this\ morning|this\ afternoon|earlier\ today)\b"
    );
    Regex::new(&pattern).expect("it is a regular expression")
});

/// The days in `text`; those told from `today` only if that is known.
pub(super) fn find(text: &str, today: Option<NaiveDate>) -> Vec<Written> {
    let days = DAYS.captures_iter(text).filter_map(|found| {
        let at = found.get(0)?.range();
        let weekday = found.name("weekday").and_then(|name| weekday(name.as_str()));
        Some(Written { at, day: day(&found, today)?, weekday })
    });
    days.collect()
}

fn day(found: &Captures<'_>, today: Option<NaiveDate>) -> Option<PartialDay> {
    let text = |name| found.name(name).map(|part| part.as_str());
    let number = |name| text(name).and_then(|digits| digits.parse::<u32>().ok());
    let year = |name| {
        text(name).and_then(|digits| digits.parse::<i32>().ok()).map(|year| if year < 100 { year + 2000 } else { year })
    };
    let day = if let Some(year) = year("y") {
        PartialDay::Of { year: Some(year), month: number("m")?, day: number("d")? }
    } else if let Some(name) = text("month1") {
        PartialDay::Of { year: year("year1"), month: month(name)?, day: number("day1")? }
    } else if let Some(name) = text("month2") {
        PartialDay::Of { year: year("year2"), month: month(name)?, day: number("day2")? }
    } else if let Some(one) = number("one") {
        PartialDay::Either { year: year("year3"), one, other: number("other")? }
    } else if let Some(one) = number("one4") {
        PartialDay::Either { year: None, one, other: number("other4")? }
    } else if let Some(name) = text("alone") {
        PartialDay::Weekday(weekday(name)?)
    } else if text("relative")?.eq_ignore_ascii_case("yesterday") {
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

fn weekday(name: &str) -> Option<Weekday> {
    let letters: String = name.chars().take(3).collect();
    letters.parse().ok()
}

fn month(name: &str) -> Option<u32> {
    let letters: String = name.chars().take(3).collect();
    letters.parse::<Month>().ok().map(|month| month.number_from_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &PartialDay) {
        let found = find(text, NaiveDate::from_ymd_opt(2026, 3, 11));
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
        assert!(find("24/7 support, 31 April, 1/2, v1.2.3, may 40", None).is_empty());
    }
}
