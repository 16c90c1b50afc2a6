//! The public endpoint at which calendar programs read feeds.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::StatusCode,
    web::{Data, Path},
};
use entity::Scope;
use uuid::Uuid;

use super::{
    address::Address,
    feed_response::Version,
    render::{FeedContext, MAX_APPLICATIONS, fingerprint_of},
};
use crate::{
    problem::{CalendarProblems, Problem},
    state::AppState,
};

/// How often a feed is made again, if others have made it at the same time.
const MAX_ATTEMPTS: usize = 4;

/// Read a calendar
///
/// For calendar programs that subscribe to a calendar feed. An iCalendar file (RFC 5545) with the interviews and steps
/// of the candidate's applications, or of all. An event keeps its `UID`; its `SEQUENCE` rises when it changes; what was
/// dropped is shown as cancelled for 30 days. As long as nothing changes the file is the same to the byte, and is
/// answered with 304 where `If-None-Match` or `If-Modified-Since` allows it. The path is a secret: it is never logged,
/// and `renew-path` replaces it.
#[utoipa::path(
    operation_id = "read_calendar",
    tag = "calendar feeds",
    params(("token" = String, Path, description = "The secret part of the feed's path")),
    responses(
        (status = 200, description = "The calendar", body = String, content_type = "text/calendar",
         headers(
             ("ETag" = String, description = "The version of the calendar, for `If-None-Match`"),
             ("Last-Modified" = String, description = "When it last changed, for `If-Modified-Since`")
         )),
        CalendarProblems
    )
)]
#[get("/calendars/{token}.ics")]
pub async fn read_calendar(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let answer = read(&request, &state, &token).await;
    let outcome = match &answer {
        Ok(answer) if answer.status() == StatusCode::NOT_MODIFIED => "unchanged",
        Ok(_) => "sent",
        Err(Problem::NotFound) => "unknown",
        Err(_) => "failed",
    };
    state.status.metrics.count_calendar_reading(outcome);
    answer
}

async fn read(request: &HttpRequest, state: &AppState, token: &str) -> Result<HttpResponse, Problem> {
    let address = Address::parse(token).ok_or(Problem::NotFound)?;
    #[expect(clippy::disallowed_methods, reason = "the address names the account, and is verified some lines below")]
    let scope = Scope::new(state.db.clone(), address.account_id, state.clock.now());
    let mut counted = false;
    for _ in 0..MAX_ATTEMPTS {
        let row = scope.calendar_feed_to_read(address.feed_id).await?;
        let row = row.filter(|row| address.matches_hash(&row.token_hash)).ok_or(Problem::NotFound)?;
        if !counted {
            state.limits.check_address_of(row.stamp.id.into())?;
            counted = true;
        }
        if let Some(answer) = answer(request, state, &scope, row).await? {
            return Ok(answer);
        }
    }
    Err(Problem::Unavailable)
}

/// The answer with a feed; `None` if others have made it meanwhile.
async fn answer(
    request: &HttpRequest,
    state: &AppState,
    scope: &Scope,
    row: entity::CalendarFeed,
) -> Result<Option<HttpResponse>, Problem> {
    let now = scope.now();
    let mut facts = scope.newest_facts(row.candidate_id, MAX_APPLICATIONS).await?;
    let fingerprint = fingerprint_of(&mut facts);
    let is_current = row.facts == fingerprint && row.fresh_until.is_some_and(|until| now < until);
    // While the feed is current it is rendered for the same instant, so the text does not change.
    let current = row.made_at.zip(row.changed_at).filter(|_| is_current);
    if let Some((_, changed_at)) = current {
        let version = Version { tag: &row.tag, changed_at };
        if version.is_known(request) {
            scope.note_feed_reading(&row).await?;
            return Ok(Some(version.unchanged()));
        }
    }
    let at = current.map_or(now, |(made_at, _)| made_at).try_into().map_err(Problem::internal)?;
    let applications: Vec<_> = facts.into_iter().map(|(application, _)| application).collect();
    // Read after the versions of the facts: what is written meanwhile is seen as a change by the next reading.
    let dossiers = scope.dossiers(&applications).await?;
    let kept = scope.calendar_feed_entries(row.stamp.id).await?;
    let context = FeedContext { row: row.clone(), applications, dossiers, kept, at, now };
    let made = state.blocking.run(|| context.render()).await??;
    let is_same = made.tag == row.tag;
    let changed_at = row.changed_at.filter(|_| is_same).unwrap_or(now);
    if current.is_some() && is_same && made.changes.is_empty() {
        scope.note_feed_reading(&row).await?;
    } else {
        let before = row.revision.clone();
        let next = entity::CalendarFeed {
            revision: Uuid::now_v7().to_string(),
            facts: fingerprint,
            made_at: Some(*at),
            fresh_until: Some(made.until),
            tag: made.tag.clone(),
            changed_at: Some(changed_at),
            last_read_at: Some(now),
            ..row
        };
        if !scope.keep_calendar_feed(&next, &before, made.changes).await? {
            return Ok(None);
        }
    }
    let version = Version { tag: &made.tag, changed_at };
    Ok(Some(if version.is_known(request) { version.unchanged() } else { version.response(made.body) }))
}
