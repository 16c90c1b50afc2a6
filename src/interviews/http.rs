//! The endpoints of interviews.

use actix_web::{HttpResponse, delete, get, patch, post, web::Path};
use entity::{
    ApplicationId, IdOrRemoteId, InterviewFilter, InterviewId, InterviewWithInterviewers, OfApplicationFilter,
};
use planning::{Instant, facts::InterviewStatus};

use super::{Interview, InterviewBody, InterviewInput, InterviewPatch};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{Creatable as _, IfMatch, Listing, MergePatch, Query, RemotePageQuery, list_order},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of interviews.
pub type InterviewList = Listing<Interview>;

/// Add an interview to an application
///
/// A past or a future one. Its interviewers are contacts of the application. The plan follows from it.
#[utoipa::path(
    operation_id = "create_interview",
    tag = "interviews",
    params(("id" = ApplicationId, Path, description = "The application's id")),
    request_body = InterviewBody,
    responses((status = 201, description = "The interview", body = Interview), CreateProblems)
)]
#[post("/v1/applications/{id}/interviews")]
pub async fn create_interview(
    scope: Writer,
    application: Path<ApplicationId>,
    body: InterviewBody,
) -> Result<Interview, Problem> {
    let input = body.resolve(&scope, Some(*application)).await?;
    let (row, interviewer_ids) = input.into_row(scope.stamp(InterviewId::new()), *application);
    match scope.insert_interview(row, &interviewer_ids).await {
        Ok(row) => Ok(Interview::from_row(row, interviewer_ids).created("/v1/interviews")),
        Err(error) => {
            Err(applications::reference_problem(&scope, error, *application, &interviewer_ids, interviewer_pointer)
                .await)
        }
    }
}

/// The JSON Pointer of an interviewer in a body.
pub(super) fn interviewer_pointer(index: usize) -> String {
    format!("/interviewer_ids/{index}")
}

/// List the interviews of an application
///
/// In order of creation, or of changes with `updated_after`, in pages.
#[utoipa::path(
    operation_id = "list_interviews",
    tag = "interviews",
    params(("id" = ApplicationId, Path, description = "The application's id"), RemotePageQuery),
    responses((status = 200, description = "A page of interviews", body = InterviewList), ListProblems)
)]
#[get("/v1/applications/{id}/interviews")]
pub async fn list_interviews(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<RemotePageQuery>,
) -> Result<InterviewList, Problem> {
    let (application, remote_id) = (*application, query.remote_id);
    let by_application =
        OfApplicationFilter { application: Some(IdOrRemoteId::Id(application)), candidate: None, remote_id };
    let order = list_order(query.updated_after, query.cursor)?;
    let filter = InterviewFilter { by_application, ..InterviewFilter::default() };
    let page = scope.interviews(Some(&filter), order, query.limit.get()).await?;
    let page = applications::page_of(&scope, application, page).await?;
    Listing::from_ordered_rows(page, &order, |row| row.interview.stamp.change_key(), |row| Ok(Interview::from_led(row)))
}

applications::narrowed_query! {
    /// The query parameters of the list of all interviews.
    InterviewQuery {
        /// Only those with this status.
        status: InterviewStatus,
        /// Only those that start at this instant or later.
        starts_from: Instant,
        /// Only those that start before this instant.
        starts_before: Instant,
    }
}

/// List interviews
///
/// Of all applications, in order of creation, or of changes with `updated_after`, in pages.
#[utoipa::path(
    operation_id = "list_all_interviews",
    tag = "interviews",
    params(InterviewQuery),
    responses((status = 200, description = "A page of interviews", body = InterviewList), ListProblems)
)]
#[get("/v1/interviews")]
pub async fn list_all_interviews(scope: Reader, Query(query): Query<InterviewQuery>) -> Result<InterviewList, Problem> {
    let InterviewQuery { status, starts_from, starts_before, .. } = query;
    let filter = InterviewFilter { by_application: query.filter()?, status, starts_from, starts_before };
    let order = list_order(query.updated_after, query.cursor)?;
    let page = scope.interviews(Some(&filter), order, query.limit.get()).await?;
    Listing::from_ordered_rows(page, &order, |row| row.interview.stamp.change_key(), |row| Ok(Interview::from_led(row)))
}

/// Read an interview
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_interview",
    tag = "interviews",
    params(("id" = InterviewId, Path, description = "The interview's id")),
    responses((status = 200, description = "The interview", body = Interview), ReadProblems)
)]
#[get("/v1/interviews/{id}")]
pub async fn get_interview(scope: Reader, id: Path<InterviewId>) -> Result<Interview, Problem> {
    scope.interview(*id).await?.map(Interview::from_led).ok_or(Problem::NotFound)
}

/// Change an interview
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value.
#[utoipa::path(
    operation_id = "update_interview",
    tag = "interviews",
    params(("id" = InterviewId, Path, description = "The interview's id"), IfMatch),
    request_body(
        content = InterviewPatch,
        content_type = "application/merge-patch+json",
        example = json!({"status": "completed", "rapport": "strong"})
    ),
    responses((status = 200, description = "The interview", body = Interview), ChangeProblems)
)]
#[patch("/v1/interviews/{id}")]
pub async fn update_interview(
    scope: Writer,
    id: Path<InterviewId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Interview, Problem> {
    let InterviewWithInterviewers { interview: row, interviewer_ids: previous_ids } =
        scope.interview(*id).await?.ok_or(Problem::NotFound)?;
    let (stamp, application_id) = (row.stamp, row.application_id);
    if_match.check(stamp.version)?;
    let patch = patch.resolve::<InterviewInput>(&scope, Some(application_id)).await?;
    let input = patch.apply(&InterviewInput::from_row(row.clone(), previous_ids.clone()))?;
    if input.interviewer_ids != previous_ids {
        applications::has_contacts(&scope, application_id, &input.interviewer_ids, interviewer_pointer).await?;
    }
    let (next, interviewer_ids) = input.into_row(scope.next(stamp), application_id);
    if interviewer_ids == previous_ids && (entity::Interview { stamp, ..next.clone() }) == row {
        return Ok(Interview::from_row(row, interviewer_ids));
    }
    let written = scope.update_interview(next, &interviewer_ids).await;
    Ok(Interview::from_row(written.map_err(|error| if_match.too_late(error))?, interviewer_ids))
}

/// Delete an interview
///
/// An interview that was cancelled is better kept, with the status `cancelled`.
#[utoipa::path(
    operation_id = "delete_interview",
    tag = "interviews",
    params(("id" = InterviewId, Path, description = "The interview's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/interviews/{id}")]
pub async fn delete_interview(
    scope: Writer,
    id: Path<InterviewId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Interview>(&scope, *id).await?;
    if_match.deletion_response(scope.delete_interview(*id, version).await?)
}
