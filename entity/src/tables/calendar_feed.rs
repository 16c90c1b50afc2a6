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
        /// The candidate whose applications it shows; those of all candidates, if there is none.
        candidate_id: Option<CandidateId>,
        /// The SHA-256 hash of the secret part of its address.
        token_hash: String,
        /// When the address was made.
        token_since: DateTime<Utc>,
        /// When it was last read, to the hour.
        last_read_at: Option<DateTime<Utc>>,
        /// Names the last write of the columns below; empty, if there was none.
        revision: String,
        /// A fingerprint of the facts that it was made of.
        facts: String,
        /// The instant that it was made for.
        made_at: Option<DateTime<Utc>>,
        /// Until when it stays the same if no fact changes.
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
