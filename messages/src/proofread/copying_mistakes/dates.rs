//! Dates that are not the interview's.

mod date_in_text;

use std::{ops::Range, sync::LazyLock};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use planning::{
    StepKind,
    facts::{Direction, Facts},
};
use regex::Regex;

use self::date_in_text::{DateInText, PartialDay};
use crate::proofread::{
    Check, Finding, Issue, Severity, lexicon::Lexicon, prepared_text::PreparedText, resolved_context::ResolvedContext,
    words,
};

/// Words that make a weekday indefinite: "on a wedding Saturday".
static ANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:an?|any|every|each|most|some|another|one)(?: [\w-]+){0,2} $")
        .expect("it is a regular expression")
});

/// Words by which a sentence speaks of a day to come.
static FUTURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:could|would|can|shall|will|ll|might|instead|next|forward|available|another|second|reschedule|move)\b",
    )
    .expect("it is a regular expression")
});

/// An event that is no talk, with a day behind it.
static OTHER_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:notices?|posters?|adverts?|advertisements?|articles?|newsletters?|clinics?|open days?|performances?|premi[eè]re",
        r"|concerts?|festivals?|fairs?|match(?:es)?|games?|weddings?|exams?|examinations?|services?|workshops?|courses?|openings?",
        r"|shows?|productions?|exhibitions?|ceremony|ceremonies|deliver(?:y|ies)|inspections?|audits?|launch|newspaper|parade",
        r"|regatta|auction|sale|mass|vigil|sitting|hearing|trial|harvest|feast|holiday|match|race|derby|lecture|seminar|symposium",
        r"|the one|the ones)\b(?:[^.?!;]{0,40}) (?:on|for|of|dated|from) (?:the )?$",
    ))
    .expect("it is a regular expression")
});

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let (Some(facts), Some(interview)) = (context.facts, context.interview) else { return Vec::new() };
    let zone = facts.application.time_zone;
    let on = zone.to_local(*interview.starts_at).date_naive();
    let today = facts.as_of.map(|now| zone.to_local(*now).date_naive());
    let mut known = known_dates(facts);
    if context.kind == Some(StepKind::Answer) {
        known.extend(days_of_questions(facts));
    }
    let text = &prepared.plain[..prepared.layout.signature.start];
    let lexicon = context.language.lexicon();
    let mut findings = Vec::new();
    for written in date_in_text::find(text, today, &lexicon.days) {
        let DateInText { at, day, weekday, .. } = written.clone();
        let dated = resolve(&day, on);
        let clashes = weekday
            .zip(dated)
            .is_some_and(|(weekday, date)| date.weekday() != weekday && !is_next_year(&day, date, on, weekday));
        let quote = &prepared.quote(&at);
        // A request for another day names days that are not the interview's.
        let alone = matches!(day, PartialDay::Weekday(_));
        let moved = context.kind == Some(StepKind::RescheduleRequest) || alone && ANY.is_match(&text[..at.start]);
        let thanked = lexicon.thanked.is_match(&text[prepared.sentence(&at)]);
        let to_come =
            facts.interviews.len() < 2 && dated.is_none_or(|date| date > on) && is_to_come(prepared, &at, lexicon);
        let of_talk = of_the_talk(prepared, &at, lexicon).filter(|_| !to_come || thanked);
        let issue = if clashes {
            Some(Issue::WrongWeekday { quote, date: dated })
        } else if !moved
            && of_talk.is_some()
            && !matches(&day, on)
            && (!known.iter().any(|known| matches(&day, *known)) || is_for_thanks(prepared, &at, context))
        {
            Some(Issue::OtherDay { quote, on })
        } else {
            None
        };
        // A day that isn't the talk's keeps its date, but for its weekday. English is left as it is.
        let own = dated.filter(|_| clashes && !lexicon.days.month_may_come_first);
        let meant = own.filter(|_| of_talk.is_none()).unwrap_or(on);
        let told = |at: &Range<usize>| lexicon.of_day.is_match(&text[at.end..]);
        let severity = match of_talk {
            _ if clashes => Severity::Error,
            Some(_) if to_come => Severity::Hint,
            Some(ConversationWord::Interview) => Severity::Error,
            // "I saw the tour on Saturday", "Thank you for Thursday's call"
            Some(_) if alone && has_other_days(context) => Severity::Hint,
            // "the Saturday planning meeting" is held every week, "Saturday's meeting" was one.
            Some(ConversationWord::Named) if alone && !text[at.end..].starts_with("'s") && told(&at) => Severity::Hint,
            Some(ConversationWord::Named) => Severity::Error,
            _ if thanked => Severity::Error,
            _ if alone || is_of_other_event(prepared, &at) => Severity::Hint,
            _ => Severity::Warning,
        };
        let instead = date_in_text::instead(&written, text, meant, &lexicon.days);
        findings.extend(issue.map(|issue| Finding {
            span: Some(prepared.span(&at)),
            suggestions: vec![{
                let day = instead.unwrap_or_else(|| context.language.written_day(meant));
                context.language.typeset(day, context.locale)
            }],
            ..Finding::new(Check::WrongDate, severity, prepared.part, context.describe(issue))
        }));
    }
    findings
}

