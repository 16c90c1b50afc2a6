//! A plan as a calendar (RFC 5545): its interviews and its steps.
//!
//! Steps are events rather than to-dos: most calendar programs show only those. They take no time from anybody's day
//! (`TRANSP:TRANSPARENT`) and remind when they begin for as long as they aren't done; `moments` says when that is. What
//! is left out, missed or no longer needed is there too, as cancelled, so that it also goes from a calendar that an
//! earlier answer was read into. Times are in UTC: every program understands them without a `VTIMEZONE`.

mod fold;
mod interviews;
mod moments;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property, Trigger};
use planning::{Status, Step, StepKind};
use uuid::Uuid;

use crate::{View, asking::is_repeated, local_time::to_local, one_line::one_line};

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
    let name = view.language.title(view.position());
    let language = view.language.tag().to_uppercase();
    let product = format!("-//Follow-up API//{}//{language}", env!("CARGO_PKG_VERSION"));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", product))
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
    let by =
        (step.kind == StepKind::OfferResponse).then(|| to_local(moments::clock(view), step.closes_at.to_utc()).date());
    let company = &view.facts.application.company.name;
    let summary = text(&view.language.step_event(&view.action(step), by, company, view.year()));
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

/// An alarm that long after its event begins. Its id is that of a component of its own.
fn alarm(revision: &Revision, name: &str, summary: &str, after: TimeDelta) -> Alarm {
    let mut alarm = Alarm::display(summary, Trigger::after_start(after));
    // Otherwise each would get a random id and the system's time.
    alarm.uid(&revision.uid_of(name)).timestamp(revision.made_at).done()
}

/// Everything about a step that an event has no property for.
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

fn text(line: &str) -> String {
    one_line(line).into_owned()
}

#[cfg(test)]
mod tests;
