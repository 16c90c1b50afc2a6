//! Reads calendar files (RFC 5545, and RFC 5546 for the meaning of METHOD).
//!
//! [`read`] takes the bytes of a `text/calendar` file or part. Limits: [`MAX_BYTES`] of a file, [`MAX_EVENTS`] in it,
//! [`MAX_OCCURRENCES`] of a series.

mod components;
mod event;
mod findings;
mod kind;
mod lines;
mod meeting;
mod people;
mod property;
mod recurrence;
mod refusal;
mod settings;
mod times;
mod warning;
mod zone;

use std::collections::HashMap;

use planning::Instant;

pub(crate) use components::{is_shown, one_line};
pub use findings::{
    Calendar, Event, EventStatus, Intent, Method, Occurrence, Person, RefusedEvent, Response, ZoneSource,
};
pub use refusal::Refusal;
pub use settings::{MAX_BYTES, MAX_EVENTS, MAX_LINES, MAX_OCCURRENCES, Settings};
pub use warning::{AssumedFrom, Warning};

/// Reads a calendar file.
///
/// Of several events with the same UID and RECURRENCE-ID only the newest is returned (RFC 5546, section 2.1.4: the
/// higher SEQUENCE, then the later DTSTAMP).
///
/// # Errors
///
/// If the file is not a calendar, has no event, or is larger than the limits. A fault of one event refuses only that
/// event: see [`Calendar::refused`].
pub fn read(file: &[u8], settings: &Settings) -> Result<Calendar, Refusal> {
    let components = components::read(file)?;
    let mut calendar = Calendar::default();
    let mut found: HashMap<(String, Option<Instant>), usize> = HashMap::new();
    for object in &components {
        for component in &object.events {
            match event::read(object, component, settings) {
                Ok(event) => keep_newest(&mut calendar, &mut found, event, component.line),
                Err(refused) => calendar.refused.push(refused),
            }
        }
    }
    Ok(calendar)
}

fn keep_newest(
    calendar: &mut Calendar,
    found: &mut HashMap<(String, Option<Instant>), usize>,
    mut event: Event,
    line: usize,
) {
    // REPLY and similar methods change nothing, and a file may also have the event that they answer.
    let Some(uid) = event.uid.clone().filter(|_| event.intent != Intent::Nothing) else {
        calendar.events.push(event);
        return;
    };
    let key = (uid, event.recurrence_id);
    let Some(&at) = found.get(&key) else {
        found.insert(key, calendar.events.len());
        calendar.events.push(event);
        return;
    };
    let known = &mut calendar.events[at];
    let order = |event: &Event| (event.sequence, event.stamped_at, event.intent == Intent::Cancel);
    if order(known) == order(&event) && known.occurrences != event.occurrences {
        calendar.refused.push(RefusedEvent::new(&event, line, Refusal::SameUidTwice { uid: key.0 }));
        return;
    }
    if order(known) < order(&event) {
        std::mem::swap(known, &mut event);
    }
    known.warnings.push(Warning::OlderVersionIgnored { sequence: event.sequence });
}

#[cfg(test)]
mod tests;
