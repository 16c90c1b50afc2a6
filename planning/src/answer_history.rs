//! How long an application waits, or waited, for the employer after the last interview: what statistics count.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    Facts, Instant,
    facts::{CommunicationChannel, Interview, InterviewKind, OutcomeKind, Sector, Seniority},
    timeline::Timeline,
};

/// The wait of an application for the employer's first answer after the last interview that took place.
///
/// Its text has one word for each field, with spaces between them; a country or channel that isn't known is `none`. The
/// days of a wait that has not ended are the day on which it began, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AnswerHistory {
    /// The sector of the employer.
    pub sector: Sector,
    /// The level of the position.
    pub seniority: Seniority,
    /// The country of the employer by its holiday calendar: a code of ISO 3166-1.
    pub country: Option<&'static str>,
    /// The kind of that interview.
    pub stage: InterviewKind,
    /// The channel of the candidate's first message after that interview, sent before any answer.
    pub channel: Option<CommunicationChannel>,
    /// The state of the wait.
    pub standing: WaitState,
}

/// The state of a wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WaitState {
    /// The employer answered after this many days.
    Answered {
        /// Days of the employer's calendar.
        days: i64,
    },
    /// The candidate withdrew, or took another job, after this many days without an answer.
    Ended {
        /// Days of the employer's calendar.
        days: i64,
    },
    /// No answer has come yet.
    Waiting {
        /// The day of the interview.
        since: NaiveDate,
    },
}

impl WaitState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered { .. } => "answered",
            Self::Ended { .. } => "ended",
            Self::Waiting { .. } => "waiting",
        }
    }

    /// The days of the wait; of one that has not ended, the day on which it began, counted from 1970-01-01.
    #[must_use]
    pub fn day(self) -> i64 {
        match self {
            Self::Answered { days } | Self::Ended { days } => days,
            Self::Waiting { since } => (since - NaiveDate::default()).num_days(),
        }
    }
}

impl fmt::Display for AnswerHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sector, seniority, country, stage, channel, standing } = *self;
        let (sector, seniority, stage) = (variant_name(sector), variant_name(seniority), variant_name(stage));
        let country = country.unwrap_or(NONE);
        let channel = channel.map_or_else(|| NONE.to_owned(), variant_name);
        write!(f, "{sector} {seniority} {country} {stage} {channel} {} {}", standing.name(), standing.day())
    }
}

/// The value for an unknown country or channel.
const NONE: &str = "none";

/// The name of a variant, as JSON has it.
fn variant_name(variant: impl Serialize) -> String {
    let quoted = serde_json::to_string(&variant).unwrap_or_default();
    quoted.trim_matches('"').to_owned()
}

/// The wait after the last interview that has taken place by then; `None` if none has.
///
/// An answer is what a person at the employer sent or called, or a rejection or an offer, whichever came first.
#[must_use]
pub fn answer_history(facts: &Facts, as_of: Instant) -> Option<AnswerHistory> {
    let timeline = Timeline::known_at(facts, as_of);
    let application = &facts.application;
    let outcome = timeline.outcome;
    let until = outcome.map_or(as_of, |outcome| outcome.at.min(as_of));
    let held = |interview: &&Interview| interview.takes_place() && interview.ends_at <= until;
    let interview = timeline.interviews.iter().map(|(_, interview)| *interview).rfind(held)?;
    let ended_at = interview.ends_at;
    let date = |instant: Instant| application.time_zone.to_local(*instant).date_naive();
    let days = |then: Instant| (date(then) - date(ended_at)).num_days().max(0);
    let first_message = timeline.inbound.iter().map(|(_, came)| came.at).find(|at| *at >= ended_at);
    let (answered_at, withdrew_at) = match outcome {
        Some(outcome) if outcome.kind == OutcomeKind::Withdrawn => {
            (first_message.filter(|at| *at <= outcome.at), Some(outcome.at))
        }
        Some(outcome) => (Some(first_message.map_or(outcome.at, |at| at.min(outcome.at))), None),
        None => (first_message, None),
    };
    let standing = match (answered_at, withdrew_at) {
        (Some(at), _) => WaitState::Answered { days: days(at) },
        (None, Some(at)) => WaitState::Ended { days: days(at) },
        (None, None) => WaitState::Waiting { since: date(ended_at) },
    };
    let ends = answered_at.or(withdrew_at);
    let asked = timeline.outbound.iter().find(|sent| sent.at >= ended_at && ends.is_none_or(|end| sent.at < end));
    Some(AnswerHistory {
        sector: application.company.sector,
        seniority: application.position.seniority,
        country: application.holiday_calendar.map(|calendar| country_of(calendar.code())),
        stage: interview.kind,
        channel: asked.map(|sent| sent.channel),
        standing,
    })
}

