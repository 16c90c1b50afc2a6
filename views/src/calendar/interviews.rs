//! Interviews as events.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Component as _, Event, EventLike as _, EventStatus};
use planning::facts::{Channel, Interview, InterviewKind, InterviewStatus, Medium, Outcome, OutcomeKind};
use wording::InterviewDetails;

use super::{
    calendar_use::CalendarUse,
    event_times,
    parts::{alarm, text},
    revision::Revision,
};
use crate::{View, local_time::to_local};

/// The time between the alarm and the interview.
const ALARM_BEFORE: TimeDelta = TimeDelta::hours(1);
/// The time between the alarm and the deadline of a task.
const AHEAD_OF_ASSIGNMENT: TimeDelta = TimeDelta::hours(24);

/// The input for the id of an interview's event. No step's id contains a control character.
pub(super) fn name(interview: &Interview) -> String {
    format!("interview\0{}", interview.id)
}

pub(super) fn event(view: &View, revision: &Revision, calendar_use: CalendarUse, interview: &Interview) -> Event {
    let company = &view.facts.application.company.name;
    let summary = text(&view.language.interview_event(interview, company));
    let is_assignment = interview.kind == InterviewKind::Assignment;
    let (starts_at, ends_at) = (*interview.starts_at, *interview.ends_at);
    let status = match interview.status {
        InterviewStatus::Cancelled => EventStatus::Cancelled,
        InterviewStatus::Scheduled if is_pointless(view, interview) => EventStatus::Cancelled,
        _ => EventStatus::Confirmed,
    };
    let name = name(interview);
    let takes_time = status == EventStatus::Confirmed && !is_assignment;
    let mut event = Event::new();
    event
        .uid(&revision.uid_of(&name))
        .timestamp(revision.made_at)
        .last_modified(revision.changed_at)
        .sequence(revision.sequence())
        .starts(starts_at)
        .ends(ends_at)
        .status(status)
        .summary(&summary)
        .description(&description(view, interview))
        .categories([view.language.interview_category()])
        .add_property("TRANSP", if takes_time { "OPAQUE" } else { "TRANSPARENT" });
    if let Some(place) = place(view, interview) {
        event.location(&text(&place));
    }
    let (until, ahead) = if is_assignment { (ends_at, AHEAD_OF_ASSIGNMENT) } else { (starts_at, ALARM_BEFORE) };
    let is_on = interview.status == InterviewStatus::Scheduled && status == EventStatus::Confirmed;
    let at = Some(until).filter(|_| is_on && calendar_use.has_alarms());
    if let Some(at) = at.and_then(|at| event_times::reminder(view, at, ahead)) {
        event.alarm(alarm(revision, &format!("{name}:alarm"), &summary, at - starts_at));
    }
    event
}

/// Whether the application ended before it.
fn is_pointless(view: &View, interview: &Interview) -> bool {
    let application = &view.facts.application;
    let as_of = view.plan.as_of.to_utc();
    let is_before = |at: DateTime<Utc>| at <= as_of && at < *interview.starts_at;
    let ended = |outcome: &Outcome| outcome.kind != OutcomeKind::Offered && is_before(*outcome.at);
    let accepted_elsewhere = application.accepted_elsewhere_at.is_some_and(|at| is_before(*at));
    application.outcome.as_ref().is_some_and(ended) || accepted_elsewhere
}

/// The place or the number to dial.
fn place(view: &View, interview: &Interview) -> Option<String> {
    let company = &view.facts.application.company;
    if interview.kind == InterviewKind::Assignment {
        return None;
    }
    match interview.medium {
        Medium::InPerson => {
            let address = company.postal_address.as_deref()?;
            Some(address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", "))
        }
        Medium::Phone => {
            let people = interview.interviewer_ids.iter().filter_map(|id| view.contact(id));
            let mut numbers = people.filter(|person| !person.undeliverable.contains(&Channel::Phone));
            let number = numbers.find_map(|person| person.phone.as_deref()).or(company.main_phone.as_deref());
            Some(view.language.phone_call(number))
        }
        Medium::Video => Some(view.language.video_call().into_owned()),
    }
}

fn description(view: &View, interview: &Interview) -> String {
    let zone = view.plan.time_zone;
    let people: Vec<_> = interview.interviewer_ids.iter().filter_map(|id| view.contact(id)).collect();
    let details = InterviewDetails {
        interview,
        starts: to_local(zone, *interview.starts_at),
        ends: to_local(zone, *interview.ends_at),
        respond_by: interview.respond_by.map(|until| to_local(zone, *until)),
        people: &people,
    };
    let lines = view.language.interview_lines(&details, view.position(), zone, view.year());
    lines.iter().map(|line| text(line)).collect::<Vec<_>>().join("\n")
}
