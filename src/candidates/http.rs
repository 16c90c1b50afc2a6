//! The endpoints of candidates.

use actix_web::{
    HttpResponse, delete, get, patch, post, put,
    web::{Data, Path},
};
use entity::{CandidateFilter, CandidateId, Scope};
use planning::{Instant, Key, Name};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Candidate, CandidateInput, CandidatePatch, has_applications};
use crate::{
    auth::{Reader, Writer},
    http::{
        self, Body, Creatable as _, Cursor, IfMatch, Limit, ListPosition, Listing, MergePatch, Precondition, Query,
        RemoteId, list_order, searched_order,
    },
    problem::{ChangeProblems, ConflictProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
};

/// A page of candidates.
pub type CandidateList = Listing<Candidate>;

/// Create a candidate
///
/// Signing up creates one for the user. A job board creates one for each of its candidates.
#[utoipa::path(
    operation_id = "create_candidate",
    tag = "candidates",
    request_body = CandidateInput,
    responses((status = 201, description = "The candidate", body = Candidate), CreateProblems)
)]
#[post("/v1/candidates")]
pub async fn create_candidate(scope: Writer, Body(input): Body<CandidateInput>) -> Result<Candidate, Problem> {
    let row = scope.insert(input.into_row(scope.stamp(CandidateId::new()))).await?;
    Ok(Candidate::from_row(row).created("/v1/candidates"))
}

/// Create or replace a candidate by remote id
///
/// For synchronization, and safe to repeat: the first request creates the candidate, later ones replace it. If nothing
/// changes, its version stays the same.
#[utoipa::path(
    operation_id = "put_candidate",
    tag = "candidates",
    params(RemoteId, Precondition),
    request_body = CandidateInput,
    responses(
        (status = 200, description = "The candidate", body = Candidate),
        (status = 201, description = "The new candidate", body = Candidate),
        ChangeProblems
    )
)]
#[put("/v1/candidates/by-remote-id/{remote_id}")]
pub async fn put_candidate(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    Body(input): Body<CandidateInput>,
) -> Result<Candidate, Problem> {
    let input = CandidateInput { remote_id: remote_id.for_body(input.remote_id.as_ref())?, ..input };
    let put = http::put_by_remote_id(&scope, &remote_id, &only, |stamp, _| Ok(input.clone().into_row(stamp))).await?;
    put.answer("/v1/candidates", |row| Ok(Candidate::from_row(row)))
}

/// Read a candidate by remote id
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_candidate_by_remote_id",
    tag = "candidates",
    params(RemoteId),
    responses((status = 200, description = "The candidate", body = Candidate), ReadProblems)
)]
#[get("/v1/candidates/by-remote-id/{remote_id}")]
pub async fn get_candidate_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Candidate, Problem> {
    scope.by_remote_id(&remote_id).await?.map(Candidate::from_row).ok_or(Problem::UNKNOWN_REMOTE_ID)
}

/// Delete a candidate by remote id
///
/// A candidate with applications can't be deleted; delete the applications first.
#[utoipa::path(
    operation_id = "delete_candidate_by_remote_id",
    tag = "candidates",
    params(RemoteId, IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems, ConflictProblems)
)]
#[delete("/v1/candidates/by-remote-id/{remote_id}")]
pub async fn delete_candidate_by_remote_id(
    scope: Writer,
    remote_id: RemoteId,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Candidate = scope.by_remote_id(&remote_id).await?.ok_or(Problem::UNKNOWN_REMOTE_ID)?;
    if_match.check(row.stamp.version)?;
    if_match.deletion_response(delete(&scope, row.stamp.id, if_match.only(row.stamp.version)).await?)
}

/// The query parameters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CandidateQuery {
    /// Only the resource with this remote id.
    #[serde(default)]
    remote_id: Option<Key>,
    /// Only candidates with this text in their name or e-mail address.
    #[serde(default)]
    q: Option<Name>,
    /// Only what was created or changed after this instant, in the order of changes instead of that of
    /// creation.
    #[serde(default)]
    updated_after: Option<Instant>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor<ListPosition>>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List candidates
///
/// In order of creation, or of changes with `updated_after`, in pages. A text search that takes longer than a second is
/// refused with 503, and so are the searches of an account that take more than a fifth of an instance's time.
#[utoipa::path(
    operation_id = "list_candidates",
    tag = "candidates",
    params(CandidateQuery),
    responses((status = 200, description = "A page of candidates", body = CandidateList), ListProblems)
)]
#[get("/v1/candidates")]
pub async fn list_candidates(
    scope: Reader,
    state: Data<AppState>,
    Query(query): Query<CandidateQuery>,
) -> Result<CandidateList, Problem> {
    let filter = CandidateFilter { remote_id: query.remote_id, text: query.q.map(Into::into) };
    let (order, limit) = (list_order(query.updated_after, query.cursor)?, query.limit.get());
    let page = if filter.text.is_some() {
        state.searches.page::<entity::Candidate>(&scope, &filter, searched_order(order)?, limit).await?
    } else {
        scope.page(&filter, order, limit).await?
    };
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Candidate::from_row(row)))
}

/// Read a candidate
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_candidate",
    tag = "candidates",
    params(("id" = CandidateId, Path, description = "The candidate's id")),
    responses((status = 200, description = "The candidate", body = Candidate), ReadProblems)
)]
#[get("/v1/candidates/{id}")]
pub async fn get_candidate(scope: Reader, id: Path<CandidateId>) -> Result<Candidate, Problem> {
    scope.get(*id).await?.map(Candidate::from_row).ok_or(Problem::NotFound)
}

/// Change a candidate
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value.
#[utoipa::path(
    operation_id = "update_candidate",
    tag = "candidates",
    params(("id" = CandidateId, Path, description = "The candidate's id"), IfMatch),
    request_body(
        content = CandidatePatch,
        content_type = "application/merge-patch+json",
        example = json!({"phone": "+1 212 555 0100", "linkedin_url": null})
    ),
    responses((status = 200, description = "The candidate", body = Candidate), ChangeProblems)
)]
#[patch("/v1/candidates/{id}")]
pub async fn update_candidate(
    scope: Writer,
    id: Path<CandidateId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Candidate, Problem> {
    let row: entity::Candidate = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let input = patch.apply(&CandidateInput::from_row(row.clone()))?;
    let next = input.into_row(scope.next(row.stamp));
    if (entity::Candidate { stamp: row.stamp, ..next.clone() }) == row {
        return Ok(Candidate::from_row(row));
    }
    Ok(Candidate::from_row(scope.update_from(&row, next).await.map_err(|error| if_match.too_late(error))?))
}

/// Delete a candidate
///
/// A candidate with applications can't be deleted; delete the applications first.
#[utoipa::path(
    operation_id = "delete_candidate",
    tag = "candidates",
    params(("id" = CandidateId, Path, description = "The candidate's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems, ConflictProblems)
)]
#[delete("/v1/candidates/{id}")]
pub async fn delete_candidate(
    scope: Writer,
    id: Path<CandidateId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Candidate>(&scope, *id).await?;
    if_match.deletion_response(delete(&scope, *id, version).await?)
}

/// Deletes a candidate. Returns whether there was one of this version.
async fn delete(scope: &Scope, id: CandidateId, version: Option<i64>) -> Result<bool, Problem> {
    match scope.delete_candidate(id, version).await {
        Err(entity::Error::Reference) => match scope.number_of_applications(id).await? {
            // They were deleted meanwhile.
            0 => Err(Problem::ConcurrentWrite),
            number => Err(has_applications(number)),
        },
        deleted => Ok(deleted?),
    }
}
