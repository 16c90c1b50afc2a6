//! A plan as a calendar (RFC 5545): its interviews and its steps.
//!
//! Steps are events rather than to-dos: most calendar programs show only those. They take no time from anybody's day
//! (`TRANSP:TRANSPARENT`) and remind when they begin for as long as they aren't done; `moments` says when that is. What
//! is left out, missed or no longer needed is there too, as cancelled, so that it also goes from a calendar that an
//! earlier answer was read into. Times are in UTC: every program understands them without a `VTIMEZONE`.

mod fold;
mod interviews;
mod moments;

use chrono::{DateTime, Datelike as _, FixedOffset, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Trigger};
use planning::{Status, Step, StepKind};
use uuid::Uuid;

use crate::{
    View,
    asking::is_repeated,
    local_time::to_local,
    words::{self, one_line},
};

/// From when `SEQUENCE` counts: 1 January 2024.
const COUNTED_FROM: i64 = 1_704_067_200;

/// How long the event of a step is: about what a message takes to write.
const LENGTH: TimeDelta = TimeDelta::minutes(30);

/// Which state of an application a calendar shows.
#[derive(Clone, Copy, Debug)]
pub struct Revision {
    /// The application's id, from which the events' ids are made.
    pub application_id: Uuid,
    /// When the facts were last changed.
    pub changed_at: DateTime<Utc>,
    /// When the calendar is made.
    ///
    /// This, and not the last change, orders one calendar after another: a fact that was deleted leaves no trace, and
    /// the steps of a plan also change by the passing of time. A program that is offered a lower `SEQUENCE` than it
    /// knows refuses the event.
    pub made_at: DateTime<Utc>,
}

impl Revision {
    /// The same for the same thing of the same application, whoever asks and whatever the plan is by then.
    fn uid_of(&self, name: &str) -> String {
        Uuid::new_v5(&self.application_id, name.as_bytes()).to_string()
    }

    /// Seconds, counted from a year that leaves them within the 31 bits that some programs have for it until 2092. Of two
    /// equal ones the later `DTSTAMP` decides (RFC 5546, section 2.1.5).
    fn sequence(&self) -> u32 {
        u32::try_from(self.made_at.timestamp() - COUNTED_FROM).unwrap_or_default()
    }
}

/// The plan as iCalendar: an event for each interview, cancelled ones too, and one for each step.
#[must_use]
pub fn calendar(view: &View, revision: &Revision) -> String {
    let application = &view.facts.application;
    let name = words::title(&application.position.title, &application.company.name);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", concat!("-//Follow-up API//", env!("CARGO_PKG_VERSION"), "//EN")))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    for property in ["NAME", "X-WR-CALNAME"] {
        // Told that these are text, the crate escapes them, as it does by itself for those of RFC 5545.
        calendar.append_property(Property::new(property, one_line(&name)).add_parameter("VALUE", "TEXT").done());
    }
    calendar.extend(view.all_interviews().map(|interview| interviews::event(view, revision, interview)));
    calendar.extend(view.plan.steps.iter().map(|step| event(view, revision, step)));
    fold::refolded(&calendar.to_string())
}

fn event(view: &View, revision: &Revision, step: &Step) -> Event {
    let deed = words::deed(view, step, &words::recipient(view.facts, step));
    let deed = match step.kind {
        StepKind::OfferResponse => {
            let until = to_local(moments::clock(view), step.closes_at.to_utc());
            format!("{deed} by {}", words::day(until.date(), view.plan.as_of.year()))
        }
        _ => deed,
    };
    let summary = text(&words::summary(&deed, &view.facts.application.company.name));
    let (status, done) = match step.status {
        // One message did both; the other step's event tells it.
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
        .categories(["Follow-up", words::kind(step.kind)])
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

/// An alarm that long after its event begins. Its id is that of a component of its own.
fn alarm(revision: &Revision, name: &str, summary: &str, after: TimeDelta) -> Alarm {
    let mut alarm = Alarm::display(summary, Trigger::after_start(after));
    // Otherwise each would get a random id and the system's time.
    alarm.uid(&revision.uid_of(name)).timestamp(revision.made_at).done()
}

/// Everything about a step that an event has no property for.
fn description(view: &View, step: &Step) -> String {
    let application = &view.facts.application;
    let moment = |at: DateTime<FixedOffset>| words::moment(at.naive_local(), view.plan.as_of.year());
    let status = words::status(step);
    let mut lines = vec![words::position(&application.position.title, &application.company.name)];
    match words::what_to_do(step.kind) {
        Some(what) => lines.extend([format!("{status}."), what.to_owned()]),
        None if step.status == Status::Done && step.channel.recommended.is_none() => lines.push(format!("{status}.")),
        None => lines.push(format!("{status}. {}", way(step))),
    }
    lines.extend([
        format!("Window: {} to {}", moment(step.opens_at), moment(step.closes_at)),
        format!("Best: {}", moment(step.ideal_at)),
    ]);
    lines.extend(step.acceptable_until.map(|until| format!("Still acceptable: until {}", moment(until))));
    lines.push(format!("Times as in {}", view.plan.time_zone));
    lines.extend(words::passed_on_to(view.facts, step).map(|names| format!("To pass on to: {names}")));
    lines.push(String::new());
    lines.extend(step.reasons.iter().map(|reason| format!("- {}", reason.text)));
    lines.extend(step.advice.iter().map(|advice| format!("- {}", advice.text)));
    lines.iter().map(|line| text(line)).collect::<Vec<_>>().join("\n")
}

/// The recommended channel and the others, as a sentence.
fn way(step: &Step) -> String {
    let mut text = words::way(step).to_owned();
    for usable in &step.channel.alternatives {
        text = text + ", or " + words::by(*usable);
    }
    words::capital(&text)
}

fn text(line: &str) -> String {
    one_line(line).into_owned()
}

#[cfg(test)]
mod tests;
