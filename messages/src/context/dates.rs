//! Days and times, written out for people in the employer's zone.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use minijinja::{Error, context};
use planning::facts::{Communication, Direction, Purpose};
use serde::Serialize;

use crate::{Locale, scene::Scene, templates};

/// A day and, where it matters, the time.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct Moment {
    /// "Tuesday, 10 March".
    date: String,
    /// "March".
    month: String,
    /// "14:30"; none, if only the day is known.
    time: Option<String>,
}

/// The days and times that a message may name.
#[derive(Debug)]
pub(super) struct Dates {
    pub(super) interview: Option<Moment>,
    pub(super) stated: Option<Moment>,
    pub(super) respond_by: Option<Moment>,
    pub(super) asked_before: Option<Moment>,
    pub(super) their_question: Option<Moment>,
}

impl Dates {
    pub(super) fn of(scene: &Scene<'_>) -> Result<Self, Error> {
        let zone = scene.facts.application.time_zone.tz();
        let locale = scene.request.locale;
        let written = |instant: DateTime<Utc>| {
            let local = instant.with_timezone(&zone);
            Moment::new(local.date_naive(), Some((local.hour(), local.minute())), locale)
        };
        let interview = scene.interview.map(|(_, interview)| interview);
        let ends_at = interview.map(|interview| interview.ends_at);
        let since = |other: &&Communication| ends_at.is_none_or(|end| other.at >= end);
        let sent = || scene.facts.communications.iter().filter(|other| other.direction == Direction::Outbound);
        let received = || {
            let inbound = |other: &&Communication| other.direction == Direction::Inbound && !other.automatic;
            scene.facts.communications.iter().filter(inbound)
        };
        let asked = sent().filter(since).filter(|other| other.purpose == Purpose::CheckIn).map(|other| other.at).max();
        let question = received().filter(|other| other.needs_answer).map(|other| other.at).max();
        let ended_on = ends_at.map(|end| end.with_timezone(&zone).date_naive());
        let later_word = received().filter(since).filter(|other| other.decision_expected_on.is_some());
        let stated = later_word
            .max_by_key(|other| other.at)
            .and_then(|other| other.decision_expected_on)
            .or_else(|| interview?.decision_expected_on)
            .filter(|date| ended_on.is_none_or(|end| **date >= end));
        Ok(Self {
            interview: interview.map(|interview| written(*interview.starts_at)).transpose()?,
            stated: stated.map(|date| Moment::new(*date, None, locale)).transpose()?,
            respond_by: interview.and_then(|interview| interview.respond_by).map(|at| written(*at)).transpose()?,
            asked_before: asked.map(|at| written(*at)).transpose()?,
            their_question: question.map(|at| written(*at)).transpose()?,
        })
    }
}

impl Moment {
    fn new(date: NaiveDate, time: Option<(u32, u32)>, locale: Locale) -> Result<Self, Error> {
        let facts = || {
            context! {
                weekday => date.weekday().num_days_from_monday(), day => date.day(), month => date.month0(),
                year => date.year(),
            }
        };
        Ok(Self {
            date: templates::words(locale, "date", facts())?,
            month: templates::words(locale, "month", facts())?,
            time: time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
        })
    }
}
