//! `/v1/calendar-feeds`, and `/calendars/{token}.ics`, where calendar programs read them.

mod address;
mod content;
mod feed_response;
mod http;
mod path_renewal;
mod public_endpoint;
mod reconcile;
mod render;

use chrono::{DateTime, Utc};
use entity::{CalendarFeedId, CandidateId};
pub use http::*;
pub use path_renewal::*;
use planning::{Instant, Name};
pub use public_endpoint::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::{Reference, Referring, ReferringBody, Resource, Validate, resource};

/// The fields of a calendar feed that an administrator sets.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Ada's follow-ups"}))]
pub struct CalendarFeedInput {
    /// The name of the calendar, which calendar programs show.
    pub name: Name,
    /// The candidate whose interviews and steps it shows; those of all candidates of the account, if it is left out.
    #[serde(default)]
    pub candidate_id: Option<CandidateId>,
}

impl Validate for CalendarFeedInput {}

impl Referring for CalendarFeedInput {
    fn references() -> Vec<Reference> {
        vec![Reference::CANDIDATE]
    }
}

/// The body of a calendar feed, which may name its candidate by remote id.
pub type CalendarFeedFields = ReferringBody<CalendarFeedInput>;

/// A calendar feed as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarFeedBody {
    #[serde(flatten)]
    input: CalendarFeedInput,
    /// Since when its path is the current one.
    #[schema(value_type = Instant)]
    path_since: DateTime<Utc>,
    /// When it was last read, to the hour. Null if it was never read.
    #[schema(value_type = Option<Instant>)]
    last_read_at: Option<DateTime<Utc>>,
}

resource! {
    /// A calendar feed. Its path is not shown: only its hash is stored.
    CalendarFeed: CalendarFeedId, CalendarFeedBody, patch CalendarFeedPatch by CalendarFeedInput
}

/// A calendar feed, with its path.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarFeedWithPath {
    #[serde(flatten)]
    feed: CalendarFeed,
    /// Where calendar programs read it, below the address of the service. Whoever knows it can read it. It is shown
    /// only now.
    #[schema(example = "/calendars/AZjA3no7fE2OX2BxgpOktQGYwN56O3xNjl9gcYKTpLU….ics")]
    path: String,
}

/// A calendar feed as it is shown, by its row.
fn to_response(row: &entity::CalendarFeed) -> CalendarFeed {
    let body = CalendarFeedBody {
        input: CalendarFeedInput { name: row.name.clone(), candidate_id: row.candidate_id },
        path_since: row.token_since,
        last_read_at: row.last_read_at,
    };
    Resource::new(row.stamp, body).into()
}
