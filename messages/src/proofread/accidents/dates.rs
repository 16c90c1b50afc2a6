//! Dates that are not the interview's.

mod written;

use std::{ops::Range, sync::LazyLock};

use chrono::{Datelike, Days, NaiveDate};
use planning::{StepKind, facts::Facts};
use regex::Regex;

use self::written::{PartialDay, Written};
use crate::proofread::{Check, Finding, Severity, passage::Passage, surroundings::Surroundings};

/// Words that refer to a past conversation.
static TALK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:interview(?:ed|ing)?|spoke|speak|spoken|speaking|talk|talked|talking|met|meet|meeting|conversations?|discuss(?:ed|ion|ing)|chat(?:ted)?|call(?:ed)?|visit(?:ed)?|time|saw|seeing|see|learning|hosted|panel)\b")
        .expect("it is a regular expression")
});
/// Words that refer to a future or another event.
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:by|until|till|before|after|from|decide[sd]?|decision|decisions|hear|heard|deadline|start(?:ing|s|ed)?|available|availability|expect(?:ed|ing)?|could|would|can|shall|will|may|might|instead|next|due|send|sent|reply|mentioned|wrote|e-?mailed|email|e-mail|message|applied|application|graduated|joined|launch(?:ed)?|conference|published|posted|release[sd]?|since|asked|called you|left)\b")
        .expect("it is a regular expression")
});
/// Words for an event after a day: "Tuesday's interview".
static OF_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:'s)?(?:,? \d{4})?(?: (?:morning|afternoon)(?:'s)?)? (?:\w+ )?(?:interview|conversation|meeting|talk|discussion|call|chat)\b").expect("it is a regular expression")
});

/// Thanks for a conversation, with its day in the same sentence.
static THANKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bthank(?:s|ing)?\b.{0,60}\b(?:interview|conversation|meeting|talk|time)\b")
        .expect("it is a regular expression")
});
/// Words that refer to several rounds.
static ROUNDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:first|earlier|previous|initial|second|third|two|three|both)(?: \w+)? (?:interviews?|conversations?|meetings?|talks?|rounds?|stages?|time)|interviews|conversations|again|last time)\b")
        .expect("it is a regular expression")
});

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let (Some(facts), Some(interview)) = (surroundings.facts, surroundings.interview) else { return Vec::new() };
    let zone = facts.application.time_zone;
    let on = zone.to_local(*interview.starts_at).date_naive();
    let today = facts.as_of.map(|now| zone.to_local(*now).date_naive());
    let known = known_dates(facts);
    let text = &passage.plain[..passage.layout.signature.start];
    let mut findings = Vec::new();
    for Written { at, day, weekday } in written::find(text, today) {
        let dated = resolve(&day, on);
        let clashes = weekday.zip(dated).is_some_and(|(weekday, date)| date.weekday() != weekday);
        let says = if clashes {
            let date = dated.map_or_else(String::new, |date| date.format("%-d %B %Y is a %A").to_string());
            Some((Severity::Error, format!("\"{}\" can't be: {date}.", passage.quote(&at))))
        } else if is_of_the_talk(passage, &at)
            && !matches(&day, on)
            && (!known.iter().any(|known| matches(&day, *known)) || is_for_thanks(passage, &at, surroundings))
        {
            Some((
                Severity::Error,
                format!("\"{}\" is not when the interview was: {}.", passage.quote(&at), on.format("%A, %-d %B")),
            ))
        } else {
            None
        };
        findings.extend(says.map(|(severity, says)| Finding {
            span: Some(passage.span(&at)),
            suggestions: vec![on.format("%A, %-d %B").to_string()],
            ..Finding::new(Check::WrongDate, severity, passage.part, says)
        }));
    }
    findings
}

/// Whether a thank-you for one of several rounds names only this day, which is another round's, as its own.
fn is_for_thanks(passage: &Passage<'_>, at: &Range<usize>, surroundings: &Surroundings<'_>) -> bool {
    surroundings.kind == Some(StepKind::ThankYou)
        && THANKED.is_match(&passage.plain[passage.sentence(at)])
        && !ROUNDS.is_match(passage.prose())
}

/// The days of all interviews, and the dates that the employer announced.
fn known_dates(facts: &Facts) -> Vec<NaiveDate> {
    let zone = facts.application.time_zone;
    let interviews = facts.interviews.iter().flat_map(|interview| {
        let start = zone.to_local(*interview.starts_at).date_naive();
        let end = zone.to_local(*interview.ends_at).date_naive();
        let respond = interview.respond_by.map(|by| zone.to_local(*by).date_naive());
        [Some(start), Some(end), interview.decision_expected_on.map(|date| *date), respond]
    });
    let announced = facts.communications.iter().map(|other| other.decision_expected_on.map(|date| *date));
    interviews.chain(announced).flatten().collect()
}

/// Whether the date in a text can be `date`.
fn matches(day: &PartialDay, date: NaiveDate) -> bool {
    match *day {
        PartialDay::Of { year, month, day } => {
            date.month() == month && date.day() == day && year.is_none_or(|year| date.year() == year)
        }
        // Either the day or the month comes first.
        PartialDay::Either { year, one, other } => {
            let numbers = (date.day(), date.month());
            (numbers == (one, other) || numbers == (other, one)) && year.is_none_or(|year| date.year() == year)
        }
        PartialDay::Weekday(weekday) => date.weekday() == weekday,
        PartialDay::Exactly(day) => date == day,
    }
}

/// The date that is meant: the one nearest to the interview.
fn resolve(day: &PartialDay, on: NaiveDate) -> Option<NaiveDate> {
    match *day {
        PartialDay::Of { year: Some(year), month, day } => NaiveDate::from_ymd_opt(year, month, day),
        PartialDay::Of { year: None, month, day } => {
            let years = [on.year() - 1, on.year(), on.year() + 1];
            let dates = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
            let half_a_year = Days::new(183);
            let near = |date: &NaiveDate| *date >= on - half_a_year && *date <= on + half_a_year;
            let mut dates = dates.filter(near);
            dates.next()
        }
        _ => None,
    }
}

/// Whether the day at `at` is named as that of the conversation.
fn is_of_the_talk(passage: &Passage<'_>, at: &Range<usize>) -> bool {
    let sentence = passage.sentence(at);
    let before = &passage.plain[sentence.start..at.start];
    let after = &passage.plain[at.end..sentence.end.max(at.end)];
    if OF_DAY.is_match(after) {
        return !ELSE.is_match(before);
    }
    // The nearest of the words decides.
    let last = |words: &Regex| words.find_iter(before).last().map(|found| found.start());
    let talk = last(&TALK);
    let clause = before.rfind([';', ':']).unwrap_or(0);
    talk.is_some_and(|talk| talk >= clause && last(&ELSE).is_none_or(|other| other < clause))
        && !after.trim_start().starts_with("instead")
        && !passage.plain[sentence].trim_end().ends_with('?')
}