/// Whether a thank-you for one of several rounds names only this day, which is another round's, as its own.
fn is_for_thanks(prepared: &PreparedText<'_>, at: &Range<usize>, context: &ResolvedContext<'_>) -> bool {
    context.kind == Some(StepKind::ThankYou)
        && context.language.lexicon().thanked.is_match(&prepared.plain[prepared.sentence(at)])
        && !context.language.lexicon().rounds.is_match(prepared.prose())
}

/// Whether the sentence of a day announces another talk: "das zweite Gespräch am 18. März".
fn is_to_come(prepared: &PreparedText<'_>, at: &Range<usize>, lexicon: &Lexicon) -> bool {
    lexicon.to_come.as_ref().is_some_and(|to_come| to_come.is_match(&prepared.plain[prepared.sentence(at)]))
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

/// The days on which the employer asked something, which an answer may name.
fn days_of_questions(facts: &Facts) -> impl Iterator<Item = NaiveDate> {
    let asked = facts.communications.iter().filter(|came| came.direction == Direction::Inbound && came.needs_answer);
    asked.map(|came| facts.application.time_zone.to_local(*came.at).date_naive())
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

/// Whether a date more than four months before the interview has this weekday a year later: "on White Sunday, 11
/// October".
fn is_next_year(day: &PartialDay, date: NaiveDate, on: NaiveDate, weekday: Weekday) -> bool {
    const FAR: i64 = 120;
    let open = matches!(day, PartialDay::Of { year: None, .. });
    let later = NaiveDate::from_ymd_opt(date.year() + 1, date.month(), date.day());
    open && (on - date).num_days() > FAR && later.is_some_and(|later| later.weekday() == weekday)
}

/// How a day is named as that of the conversation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ConversationWord {
    /// Beside the word "interview".
    Interview,
    /// As the day of a talk: "when we met on Monday".
    Named,
    /// Somewhere behind a word for talking or meeting.
    Near,
}

/// Whether there have been other days since the interview of which such a message may speak: that of a call with an
/// offer, or of a performance that was seen.
const fn has_other_days(context: &ResolvedContext<'_>) -> bool {
    !matches!(
        context.kind,
        None | Some(StepKind::ThankYou | StepKind::CheckIn | StepKind::FinalAttempt | StepKind::RescheduleRequest)
    )
}

/// Whether the words before a day name an event that is no talk: "I saw the notice for the clinic in Carraroe on 28
/// March".
fn is_of_other_event(prepared: &PreparedText<'_>, at: &Range<usize>) -> bool {
    let sentence = prepared.sentence(at);
    OTHER_EVENT.is_match(&prepared.plain[sentence.start..at.start])
}

/// How the day at `at` is named as that of the conversation, if it is.
fn of_the_talk(prepared: &PreparedText<'_>, at: &Range<usize>, lexicon: &Lexicon) -> Option<ConversationWord> {
    let sentence = prepared.sentence(at);
    let before = &prepared.plain[sentence.start..at.start];
    let after = &prepared.plain[at.end..sentence.end.max(at.end)];
    let named = |text: &str| {
        let text = text.to_lowercase();
        if text.contains("interview") { ConversationWord::Interview } else { ConversationWord::Named }
    };
    if let Some(found) = lexicon.of_day.find(after) {
        return (!lexicon.elsewhere.is_match(before)).then(|| named(found.as_str()));
    }
    let find = |words: &Option<Regex>, text: &str| words.as_ref()?.find(text).map(|found| named(found.as_str()));
    let to_come = FUTURE.is_match(before) || FUTURE.is_match(after);
    let begins = before.split_whitespace().count() <= 2;
    let told = || find(&lexicon.own_talk, before).or_else(|| find(&lexicon.then_talked, after).filter(|_| begins));
    if !to_come && let Some(talk) = told() {
        return Some(talk);
    }
    // The nearest of the words decides.
    let last = |words: &Regex| words.find_iter(before).last().map(|found| found.start());
    let talk = last(&lexicon.talk);
    let clause = before.rfind([';', ':']).unwrap_or(0);
    let near = talk.is_some_and(|talk| talk >= clause && last(&lexicon.elsewhere).is_none_or(|other| other < clause))
        && !after.trim_start().starts_with("instead")
        && !prepared.plain[sentence].trim_end().ends_with('?');
    let closest = || {
        talk.map_or(ConversationWord::Near, |talk| {
            if named(&before[talk..]) == ConversationWord::Interview {
                ConversationWord::Interview
            } else {
                ConversationWord::Near
            }
        })
    };
    near.then(closest)
}
