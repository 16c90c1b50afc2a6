//! Renders the text of a feed.

use std::collections::HashMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, CalendarFeedEntry, Dossier, FeedChanges};
use planning::Instant;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use views::{EventRevision, FeedEntry, FeedEvent, feed};
use wording::{Language, language_of};

use super::{content::FeedContent, reconcile::Feed};
use crate::problem::Problem;

/// The most applications that a feed shows: the newest.
pub(super) const MAX_APPLICATIONS: u64 = 500;

/// All inputs of the text of a feed.
pub(super) struct FeedContext {
    pub(super) row: entity::CalendarFeed,
    /// The applications that it shows.
    pub(super) applications: Vec<ApplicationId>,
    pub(super) dossiers: Vec<Dossier>,
    /// The entries that it has shown.
    pub(super) kept: Vec<CalendarFeedEntry>,
    /// The instant of the plans.
    pub(super) at: Instant,
    /// The time that changes get.
    pub(super) now: DateTime<Utc>,
}

/// A feed, ready to be sent.
pub(super) struct RenderedFeed {
    pub(super) body: String,
    /// A fingerprint of the body.
    pub(super) tag: String,
    /// Until when it stays the same if no fact changes.
    pub(super) until: DateTime<Utc>,
    pub(super) changes: FeedChanges,
}

impl FeedContext {
    /// Renders the feed, and says what has changed in it.
    pub(super) fn render(self) -> Result<RenderedFeed, Problem> {
        let Self { row, applications, dossiers, kept, at, now } = self;
        let language = language(&row, &dossiers);
        let content = FeedContent::build(dossiers, language, at)?;
        let oldest = applications.iter().min().filter(|_| applications.len() as u64 >= MAX_APPLICATIONS);
        let feed_of = Feed { account_id: row.stamp.account_id, id: row.stamp.id, oldest };
        let reconciled = feed_of.reconcile(kept, &content, now);
        let events: HashMap<Uuid, &FeedEvent> = content.events.iter().map(|one| (one.event.uid, &one.event)).collect();
        let shown = reconciled.shown.iter().filter_map(|entry| as_shown(entry, &events));
        let body = feed(&row.name, language, shown);
        let tag = fingerprint(&body);
        Ok(RenderedFeed { body, tag, until: content.until, changes: reconciled.changes })
    }
}

/// The language of a feed: that of its candidate, and English where it has several or nothing to show.
fn language(row: &entity::CalendarFeed, dossiers: &[Dossier]) -> &'static dyn Language {
    let candidate = dossiers.first().filter(|_| row.candidate_id.is_some()).map(|dossier| &dossier.candidate);
    language_of(candidate.and_then(|candidate| candidate.details.locale).unwrap_or_default())
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
