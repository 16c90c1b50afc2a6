//! Compares a version of an event with the stored one, and decides what changes (RFC 5546, sections 2.1.4 and 3.2).
//!
//! Versions can arrive late, twice and in any order. [`decide`] compares a version with the stored one of its
//! [`EventKey`] and returns what to do. Applying the same versions in any order has the same result, as long as they
//! differ in SEQUENCE or DTSTAMP.

use planning::{Email, Instant};
use serde::Serialize;

use crate::calendar::{Event, Intent, Occurrence};

/// Identifies an event, or one occurrence of a series.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct EventKey {
    /// The UID.
    pub uid: String,
    /// The original start, if it is an occurrence of a series.
    pub recurrence_id: Option<Instant>,
}

/// The keys of an event, each with its time: one key, or one for each occurrence of a series. Empty without a UID.
///
/// The cancellation of a whole series also applies to all other occurrences that are stored under its UID.
#[must_use]
pub fn keys(event: &Event) -> Vec<(EventKey, Option<Occurrence>)> {
    let Some(uid) = &event.uid else { return Vec::new() };
    let key = |recurrence_id| EventKey { uid: uid.clone(), recurrence_id };
    if event.is_series && event.recurrence_id.is_none() && !event.occurrences.is_empty() {
        return event
            .occurrences
            .iter()
            .map(|&occurrence| (key(Some(occurrence.starts_at)), Some(occurrence)))
            .collect();
    }
    vec![(key(event.recurrence_id), event.occurrences.first().copied())]
}

/// The stored version of a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredVersion {
    /// Its SEQUENCE.
    pub sequence: i64,
    /// Its DTSTAMP.
    pub stamped_at: Option<Instant>,
    /// The address of the first organiser.
    pub organizer: Option<Email>,
    /// Its time, if it is known.
    pub occurrence: Option<Occurrence>,
    /// Whether it is cancelled.
    pub is_cancelled: bool,
}

/// What to do about a version. In JSON, `action` is the variant, and the other members are its values.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum RevisionAction {
    /// Create the event, which is new.
    Create,
    /// Store the cancellation of an unknown event, so that an older invitation that arrives later creates nothing.
    CreateCancelled,
    /// Move it to the new time.
    Move,
    /// Reinstate the cancelled event, at the time of this version.
    Reinstate,
    /// Update the title, place, link, people and version numbers. The time is the same.
    Update,
    /// Cancel the event.
    Cancel,
    /// Change nothing, since the same version is stored.
    Unchanged,
    /// Ignore the version, since a newer one is stored.
    Older,
    /// Change nothing, since another person than the first organiser sent the version.
    NotBelieved {
        /// The first organiser.
        stored: Email,
        /// The organiser of this version, if it names one.
        given: Option<Email>,
    },
    /// Change nothing, since the version asks for nothing. An attendee's answer is an example.
    Nothing,
}

/// Decides what a version of an event changes. `occurrence` is its time for the key, as [`keys`] returns it.
///
/// The version with the higher SEQUENCE wins, then the one with the later DTSTAMP. If both are equal, a cancellation
/// wins, else the version that arrives later, since some systems change events without raising either number.
#[must_use]
pub fn decide(stored: Option<&StoredVersion>, event: &Event, occurrence: Option<Occurrence>) -> RevisionAction {
    if event.intent == Intent::Nothing {
        return RevisionAction::Nothing;
    }
    let cancels = event.intent == Intent::Cancel;
    let Some(stored) = stored else {
        return if cancels { RevisionAction::CreateCancelled } else { RevisionAction::Create };
    };
    let given = event.organizer.as_ref().and_then(|organizer| organizer.email.as_ref());
    if let Some(known) = &stored.organizer
        && given.is_none_or(|given| !given.eq_ignore_ascii_case(known))
    {
        return RevisionAction::NotBelieved { stored: known.clone(), given: given.cloned() };
    }
    let stamps = stored.stamped_at.zip(event.stamped_at);
    let age = stored
        .sequence
        .cmp(&event.sequence)
        .then(stamps.map_or(std::cmp::Ordering::Equal, |(stored, new)| stored.cmp(&new)));
    let same_age = age.is_eq();
    match (cancels, stored.is_cancelled) {
        _ if age.is_gt() => RevisionAction::Older,
        (true, true) if same_age => RevisionAction::Unchanged,
        // The version is only as new as the cancellation.
        (false, true) if same_age => RevisionAction::Older,
        (true, false) => RevisionAction::Cancel,
        (false, true) => RevisionAction::Reinstate,
        (false, false) if stored.occurrence != occurrence => RevisionAction::Move,
        (false, false) if same_age && stored.stamped_at.is_some() => RevisionAction::Unchanged,
        (true, true) | (false, false) => RevisionAction::Update,
    }
}

#[cfg(test)]
mod tests;
