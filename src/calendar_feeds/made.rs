//! Making the text of a feed.

use std::collections::HashMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, CalendarFeedEntry, Dossier, FeedChanges};
use planning::Instant;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use views::{EventRevision, FeedEntry, FeedEvent, feed};

use super::{
    content::{Content, LANGUAGE},
    reconcile::Feed,
};
use crate::problem::Problem;

/// The most applications that a feed shows: the newest.
pub(super) const APPLICATIONS: u64 = 500;

/// What a feed is made of.
pub(super) struct Material {
    pub(super) row: entity::CalendarFeed,
    /// The applications that it shows.
    pub(super) applications: Vec<ApplicationId>,
    pub(super) dossiers: Vec<Dossier>,
    /// What it has shown.
    pub(super) kept: Vec<CalendarFeedEntry>,
    /// The instant of the plans.
    pub(super) at: Instant,
    /// When changes are made.
    pub(super) now: DateTime<Utc>,
}

/// A feed, ready to be sent.
pub(super) struct Made {
    pub(super) body: String,
    /// A fingerprint of the body.
    pub(super) tag: String,
    /// Until when it stays the same if no fact changes.
    pub(super) until: DateTime<Utc>,
    pub(super) changes: FeedChanges,
}

impl Material {
    /// Makes the feed.
    pub(super) fn make(self) -> Result<Made, Problem> {
        let Self { row, applications, dossiers, kept, at, now } = self;
        let content = Content::of(dossiers, at)?;
        let oldest = applications.iter().min().filter(|_| applications.len() as u64 >= APPLICATIONS);
        let feed_of = Feed { account_id: row.stamp.account_id, id: row.stamp.id, oldest };
        let reconciled = feed_of.reconcile(kept, &content, now);
        let events: HashMap<Uuid, &FeedEvent> = content.events.iter().map(|one| (one.event.uid, &one.event)).collect();
        let shown = reconciled.shown.iter().filter_map(|entry| as_shown(entry, &events));
        let body = feed(&row.name, LANGUAGE, shown);
        let tag = fingerprint(&body);
        Ok(Made { body, tag, until: content.until, changes: reconciled.changes })
    }
}

fn as_shown<'e>(entry: &'e CalendarFeedEntry, events: &HashMap<Uuid, &'e FeedEvent>) -> Option<FeedEntry<'e>> {
    let sequence = u32::try_from(entry.sequence).unwrap_or_default();
    let revision = EventRevision { sequence, changed_at: entry.changed_at };
    if entry.cancelled_at.is_none() {
        return Some(FeedEntry::Confirmed(events.get(&entry.uid)?, revision));
    }
    let (uid, starts_at, ends_at) = (entry.uid, entry.starts_at, entry.ends_at);
    Some(FeedEntry::Cancelled { uid, starts_at, ends_at, summary: &entry.summary, revision })
}

/// A fingerprint of the facts of applications, and of the release that makes a feed of them.
pub(super) fn fingerprint_of(facts: &mut [(ApplicationId, i64)]) -> String {
    facts.sort_unstable();
    let release = format!("{} {}", env!("CARGO_PKG_VERSION"), planning::version());
    let facts: Vec<String> = facts.iter().map(|(application, version)| format!("{application} {version}")).collect();
    fingerprint(&format!("{release}\n{}", facts.join("\n")))
}

fn fingerprint(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..16])
}
