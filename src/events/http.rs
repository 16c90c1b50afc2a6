//! The endpoint.

use std::{pin::pin, time::Duration};

use actix_web::{get, web::Data};
use entity::{IfLocked, Scope};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};
use utoipa::{IntoParams, ToSchema};

use super::{Event, EventType, EventTypes, FeedCursor};
use crate::{
    auth::Reader,
    http::{Limit, Query},
    problem::{FeedProblems, Problem},
    state::AppState,
};

/// The interval at which events of other instances are looked for.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The longest wait. All requests are broken off after 20 s.
const MAX_WAIT: Duration = Duration::from_secs(19);

/// How many positions one request looks through for events of the types that it asks for.
const MAX_POSITIONS_PER_REQUEST: i64 = 2_000;

/// For how many seconds a request waits for an event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wait(u8);

impl<'de> Deserialize<'de> for Wait {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match std::borrow::Cow::<str>::deserialize(deserializer)?.parse() {
            Ok(seconds @ 0..=20) => Ok(Self(seconds)),
            _ => Err(serde::de::Error::custom("must be a number from 0 to 20")),
        }
    }
}

/// The query of events.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// The `next_after` of the previous answer, or `end` for what comes from now on. Without it, from the oldest event
    /// on that is kept.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    after: Option<FeedCursor>,
    /// For about how many seconds to wait, if there is no event yet.
    #[serde(default)]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 20, default = 0)]
    wait: Wait,
    /// Only events of these types, with commas between them.
    #[serde(default, rename = "type")]
    #[param(value_type = Option<Vec<EventType>>, style = Form, explode = false, min_items = 1)]
    types: EventTypes,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// A part of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventPage {
    /// The events, in the order of the feed. There may be none though `more` is true, if only some types are asked for.
    items: Vec<Event>,
    /// To be sent as `after` to go on after these events. It is never null.
    #[schema(example = "AAAAAAAAACo")]
    next_after: String,
    /// Whether there is more to read at once.
    more: bool,
}

/// Read events
///
/// What has changed in the account, in the order in which it did: also what time alone changes, such as a step that is
/// due. Go on with `next_after`; no event is left out, and none comes twice. Events say which resource has changed, not
/// how: read it. They are kept for 30 days.
///
/// With `wait`, a request without a new event is answered once there is one, or after so many seconds. Webhook
/// endpoints (`/v1/webhook-endpoints`) are sent the same events.
#[utoipa::path(
    operation_id = "list_events",
    tag = "events",
    params(EventQuery),
    responses((status = 200, description = "Events", body = EventPage), FeedProblems)
)]
#[get("/v1/events")]
pub async fn list_events(
    state: Data<AppState>,
    scope: Reader,
    Query(query): Query<EventQuery>,
) -> Result<actix_web::web::Json<EventPage>, Problem> {
    // Without a permit to wait, the request is answered at once.
    let permit = (query.wait.0 > 0).then(|| state.feed.waiting_permit()).flatten();
    let wait = if permit.is_some() { Duration::from_secs(query.wait.0.into()).min(MAX_WAIT) } else { Duration::ZERO };
    let ends = Instant::now() + wait;
    let waiter = state.feed.waiter(scope.account_id());
    let mut after = query.after;
    loop {
        let mut woken = pin!(waiter.notified());
        // Enabled before the feed is read: a later write wakes this.
        woken.as_mut().enable();
        let (page, next) = read(&scope, after, &query.types.0, query.limit.get()).await?;
        if !page.items.is_empty() || Instant::now() >= ends || state.status.is_stopping() {
            return Ok(actix_web::web::Json(page));
        }
        after = Some(next);
        if !page.more {
            // Nothing of the database is held meanwhile.
            let _ = timeout_at(ends.min(Instant::now() + POLL_INTERVAL), woken).await;
        }
    }
}

async fn read(
    scope: &Scope,
    after: Option<FeedCursor>,
    types: &[EventType],
    limit: u64,
) -> Result<(EventPage, FeedCursor), Problem> {
    let mut feed = scope.feed_state().await?;
    if feed.unnumbered {
        scope.number_events(IfLocked::Wait).await?;
        feed = scope.feed_state().await?;
    }
    let after = match after {
        None => feed.forgotten,
        Some(FeedCursor::End) => feed.position,
        Some(FeedCursor::Behind(position)) => position,
    };
    if after < feed.forgotten || after > feed.position {
        return Err(Problem::EventCursorExpired);
    }
    let up_to = feed.position.min(after + MAX_POSITIONS_PER_REQUEST);
    let kinds: Vec<&str> = types.iter().map(|kind| kind.name()).collect();
    let rows = if up_to > after { scope.events(after, up_to, &kinds, limit).await? } else { Vec::new() };
    let full = rows.len() as u64 == limit;
    let last = rows.last().and_then(|row| row.position).filter(|_| full).unwrap_or(up_to);
    let items = rows.iter().map(Event::from_row).collect::<Result<_, _>>()?;
    let next = FeedCursor::Behind(last);
    Ok((EventPage { items, next_after: next.to_string(), more: last < feed.position }, next))
}
