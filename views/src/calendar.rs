//! A plan as a calendar (RFC 5545): its interviews and its steps.
//!
//! Steps are events rather than to-dos, since most calendar programs show only events. They do not block time
//! (`TRANSP:TRANSPARENT`), and have an alarm as long as they are not done; `moments` calculates its time. Dismissed,
//! missed and cancelled steps are included as cancelled events, which removes them from calendars that imported an
//! earlier response. Times are in UTC, which every program understands without a `VTIMEZONE`.

mod fold;
mod interviews;
mod moments;
mod parts;
mod revision;

use chrono::TimeDelta;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use planning::{Status, Step, StepKind};

use self::parts::{alarm, text};
pub use self::revision::Revision;
use crate::{View, asking::is_repeated, local_time::to_local, one_line::one_line};

/// The length of a step's event: about the time to write a message.
const LENGTH: TimeDelta = TimeDelta::minutes(30);

/// The plan as iCalendar: an event for each interview, cancelled ones too, and one for each step.
#[must_use]
pub fn calendar(view: &View, revision: &Revision) -> String {
    let name = view.language.title(view.position());
    let language = view.language.tag().to_uppercase();
    let product = format!("-//Follow-up API//{}//{language}", env!("CARGO_PKG_VERSION"));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", product))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    for property in ["NAME", "X-WR-CALNAME"] {
        // As texts they are escaped by the crate, like the properties of RFC 5545.
        calendar.append_property(Property::new(property, one_line(&name)).add_parameter("VALUE", "TEXT").done());
    }
    calendar.extend(view.all_interviews().map(|interview| interviews::event(view, revision, interview)));
    calendar.extend(view.plan.steps.iter().map(|step| event(view, revision, step)));
    fold::refolded(&calendar.to_string())
}

fn event(view: &View, revision: &Revision, step: &Step) -> Event {
    let by =
        (step.kind == StepKind::OfferResponse).then(|| to_local(moments::clock(view), step.closes_at.to_utc()).date());
    let company = &view.facts.application.company.name;
    let summary = text(&view.language.step_event(&view.action(step), by, company, view.year()));
    let (status, done) = match step.status {
        // One message did both steps. The other step's event mentions it.
        Status::Done if is_repeated(view.plan, step) => (EventStatus::Cancelled, false),
        Status::Done => (EventStatus::Confirmed, true),
        Status::Upcoming | Status::Due | Status::Overdue => (EventStatus::Confirmed, false),
        Status::Dismissed | Status::Cancelled | Status::Missed => (EventStatus::Cancelled, false),
    };
    let starts_at = moments::event_at(view, step);
    let mut event = Event::new();
    event
        .uid(&revision.uid_of(&step.id))
        .timestamp(revision.made_at)
        .last_modified(revision.changed_at)
        .sequence(revision.sequence())
        .starts(starts_at)
        .ends(starts_at + LENGTH)
        .status(status)
        .summary(&if done { format!("\u{2713} {summary}") } else { summary.clone() })
        .description(&description(view, step))
        .categories([view.language.follow_up_category(), view.language.step_category(step.kind)])
        .add_property("TRANSP", "TRANSPARENT");
    if status == EventStatus::Confirmed && !done {
        if moments::may_ring(view, starts_at) {
            event.alarm(alarm(revision, &format!("{}:alarm", step.id), &summary, TimeDelta::zero()));
        }
        if let Some(at) = moments::last_call(view, step, starts_at) {
            event.alarm(alarm(revision, &format!("{}:last call", step.id), &summary, at - starts_at));
        }
    }
    event
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

#[cfg(test)]
mod tests;
