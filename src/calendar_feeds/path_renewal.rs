//! Replaces the path of a calendar feed.

use actix_web::{HttpRequest, HttpResponse, post, web::Path};
use entity::CalendarFeedId;

use super::{CalendarFeedWithPath, address::Address, http::with_path};
use crate::{
    auth::Admin,
    http::IfMatch,
    problem::{ConflictProblems, DeleteProblems, Problem},
};

/// Give a calendar feed another path
///
/// The path before it is answered with 404 from now on: subscribe to the new one. It is shown only in this answer.
#[utoipa::path(
    operation_id = "renew_calendar_feed_path",
    tag = "calendar feeds",
    params(("id" = CalendarFeedId, Path, description = "The feed's id"), IfMatch),
    responses(
        (status = 200, description = "The feed with its new path", body = CalendarFeedWithPath,
         headers(("ETag" = String, description = "Its version, for `If-Match`"))),
        DeleteProblems, ConflictProblems
    )
)]
#[post("/v1/calendar-feeds/{id}/renew-path")]
pub async fn renew_calendar_feed_path(
    request: HttpRequest,
    admin: Admin,
    id: Path<CalendarFeedId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::CalendarFeed = admin.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let address = Address::random(row.stamp.account_id, row.stamp.id)?;
    let stamp = admin.next(row.stamp);
    let next = entity::CalendarFeed { stamp, token_hash: address.hash(), token_since: admin.now(), ..row };
    admin.renew_feed_token(&next).await.map_err(|error| if_match.too_late(error))?;
    Ok(with_path(&request, &next, &address, None))
}
