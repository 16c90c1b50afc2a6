//! Steps as events.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Component as _, Event, EventLike as _, EventStatus};
use planning::{Status, Step, StepKind};

use super::{
    calendar_use::CalendarUse,
    event_times,
    parts::{alarm, text},
    revision::Revision,
};
use crate::{View, local_time::to_local, request_ordinal::is_repeated};

/// The length of a step's event: about the time to write a message.
const EVENT_DURATION: TimeDelta = TimeDelta::minutes(30);

/// The start and the end of a step's event.
pub(super) fn times(view: &View, calendar_use: CalendarUse, step: &Step) -> (DateTime<Utc>, DateTime<Utc>) {
    let starts_at = event_times::event_at(view, step, calendar_use.earliest(view));
    (starts_at, starts_at + EVENT_DURATION)
}

pub(super) fn event(view: &View, revision: &Revision, calendar_use: CalendarUse, step: &Step) -> Event {
    let deadline = (step.kind == StepKind::OfferResponse)
        .then(|| to_local(event_times::clock(view), step.closes_at.to_utc()).date());
    let company = &view.facts.application.company.name;
    let summary = text(&view.language.step_event(&view.action(step), deadline, company, view.year()));
    let (status, done) = match step.status {
        // One message did both steps. The other step's event mentions it.
        Status::Done if is_repeated(view.plan, step) => (EventStatus::Cancelled, false),
        Status::Done => (EventStatus::Confirmed, true),
        Status::Upcoming | Status::Due | Status::Overdue => (EventStatus::Confirmed, false),
        Status::Dismissed | Status::Cancelled | Status::Missed => (EventStatus::Cancelled, false),
    };
    let (starts_at, ends_at) = times(view, calendar_use, step);
    let mut event = Event::new();
    event
        .uid(&revision.uid_of(&step.id))
        .timestamp(revision.made_at)
        .last_modified(revision.changed_at)
        .sequence(revision.sequence())
        .starts(starts_at)
        .ends(ends_at)
        .status(status)
        .summary(&if done { format!("\u{2713} {summary}") } else { summary.clone() })
        .description(&description(view, step))
        .categories(categories(view, step))
        .add_property("TRANSP", "TRANSPARENT");
    if calendar_use.has_alarms() && status == EventStatus::Confirmed && !done {
        if event_times::may_ring(view, starts_at) {
            event.alarm(alarm(revision, &format!("{}:alarm", step.id), &summary, TimeDelta::zero()));
        }
        if let Some(at) = event_times::last_call(view, step, starts_at) {
            event.alarm(alarm(revision, &format!("{}:last call", step.id), &summary, at - starts_at));
        }
    }
    event
}

/// The category of all steps and that of the kind, which are one word in some languages.
fn categories(view: &View, step: &Step) -> Vec<Cow<'static, str>> {
    let mut all = vec![view.language.follow_up_category(), view.language.step_category(step.kind)];
    all.dedup();
    all
}

/// The details of a step for which an event has no property.
fn description(view: &View, step: &Step) -> String {
    let language = view.language;
    let mut lines =
        language.step_lines(step, view.position(), &view.pass_on_to(step), view.plan.time_zone, view.year());
    if !step.reasons.is_empty() {
        lines.push(String::new());
    }
    let mut sentence = String::new();
    let mut list = |say: &dyn Fn(&mut String)| {
        sentence.clear();
        say(&mut sentence);
        lines.push(language.list_item(&sentence));
    };
    for reason in &step.reasons {
        list(&|sentence| language.reason(reason, sentence));
    }
    for advice in &step.advice {
        list(&|sentence| language.suggestion(&advice.suggestion, sentence));
    }
    lines.iter().map(|line| text(line)).collect::<Vec<_>>().join("\n")
}
