//! Dates and times in the employer's time zone, as text.

use chrono::{DateTime, Utc};
use minijinja::Error;
use planning::facts::{Communication, Direction, Interview, InterviewKind, OutcomeKind, Purpose};

use crate::{formatted_day::FormattedDay, languages::language_of, resolved_request::ResolvedRequest};

/// The dates and times that a message may mention.
#[derive(Debug)]
pub(super) struct Dates {
    pub(super) interview: Option<FormattedDay>,
    pub(super) stated: Option<FormattedDay>,
    pub(super) respond_by: Option<FormattedDay>,
    pub(super) asked_before: Option<FormattedDay>,
    pub(super) their_reply: Option<FormattedDay>,
    pub(super) their_question: Option<FormattedDay>,
    /// When another person at the employer was asked about the status.
    pub(super) asked_other: Option<FormattedDay>,
    /// The day by which the employer wants an answer to its offer.
    pub(super) offer_respond_by: Option<FormattedDay>,
    /// The day by which the other employer wants an answer, if that is still to come.
    pub(super) competing_offer_respond_by: Option<FormattedDay>,
    /// The days of the interviews still to come.
    pub(super) ahead: Vec<FormattedDay>,
}

impl Dates {
    pub(super) fn from_request(resolved: &ResolvedRequest<'_>) -> Result<Self, Error> {
        let facts = resolved.facts;
        let zone = facts.application.time_zone;
        let locale = resolved.locale;
        let language = language_of(locale);
        let written = |instant: DateTime<Utc>| language.day(zone.to_local(instant).date_naive(), locale);
        let interview = resolved.interview.map(|(_, interview)| interview);
        let ends_at = interview.map(|interview| interview.ends_at);
        let since = |other: &&Communication| ends_at.is_none_or(|end| other.at >= end);
        let received = || {
            let inbound = |other: &&Communication| other.direction == Direction::Inbound && !other.automatic;
            resolved.communications().filter(inbound)
        };
        // Every message after a missed interview was about a new date.
        let asks = |other: &&Communication| other.purpose == Purpose::CheckIn || resolved.meeting().is_none();
        let asked = resolved.sent().filter(since).filter(asks).map(|other| other.at).max();
        let reply = received().filter(|other| asked.is_some_and(|asked| other.at > asked)).map(|other| other.at).max();
        let question = resolved.question().map(|(_, question)| question.at);
        let ended_on = ends_at.map(|end| zone.to_local(*end).date_naive());
        let later_word = received().filter(since).filter(|other| other.decision_expected_on.is_some());
        let stated = later_word
            .max_by_key(|other| other.at)
            .and_then(|other| other.decision_expected_on)
            .or_else(|| interview?.decision_expected_on)
            .filter(|date| ended_on.is_none_or(|end| **date >= end));
        // A task begins when it is set. The relevant day is the one on which it was handed in.
        let day_of = |interview: &Interview| match interview.kind {
            InterviewKind::Assignment => *interview.ends_at,
            _ => *interview.starts_at,
        };
        let offer = facts.application.outcome.filter(|outcome| outcome.kind == OutcomeKind::Offered);
        let competing_offer = resolved.competing_offer().and_then(|offer| offer.respond_by);
        let ahead =
            resolved.ahead().into_iter().map(|other| written(*other.starts_at)).collect::<Result<_, Error>>()?;
        Ok(Self {
            interview: interview.map(|interview| written(day_of(interview))).transpose()?,
            stated: stated.map(|date| language.day(*date, locale)).transpose()?,
            respond_by: interview.and_then(|interview| interview.respond_by).map(|at| written(*at)).transpose()?,
            asked_before: asked.map(|at| written(*at)).transpose()?,
            their_reply: reply.map(|at| written(*at)).transpose()?,
            their_question: question.map(|at| written(*at)).transpose()?,
            asked_other: resolved.asked_somebody_else().map(|(sent, _)| written(*sent.at)).transpose()?,
            offer_respond_by: offer.and_then(|offer| offer.respond_by).map(|at| written(*at)).transpose()?,
            competing_offer_respond_by: competing_offer
                .filter(|at| !resolved.will_have_passed(**at))
                .map(|at| written(*at))
                .transpose()?,
            ahead,
        })
    }
}
