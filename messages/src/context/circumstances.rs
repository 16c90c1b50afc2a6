//! Variables that only some messages need.

use chrono::{Offset, Timelike};
use minijinja::{Error, context};
use planning::{
    Instant, StepKind,
    facts::{CommunicationChannel, Interview, InterviewKind, Medium},
};
use serde::Serialize;

use super::dates::Dates;
use crate::{
    formatted_day::FormattedDay, languages::language_of, resolved_request::ResolvedRequest, templates, tidy::one_line,
};

/// The interview that a message belongs to.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "what templates ask, each by itself")]
pub(super) struct Meeting<'a> {
    #[serde(flatten)]
    day: &'a FormattedDay,
    in_person: bool,
    /// Whether it is a task done at home. Its day is the one on which it was handed in.
    assignment: bool,
    /// The number of interviews before it.
    before: usize,
    /// Their days, as a list: "3 March and 5 March".
    earlier: String,
    /// Whether the recipient was an interviewer in all of these.
    with_you: bool,
    /// Whether they were on the same day.
    same_day: bool,
    /// Whether they were in the morning, and this one in the afternoon of the same day.
    that_morning: bool,
}

impl<'a> Meeting<'a> {
    /// An interview of which only the day is known.
    pub(super) const fn plain(day: &'a FormattedDay) -> Self {
        Self {
            day,
            in_person: false,
            assignment: false,
            before: 0,
            earlier: String::new(),
            with_you: false,
            same_day: false,
            that_morning: false,
        }
    }

    /// The interview that takes or took place on `day`.
    pub(super) fn on_day(resolved: &ResolvedRequest<'_>, day: &'a FormattedDay) -> Result<Option<Self>, Error> {
        let Some((_, interview)) = resolved.meeting() else { return Ok(None) };
        let zone = resolved.facts.application.time_zone;
        let locale = resolved.locale;
        let before = resolved.earlier_meetings();
        let local = |interview: &Interview| zone.to_local(*interview.starts_at);
        let start = local(interview);
        let same_day = !before.is_empty() && before.iter().all(|other| local(other).date_naive() == start.date_naive());
        let days: Vec<String> = before
            .iter()
            .map(|other| Ok(language_of(locale).day(zone.to_local(*other.starts_at).date_naive(), locale)?.short))
            .collect::<Result<_, Error>>()?;
        Ok(Some(Self {
            day,
            in_person: interview.medium == Medium::InPerson,
            assignment: interview.kind == InterviewKind::Assignment,
            before: before.len(),
            earlier: templates::words(locale, "names", context! { names => days, others => false })?,
            same_day,
            that_morning: same_day && start.hour() >= 12 && before.iter().all(|other| local(other).hour() < 12),
            with_you: !before.is_empty() && before.iter().all(|other| resolved.led(other)),
        }))
    }
}

/// Variables that only some messages need.
#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "what templates ask, each by itself")]
pub(super) struct Circumstances<'a> {
    /// Whether the recipient works for an agency, which does not decide.
    agency: bool,
    /// Whether the employer made an offer.
    offered: bool,
    /// Whether the candidate accepted another job.
    accepted_elsewhere: bool,
    /// The day by which the employer wants an answer to its offer.
    offer_respond_by: Option<&'a FormattedDay>,
    /// Whether that day will have passed.
    offer_overdue: bool,
    /// Whether the day by which the employer asked to hear from the candidate will have passed.
    overdue: bool,
    /// The interviews still to come, if the message mentions them.
    ahead: Option<UpcomingInterviews>,
    /// Another person who was asked about the status.
    asked_other: Option<OtherAnswerer<'a>>,
    /// The interview that the employer missed, if it began within the last hour.
    waiting: Option<Waiting>,
}

#[derive(Debug, Serialize)]
struct OtherAnswerer<'a> {
    name: String,
    /// Whether that was a phone interview.
    by_phone: bool,
    #[serde(flatten)]
    day: &'a FormattedDay,
}

/// Interviews still to come.
#[derive(Debug, Serialize)]
struct UpcomingInterviews {
    /// Their days, as a list.
    date: String,
    /// The same without weekdays.
    short: String,
    /// Whether there is more than one.
    several: bool,
    /// Whether the recipient is an interviewer in all of them.
    with_you: bool,
}

#[derive(Debug, Serialize)]
struct Waiting {
    /// "15:00", with the employer's zone if the candidate's clock shows another time.
    time: String,
    medium: Medium,
}

impl<'a> Circumstances<'a> {
    pub(super) fn from_request(resolved: &ResolvedRequest<'_>, dates: &'a Dates) -> Result<Self, Error> {
        let asked = resolved.asked_somebody_else();
        let by_phone = asked.is_some_and(|(sent, _)| sent.channel == CommunicationChannel::Phone);
        let other = asked.and_then(|(_, contact)| language_of(resolved.locale).mentioned(contact, resolved.locale));
        let asked_other = other.zip(dates.asked_other.as_ref());
        let facts = resolved.facts;
        let passed = |at: Instant| resolved.will_have_passed(*at);
        Ok(Self {
            agency: resolved.is_agency(),
            offered: resolved.was_offered(),
            accepted_elsewhere: resolved.accepted_elsewhere(),
            offer_respond_by: dates.offer_respond_by.as_ref(),
            offer_overdue: facts.application.outcome.and_then(|outcome| outcome.respond_by).is_some_and(passed),
            overdue: resolved.interview.and_then(|(_, interview)| interview.respond_by).is_some_and(passed),
            ahead: UpcomingInterviews::from_request(resolved, &dates.ahead)?,
            asked_other: asked_other.map(|(name, day)| OtherAnswerer { name: one_line(&name), by_phone, day }),
            waiting: resolved.awaited().map(|interview| Waiting::from_interview(resolved, interview)).transpose()?,
        })
    }
}

impl UpcomingInterviews {
    /// The interviews that a withdrawal cancels; without an earlier interview, those that the message may mention.
    fn from_request(resolved: &ResolvedRequest<'_>, days: &[FormattedDay]) -> Result<Option<Self>, Error> {
        let spoken_of = match resolved.request.kind {
            StepKind::WithdrawalNote => true,
            StepKind::CompetingOffer => resolved.meeting().is_none(),
            _ => false,
        };
        if !spoken_of || days.is_empty() {
            return Ok(None);
        }
        let list = |names: Vec<String>| templates::words(resolved.locale, "names", context! { names, others => false });
        Ok(Some(Self {
            date: list(days.iter().map(|day| day.date.clone()).collect())?,
            short: list(days.iter().map(|day| day.short.clone()).collect())?,
            several: days.len() > 1,
            with_you: resolved.ahead().into_iter().all(|other| resolved.led(other)),
        }))
    }
}

impl Waiting {
    fn from_interview(resolved: &ResolvedRequest<'_>, interview: &Interview) -> Result<Self, Error> {
        let (application, candidate) = (&resolved.facts.application, &resolved.facts.candidate);
        let zone = application.time_zone;
        let start = zone.to_local(*interview.starts_at);
        let own = candidate.time_zone.map(|zone| zone.offset_at(*interview.starts_at));
        let elsewhere = own.is_some_and(|own| own != start.offset().fix());
        let place = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
        let (afternoon, hour) = start.hour12();
        let time = context! {
            hour => start.hour(), hour12 => hour, afternoon, minute => format!("{:02}", start.minute()),
            twelve => resolved.locale.is_american(), place => if elsewhere { place } else { String::new() },
        };
        Ok(Self { time: templates::words(resolved.locale, "time", time)?, medium: interview.medium })
    }
}
