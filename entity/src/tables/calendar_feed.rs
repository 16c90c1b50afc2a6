//! Calendar feeds: secret addresses at which calendar programs read steps and interviews.

use chrono::{DateTime, Utc};
use planning::Name;
use sea_orm::{Condition, entity::prelude::*};

use super::{account_table, cells::Cell, table};
use crate::{CalendarFeedId, CandidateId};

table! {
    /// A calendar feed, and the state in which it was last sent.
    "calendar_feeds": CalendarFeed, CalendarFeedId {
        /// The name of the calendar.
        name: Name,
        /// The candidate whose applications it shows; `None` shows those of all candidates.
        candidate_id: Option<CandidateId>,
        /// The SHA-256 hash of the secret part of its address.
        token_hash: String,
        /// When the address was created.
        token_since: DateTime<Utc>,
        /// When it was last read, to the hour.
        last_read_at: Option<DateTime<Utc>>,
        /// The version of the columns below, which changes with each write of them; empty before the first one.
        revision: String,
        /// A fingerprint of the facts that it was rendered from.
        facts: String,
        /// The instant for which it was rendered.
        made_at: Option<DateTime<Utc>>,
        /// Until when the rendered text stays valid if no fact changes.
        fresh_until: Option<DateTime<Utc>>,
        /// Its entity tag.
        tag: String,
        /// When its content last changed.
        changed_at: Option<DateTime<Utc>>,
    }
}

/// The filter of a list of calendar feeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only feeds of this candidate.
    pub candidate_id: Option<CandidateId>,
}

fn condition(filter: &Filter) -> Condition {
    Condition::all().add_option(filter.candidate_id.map(|id| Column::CandidateId.eq(id)))
}

account_table!(CalendarFeed: Filter);
