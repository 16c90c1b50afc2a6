//! Compares a version of an event with the stored one, and decides what changes (RFC 5546, sections 2.1.4 and 3.2).
//!
//! Versions arrive late, twice and in any order. [`decide`] compares one with what is stored for its [`Key`] and says
//! what to do. Applying the same versions in any order has the same result, as long as they differ in SEQUENCE or
//! DTSTAMP.

use planning::{Email, Instant};
use serde::Serialize;

use crate::calendar::{Event, Intent, Occurrence};

/// Identifies an event, or one occurrence of a series.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Key {
    /// The UID.
    pub uid: String,
    /// The original start, if it is an occurrence of a series.
    pub recurrence_id: Option<Instant>,
}

/// The keys that an event speaks of, each with its time: one, or one for each occurrence of a series. None without a
/// UID.
///
/// A series that is cancelled as a whole speaks of all that is stored under its UID, beside what is returned here.
#[must_use]
pub fn keys(event: &Event) -> Vec<(Key, Option<Occurrence>)> {
    let Some(uid) = &event.uid else { return Vec::new() };
    let key = |recurrence_id| Key { uid: uid.clone(), recurrence_id };
    if event.is_series && event.recurrence_id.is_none() && !event.occurrences.is_empty() {
        return event
            .occurrences
            .iter()
            .map(|&occurrence| (key(Some(occurrence.starts_at)), Some(occurrence)))
            .collect();
    }
    vec![(key(event.recurrence_id), event.occurrences.first().copied())]
}

/// The version that is stored for a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stored {
    /// Its SEQUENCE.
    pub sequence: i64,
    /// Its DTSTAMP.
    pub stamped_at: Option<Instant>,
    /// The address of who invited first.
    pub organizer: Option<Email>,
    /// When it takes place, if that is known.
    pub occurrence: Option<Occurrence>,
    /// Whether it is called off.
    pub is_cancelled: bool,
}

/// What to do about a version. As JSON, `action` says which and the rest are its values.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Revision {
    /// It is new: create it.
    Create,
    /// It is called off before it was known: keep that, so that an older invitation that arrives later creates nothing.
    CreateCancelled,
    /// Move it to the new time.
    Move,
    /// It was called off, and takes place after all, at the time of this version.
    Reinstate,
    /// The time is the same: take over title, place, link and people, and the version's numbers.
    Update,
    /// Call it off.
    Cancel,
    /// The same version is stored: nothing changes.
    Unchanged,
    /// A newer version is stored: ignore this one.
    Older,
    /// Somebody else than who invited sends it: keep it and change nothing.
    NotBelieved {
        /// Who invited.
        stored: Email,
        /// Who sends this version, if it says so.
        given: Option<Email>,
    },
    /// It asks for nothing, such as an attendee's answer: keep it and change nothing.
    Nothing,
}

/// What a version of an event changes. `occurrence` is its time for the key in question, as [`keys`] returns it.
///
/// The higher SEQUENCE wins, then the later DTSTAMP. Of two versions that are equally new the one that calls the event
/// off wins, and else the one that arrives later: some systems change events without raising either.
#[must_use]
pub fn decide(stored: Option<&Stored>, event: &Event, occurrence: Option<Occurrence>) -> Revision {
    if event.intent == Intent::Nothing {
        return Revision::Nothing;
    }
    let cancels = event.intent == Intent::Cancel;
    let Some(stored) = stored else {
        return if cancels { Revision::CreateCancelled } else { Revision::Create };
    };
    let given = event.organizer.as_ref().and_then(|organizer| organizer.email.as_ref());
    if let Some(known) = &stored.organizer
        && given.is_none_or(|given| !given.eq_ignore_ascii_case(known))
    {
        return Revision::NotBelieved { stored: known.clone(), given: given.cloned() };
    }
    let stamps = stored.stamped_at.zip(event.stamped_at);
    let age = stored
        .sequence
        .cmp(&event.sequence)
        .then(stamps.map_or(std::cmp::Ordering::Equal, |(stored, new)| stored.cmp(&new)));
    let same_age = age.is_eq();
    match (cancels, stored.is_cancelled) {
        _ if age.is_gt() => Revision::Older,
        (true, true) if same_age => Revision::Unchanged,
        // It is only as new as the one that calls it off.
        (false, true) if same_age => Revision::Older,
        (true, false) => Revision::Cancel,
        (false, true) => Revision::Reinstate,
        (false, false) if stored.occurrence != occurrence => Revision::Move,
        (false, false) if same_age && stored.stamped_at.is_some() => Revision::Unchanged,
        (true, true) | (false, false) => Revision::Update,
    }
}

#[cfg(test)]
mod tests;
