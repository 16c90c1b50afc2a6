//! Compares the events that a feed has shown with those that it should show.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use entity::{AccountId, ApplicationId, CalendarFeedEntry as Entry, CalendarFeedId, FeedChanges};
use uuid::Uuid;
use views::FeedEvent;

use super::content::{ApplicationEvent, FeedContent};

/// The time for which a cancelled event is shown.
pub(super) const CANCELLED_EVENTS_SHOWN_FOR: TimeDelta = TimeDelta::days(30);

/// The most cancelled events.
pub(super) const MAX_CANCELLED_EVENTS: usize = 500;

/// The feed that entries belong to, and the applications that it shows.
pub(super) struct Feed<'f> {
    pub(super) account_id: AccountId,
    pub(super) id: CalendarFeedId,
    /// The oldest application that it shows, if there are older ones.
    pub(super) oldest: Option<&'f ApplicationId>,
}

/// The new content of a feed.
#[derive(Debug)]
pub(super) struct ReconciledFeed {
    /// The entries, in order of time.
    pub(super) shown: Vec<Entry>,
    /// The differences from the former entries.
    pub(super) changes: FeedChanges,
}

impl Feed<'_> {
    /// The new entries, calculated from the stored ones.
    ///
    /// An event that was never shown and does not take place is not shown at all.
    pub(super) fn reconcile(&self, kept: Vec<Entry>, content: &FeedContent, now: DateTime<Utc>) -> ReconciledFeed {
        let mut before: HashMap<Uuid, Entry> = kept.into_iter().map(|entry| (entry.uid, entry)).collect();
        let mut after = Vec::new();
        for ApplicationEvent { application_id, event } in &content.events {
            let entry = before.get(&event.uid);
            match (entry, event.is_cancelled) {
                (None, true) => {}
                (Some(entry), true) => after.push(cancelled(entry, now)),
                (Some(entry), false) if entry.cancelled_at.is_none() && entry.content == event.content => {
                    after.push(entry.clone());
                }
                (entry, false) => {
                    let sequence = entry.map_or(0, |entry| entry.sequence.saturating_add(1));
                    after.push(self.confirmed(*application_id, event, sequence, now));
                }
            }
        }
        let taken: HashSet<Uuid> = content.events.iter().map(|one| one.event.uid).collect();
        let removed =
            before.values().filter(|entry| !taken.contains(&entry.uid) && !content.left_out.contains(&entry.uid));
        after.extend(removed.filter(|entry| !self.is_too_old(entry)).map(|entry| cancelled(entry, now)));
        // The newest first, so that what is too many is at the end.
        after.sort_by_key(|entry| std::cmp::Reverse((entry.cancelled_at, entry.uid)));
        let mut room = MAX_CANCELLED_EVENTS;
        after.retain(|entry| {
            let Some(at) = entry.cancelled_at else { return true };
            let stays = room > 0 && now < at + CANCELLED_EVENTS_SHOWN_FOR;
            room -= usize::from(stays);
            stays
        });
        after.sort_by_key(|entry| (entry.starts_at, entry.uid));
        let written =
            after.iter().filter(|entry| before.remove(&entry.uid).as_ref() != Some(*entry)).cloned().collect();
        ReconciledFeed { changes: FeedChanges { written, removed: before.into_keys().collect() }, shown: after }
    }

    fn confirmed(&self, application_id: ApplicationId, event: &FeedEvent, sequence: i32, now: DateTime<Utc>) -> Entry {
        Entry {
            account_id: self.account_id,
            feed_id: self.id,
            uid: event.uid,
            application_id,
            content: event.content,
            sequence,
            changed_at: now,
            cancelled_at: None,
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            summary: event.summary.clone(),
        }
    }

    /// Whether its application is older than all that the feed shows. Then it is left out, not cancelled.
    fn is_too_old(&self, entry: &Entry) -> bool {
        self.oldest.is_some_and(|oldest| entry.application_id < *oldest)
    }
}

/// The entry as one that does not take place. It stays where it was.
fn cancelled(entry: &Entry, now: DateTime<Utc>) -> Entry {
    if entry.cancelled_at.is_some() {
        return entry.clone();
    }
    let sequence = entry.sequence.saturating_add(1);
    Entry { sequence, changed_at: now, cancelled_at: Some(now), ..entry.clone() }
}

#[cfg(test)]
mod tests;
