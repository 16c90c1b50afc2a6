//! The endpoints of calendar feeds.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::header::{CACHE_CONTROL, HeaderValue},
    post,
    web::Path,
};
use entity::{CalendarFeedFilter, CalendarFeedId, CandidateId};
use planning::Key;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{CalendarFeed, CalendarFeedFields, CalendarFeedWithPath, address::Address, to_response};
use crate::{
    applications,
    auth::Admin,
    http::{Cursor, IfMatch, Limit, Listing, NamedInQuery, Query, Reference, answer, etag},
    problem::{CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of calendar feeds.
pub type CalendarFeedList = Listing<CalendarFeed>;

/// Create a calendar feed
///
/// The answer has the `path` at which calendar programs read it without a token, which is shown only now. A repeated
/// request with the same `Idempotency-Key` is answered with 409, without the path. `docs/calendar-feeds.md` says how to
/// subscribe, and what is in it.
#[utoipa::path(
    operation_id = "create_calendar_feed",
    tag = "calendar feeds",
    request_body = CalendarFeedFields,
    responses(
        (status = 201, description = "The new feed with its path", body = CalendarFeedWithPath,
         headers(("ETag" = String, description = "Its version, for `If-Match`"))),
        CreateProblems
    )
)]
#[post("/v1/calendar-feeds")]
pub async fn create_calendar_feed(
    request: HttpRequest,
    admin: Admin,
    body: CalendarFeedFields,
) -> Result<HttpResponse, Problem> {
    let input = body.resolve(&admin, None).await?;
    if let Some(id) = input.candidate_id {
        applications::candidate_exists(&admin, id, "/candidate_id").await?;
    }
    let stamp = admin.stamp(CalendarFeedId::new());
    let address = Address::random(stamp.account_id, stamp.id)?;
    let new = entity::CalendarFeed {
        stamp,
        name: input.name,
        candidate_id: input.candidate_id,
        token_hash: address.hash(),
        token_since: admin.now(),
        last_read_at: None,
        revision: String::new(),
        facts: String::new(),
        made_at: None,
        fresh_until: None,
        tag: String::new(),
        changed_at: None,
    };
    let row = admin.insert(new).await?;
    let location = format!("/v1/calendar-feeds/{}", row.stamp.id);
    Ok(with_path(&request, &row, &address, Some(location)))
}

/// The answer with a feed and its path, which is stored nowhere.
pub(super) fn with_path(
    request: &HttpRequest,
    row: &entity::CalendarFeed,
    address: &Address,
    location: Option<String>,
) -> HttpResponse {
    let feed = CalendarFeedWithPath { feed: to_response(row), path: address.path() };
    let mut answer = answer(request, etag(row.stamp.version), location, &feed);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// The filter of calendar feeds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarFeedQuery {
    /// Only those of this candidate.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// Instead of `candidate_id`: the client's own id for the candidate.
    #[serde(default)]
    candidate_remote_id: Option<Key>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List calendar feeds
///
/// In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_calendar_feeds",
    tag = "calendar feeds",
    params(CalendarFeedQuery),
    responses((status = 200, description = "A page of calendar feeds", body = CalendarFeedList), ListProblems)
)]
#[get("/v1/calendar-feeds")]
pub async fn list_calendar_feeds(
    admin: Admin,
    Query(query): Query<CalendarFeedQuery>,
) -> Result<CalendarFeedList, Problem> {
    let candidate =
        NamedInQuery::find(&admin, &Reference::CANDIDATE, query.candidate_id, query.candidate_remote_id).await?;
    let Ok(candidate_id) = candidate.filter() else { return Ok(Listing::empty()) };
    let filter = CalendarFeedFilter { candidate_id };
    let page =
        admin.page::<entity::CalendarFeed>(&filter, query.cursor.map(Cursor::into_key), query.limit.get()).await?;
    Listing::from_rows(page, |row| Ok(to_response(&row)))
}

/// Read a calendar feed
///
/// What an administrator set, not the calendar itself. With the resource's `ETag` in `If-None-Match`, answers 304 if
/// that has not changed.
#[utoipa::path(
    operation_id = "get_calendar_feed",
    tag = "calendar feeds",
    params(("id" = CalendarFeedId, Path, description = "The feed's id")),
    responses((status = 200, description = "The feed", body = CalendarFeed), ReadProblems)
)]
#[get("/v1/calendar-feeds/{id}")]
pub async fn get_calendar_feed(admin: Admin, id: Path<CalendarFeedId>) -> Result<CalendarFeed, Problem> {
    admin.get::<entity::CalendarFeed>(*id).await?.as_ref().map(to_response).ok_or(Problem::NotFound)
}

/// Delete a calendar feed
///
/// Its path is answered with 404 from now on. Calendar programs then keep what they have, or say that they can't read
/// it: the calendar has to be removed there, too.
#[utoipa::path(
    operation_id = "delete_calendar_feed",
    tag = "calendar feeds",
    params(("id" = CalendarFeedId, Path, description = "The feed's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/calendar-feeds/{id}")]
pub async fn delete_calendar_feed(
    admin: Admin,
    id: Path<CalendarFeedId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::CalendarFeed>(&admin, *id).await?;
    if_match.deletion_response(admin.delete::<entity::CalendarFeed>(*id, version).await?)
}
