//! A plan as a calendar (RFC 5545).
//!
//! Steps are events rather than to-dos: most calendar programs show only those. They take no time from anybody's day
//! (`TRANSP:TRANSPARENT`) and remind at the best moment for as long as they aren't done. What is left out, missed or
//! no longer needed is there too, as cancelled, so that it also goes from a calendar that an earlier answer was read
//! into. Times are in UTC: every program understands them without a `VTIMEZONE`.

use chrono::{DateTime, Datelike as _, FixedOffset, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Trigger};
use planning::{Status, Step};
use uuid::Uuid;

use crate::{
    View,
    words::{self, one_line},
};

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
    /// The same for the same step of the same application, whoever asks and whatever the plan is by then.
    fn uid(&self, step: &Step) -> String {
        self.uid_of(&step.id)
    }

    /// That of the step's alarm, which is a component of its own.
    fn alarm_uid(&self, step: &Step) -> String {
        self.uid_of(&format!("{}:alarm", step.id))
    }

    fn uid_of(&self, name: &str) -> String {
        Uuid::new_v5(&self.application_id, name.as_bytes()).to_string()
    }

    /// Minutes: seconds would soon be too many for the 31 bits that some programs have for it. Of two equal ones the
    /// later `DTSTAMP` decides (RFC 5546, section 2.1.5).
    fn sequence(&self) -> u32 {
        u32::try_from(self.made_at.timestamp() / 60).unwrap_or_default()
    }
}

/// The plan as iCalendar, an event a step.
#[must_use]
pub fn calendar(view: &View, revision: &Revision) -> String {
    let application = &view.facts.application;
    let name = format!("Follow-up: {} at {}", application.position.title, application.company.name);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", concat!("-//Follow-up API//", env!("CARGO_PKG_VERSION"), "//EN")))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    for property in ["NAME", "X-WR-CALNAME"] {
        // Told that these are text, the crate escapes them, as it does by itself for those of RFC 5545.
        calendar.append_property(Property::new(property, one_line(&name)).add_parameter("VALUE", "TEXT").done());
    }
    calendar.extend(view.plan.steps.iter().map(|step| event(view, revision, step)));
    calendar.to_string()
}

fn event(view: &View, revision: &Revision, step: &Step) -> Event {
    let deed = words::deed(step.kind, words::recipient(view.facts, step));
    let summary = one_line(&format!("{deed} ({})", view.facts.application.company.name)).into_owned();
    let (status, done) = match step.status {
        Status::Done => (EventStatus::Confirmed, true),
        Status::Upcoming | Status::Due | Status::Overdue => (EventStatus::Confirmed, false),
        Status::Dismissed | Status::Cancelled | Status::Missed => (EventStatus::Cancelled, false),
    };
    let starts_at = step.done_at.unwrap_or(step.ideal_at).to_utc();
    let mut event = Event::new();
    event
        .uid(&revision.uid(step))
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
        let mut alarm = Alarm::display(&summary, Trigger::after_start(TimeDelta::zero()));
        // Otherwise each would get a random id and the system's time.
        event.alarm(alarm.uid(&revision.alarm_uid(step)).timestamp(revision.made_at).done());
    }
    event
}

/// Everything about a step that an event has no property for.
fn description(view: &View, step: &Step) -> String {
    let application = &view.facts.application;
    let moment = |at: DateTime<FixedOffset>| words::moment(at.naive_local(), view.plan.as_of.year());
    let mut lines = vec![
        format!("{} at {}", application.position.title, application.company.name),
        format!("{}. {}", words::status(step.status), way(step)),
        format!("Window: {} to {}", moment(step.opens_at), moment(step.closes_at)),
        format!("Best: {}", moment(step.ideal_at)),
    ];
    lines.extend(step.acceptable_until.map(|until| format!("Still acceptable: until {}", moment(until))));
    lines.push(format!("Times as in {}", view.plan.time_zone));
    lines.extend(words::passed_on_to(view.facts, step).map(|names| format!("To pass on to: {names}")));
    lines.push(String::new());
    lines.extend(step.reasons.iter().map(|reason| format!("- {}", reason.text)));
    lines.extend(step.advice.iter().map(|advice| format!("- {}", advice.text)));
    lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
}

/// The recommended channel and the others, as a sentence.
fn way(step: &Step) -> String {
    let mut text = words::way(step).to_owned();
    for usable in &step.channel.alternatives {
        text = text + ", or " + words::by(*usable);
    }
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
