//! Events of many plans as one calendar that programs read repeatedly.
//!
//! The caller stores the events that the feed has shown. An unchanged event is written with the same bytes again, a
//! changed one with a higher `SEQUENCE`, and a removed one as cancelled.

use chrono::{DateTime, Utc};
use icalendar::{Component as _, Event, EventLike as _, EventStatus, Property};
use uuid::Uuid;
use wording::Language;

use super::{
    calendar_use::CalendarUse,
    event_times,
    fold::refolded,
    interviews,
    parts::{begin, text},
    revision::Revision,
    steps,
};
use crate::View;

/// How often programs should read a feed (RFC 7986, section 5.7). Most programs ignore it.
const INTERVAL: &str = "PT1H";

/// An event of a plan, independent of what the feed has shown before.
#[derive(Clone, Debug)]
pub struct FeedEvent {
    /// The `UID`, which is the same in every calendar of the application.
    pub uid: Uuid,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The title.
    pub summary: String,
    /// Whether it is cancelled.
    pub is_cancelled: bool,
    /// A fingerprint of all that the event shows, without its revision.
    pub content: Uuid,
    event: Event,
}

/// The version of an event.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct EventRevision {
    /// The number of changes since it was first shown.
    pub sequence: u32,
    /// When it was last changed: `DTSTAMP` and `LAST-MODIFIED`.
    pub changed_at: DateTime<Utc>,
}

/// An event as a feed shows it.
#[derive(Clone, Copy, Debug)]
pub enum FeedEntry<'e> {
    /// It takes place.
    Confirmed(&'e FeedEvent, EventRevision),
    /// It was shown before, and has been cancelled or removed since.
    Cancelled {
        uid: Uuid,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        /// The title. Empty if it is not known any more.
        summary: &'e str,
        revision: EventRevision,
    },
}

/// The events of a plan for a feed. All of them stay as they are until [`next_day`], as long as the plan does.
#[must_use]
pub fn feed_events(view: &View, application_id: Uuid) -> Vec<FeedEvent> {
    // Replaced when the feed is written, since the content does not depend on it.
    let revision = Revision { application_id, changed_at: DateTime::UNIX_EPOCH, made_at: DateTime::UNIX_EPOCH };
    let interviews = view.all_interviews().map(|interview| {
        let event = interviews::event(view, &revision, CalendarUse::Feed, interview);
        let times = (*interview.starts_at, *interview.ends_at);
        with_content(revision.uuid_of(&interviews::name(interview)), times, event)
    });
    let steps = view.plan.steps.iter().map(|step| {
        let event = steps::event(view, &revision, CalendarUse::Feed, step);
        with_content(revision.uuid_of(&step.id), steps::times(view, CalendarUse::Feed, step), event)
    });
    interviews.chain(steps).collect()
}

fn with_content(uid: Uuid, (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>), mut event: Event) -> FeedEvent {
    event.add_property("CLASS", "PRIVATE");
    FeedEvent {
        uid,
        starts_at,
        ends_at,
        summary: event.get_summary().unwrap_or_default().to_owned(),
        is_cancelled: event.get_status() == Some(EventStatus::Cancelled),
        content: Uuid::new_v5(&uid, event.to_string().as_bytes()),
        event,
    }
}

/// The beginning of the next day on the clock that events follow. Events of late steps move then.
#[must_use]
pub fn next_day(view: &View) -> DateTime<Utc> {
    event_times::next_day_start(view)
}

/// A calendar with these events, in their order.
#[must_use]
pub fn feed<'e>(name: &str, language: &dyn Language, entries: impl IntoIterator<Item = FeedEntry<'e>>) -> String {
    let mut calendar = begin(name, language);
    calendar
        .append_property(Property::new("REFRESH-INTERVAL", INTERVAL).add_parameter("VALUE", "DURATION").done())
        .append_property(Property::new("X-PUBLISHED-TTL", INTERVAL));
    calendar.extend(entries.into_iter().map(event));
    refolded(&calendar.to_string())
}

fn event(entry: FeedEntry<'_>) -> Event {
    let (mut event, revision) = match entry {
        FeedEntry::Confirmed(event, revision) => (event.event.clone(), revision),
        FeedEntry::Cancelled { uid, starts_at, ends_at, summary, revision } => {
            let mut event = Event::new();
            event
                .uid(&uid.to_string())
                .starts(starts_at)
                .ends(ends_at)
                .status(EventStatus::Cancelled)
                .add_property("TRANSP", "TRANSPARENT")
                .add_property("CLASS", "PRIVATE");
            if !summary.is_empty() {
                event.summary(&text(summary));
            }
            (event, revision)
        }
    };
    event.timestamp(revision.changed_at).last_modified(revision.changed_at).sequence(revision.sequence);
    event
}

#[cfg(test)]
mod tests;
