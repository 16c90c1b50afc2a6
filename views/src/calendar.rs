//! A plan as a calendar (RFC 5545): its interviews and its steps.
//!
//! Steps are events rather than to-dos, since most calendar programs show only events. They do not block time
//! (`TRANSP:TRANSPARENT`), and have an alarm as long as they are not done; `moments` calculates its time. Dismissed,
//! missed and cancelled steps are included as cancelled events, which removes them from calendars that imported an
//! earlier response. Times are in UTC, which every program understands without a `VTIMEZONE`.
//!
//! [`calendar`] makes a file of one plan, [`feed`] a calendar of many that programs read again and again.

mod calendar_use;
mod event_times;
mod feed;
mod fold;
mod interviews;
mod parts;
mod revision;
mod steps;

use self::{
    calendar_use::CalendarUse,
    parts::{begin, text},
};
pub use self::{
    feed::{EventRevision, FeedEntry, FeedEvent, feed, feed_events, next_day},
    revision::Revision,
};
use crate::View;

/// The plan as iCalendar: an event for each interview, cancelled ones too, and one for each step.
#[must_use]
pub fn calendar(view: &View, revision: &Revision) -> String {
    let mut calendar = begin(&text(&view.language.title(view.position())), view.language);
    calendar
        .extend(view.all_interviews().map(|interview| interviews::event(view, revision, CalendarUse::File, interview)));
    calendar.extend(view.plan.steps.iter().map(|step| steps::event(view, revision, CalendarUse::File, step)));
    fold::refolded(&calendar.to_string())
}

#[cfg(test)]
mod tests;