/// The country of a code of ISO 3166.
fn country_of(code: &'static str) -> &'static str {
    code.split_once('-').map_or(code, |(country, _)| country)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// The history of an application in New York with two interviews, after a change.
    fn history(as_of: &str, change: impl FnOnce(&mut Value)) -> Option<String> {
        let interview = |id: &str, kind: &str, day: u8| {
            let at = |hour: u8| format!("2026-03-{day:02}T{hour}:00:00-04:00");
            json!({"id": id, "kind": kind, "starts_at": at(14), "ends_at": at(15)})
        };
        let mut facts = json!({
            "application": {
                "company": {"name": "Acme", "sector": "startup"}, "position": {"title": "Analyst"},
                "time_zone": "America/New_York", "holiday_calendar": "US-NY"
            },
            "interviews": [interview("a", "screening", 10), interview("b", "technical", 17)],
            "communications": []
        });
        change(&mut facts);
        let facts: Facts = serde_json::from_value(facts).unwrap();
        answer_history(&facts, as_of.parse().unwrap()).map(|history| history.to_string())
    }

    fn message(direction: &str, at: &str) -> Value {
        json!({"direction": direction, "at": at, "channel": "phone"})
    }

    const LATER: &str = "2026-05-01T12:00:00Z";

    #[test]
    fn the_wait_counts_from_the_last_interview_that_was_held() {
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(history("2026-03-10T12:00:00Z", |_| {}), None);
        assert_eq!(history("2026-03-11T12:00:00Z", |_| {}), is("startup mid US screening none waiting 20522"));
        assert_eq!(history(LATER, |_| {}), is("startup mid US technical none waiting 20529"));
        let cancelled = |facts: &mut Value| facts["interviews"][1]["status"] = json!("cancelled");
        assert_eq!(history(LATER, cancelled), is("startup mid US screening none waiting 20522"));
    }

    #[test]
    fn the_first_answer_ends_the_wait() {
        let with =
            |messages: Vec<Value>| history(LATER, |facts| facts["communications"] = Value::Array(messages)).unwrap();
        // By the clocks of New York it is still the 19th.
        let reply = message("inbound", "2026-03-20T03:00:00Z");
        assert_eq!(with(vec![reply.clone()]), "startup mid US technical none answered 2");
        // Neither what came before the interview nor what a machine sent is an answer.
        let before = message("inbound", "2026-03-16T12:00:00Z");
        let mut machine = message("inbound", "2026-03-18T12:00:00Z");
        machine["automatic"] = json!(true);
        let asked = message("outbound", "2026-03-18T13:00:00Z");
        assert_eq!(with(vec![before, machine, asked, reply]), "startup mid US technical phone answered 2");
    }

    #[test]
    fn an_outcome_is_an_answer_but_not_the_candidates_own() {
        let with = |kind: &str| {
            let outcome = json!({"kind": kind, "at": "2026-03-27T12:00:00-04:00"});
            history(LATER, |facts| facts["application"]["outcome"] = outcome).unwrap()
        };
        assert_eq!(with("rejected"), "startup mid US technical none answered 10");
        assert_eq!(with("offered"), "startup mid US technical none answered 10");
        assert_eq!(with("withdrawn"), "startup mid US technical none ended 10");
        let elsewhere = history(LATER, |facts| {
            facts["application"]["accepted_elsewhere_at"] = json!("2026-03-18T12:00:00-04:00");
            facts["communications"] = json!([message("outbound", "2026-03-17T16:00:00-04:00")]);
        });
        assert_eq!(elsewhere.unwrap(), "startup mid US technical phone ended 1");
    }
}
