//! Interviews by remote id.

use actix_web::{HttpResponse, delete, get, put};
use entity::{InterviewId, InterviewWithInterviewers, Scope};

use super::{Interview, InterviewWithApplication, InterviewWithApplicationBody, http};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{IfMatch, Precondition, PutResult, RemoteId, WriteError, retry_overtaken},
    problem::{ChangeProblems, DeleteProblems, Problem, ReadProblems},
};

/// Create or replace an interview by remote id
///
/// For synchronization, and safe to repeat: the first request creates the interview, later ones replace it. If nothing
/// changes, its version stays the same. An interview can't be moved to another application.
#[utoipa::path(
    operation_id = "put_interview",
    tag = "interviews",
    params(RemoteId, Precondition),
    request_body(content = InterviewWithApplicationBody, example = json!({
        "application_remote_id": "ats-application-1",
        "kind": "technical",
        "medium": "video",
        "starts_at": "2026-03-10T14:00:00-04:00",
        "ends_at": "2026-03-10T15:00:00-04:00"
    })),
    responses(
        (status = 200, description = "The interview", body = Interview),
        (status = 201, description = "The new interview", body = Interview),
        ChangeProblems
    )
)]
#[put("/v1/interviews/by-remote-id/{remote_id}")]
pub async fn put_interview(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    body: InterviewWithApplicationBody,
) -> Result<Interview, Problem> {
    let mut body = body.resolve(&scope, None).await?;
    applications::named_in_body(&scope, body.application_id).await?;
    body.input.remote_id = remote_id.for_body(body.input.remote_id.as_ref())?;
    let put = retry_overtaken(async || {
        let existing = scope.interview_by_remote_id(&remote_id).await?;
        only.check(existing.as_ref().map(|existing| existing.interview.stamp.version))?;
        match existing {
            None => create(&scope, &body).await.map(PutResult::Created),
            Some(existing) => replace(&scope, &body, existing).await.map(PutResult::Replaced),
        }
    });
    let interviewer_ids = body.input.interviewer_ids.clone();
    put.await?.answer("/v1/interviews", |row| Ok(Interview::from_row(row, interviewer_ids)))
}

async fn create(scope: &Scope, body: &InterviewWithApplication) -> Result<entity::Interview, WriteError> {
    let (row, interviewer_ids) = body.input.clone().into_row(scope.stamp(InterviewId::new()), body.application_id);
    interviewers_exist(scope, body).await?;
    Ok(scope.insert_interview(row, &interviewer_ids).await?)
}

async fn interviewers_exist(scope: &Scope, body: &InterviewWithApplication) -> Result<(), Problem> {
    applications::has_contacts(scope, body.application_id, &body.input.interviewer_ids, http::interviewer_pointer).await
}

async fn replace(
    scope: &Scope,
    body: &InterviewWithApplication,
    InterviewWithInterviewers { interview: existing, interviewer_ids: previous_ids }: InterviewWithInterviewers,
) -> Result<entity::Interview, WriteError> {
    body.stays_with(existing.application_id)?;
    let (wanted, interviewer_ids) = body.input.clone().into_row(existing.stamp, body.application_id);
    let same_people = interviewer_ids == previous_ids;
    if same_people && wanted == existing {
        return Ok(existing);
    }
    if !same_people {
        interviewers_exist(scope, body).await?;
    }
    let (next, interviewer_ids) = body.input.clone().into_row(scope.next(existing.stamp), body.application_id);
    Ok(scope.update_interview(next, &interviewer_ids).await?)
}

/// Read an interview by remote id
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_interview_by_remote_id",
    tag = "interviews",
    params(RemoteId),
    responses((status = 200, description = "The interview", body = Interview), ReadProblems)
)]
#[get("/v1/interviews/by-remote-id/{remote_id}")]
pub async fn get_interview_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Interview, Problem> {
    scope.interview_by_remote_id(&remote_id).await?.map(Interview::from_led).ok_or(Problem::UNKNOWN_REMOTE_ID)
}

/// Delete an interview by remote id
///
/// An interview that was cancelled is better kept, with the status `cancelled`.
#[utoipa::path(
    operation_id = "delete_interview_by_remote_id",
    tag = "interviews",
    params(RemoteId, IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/interviews/by-remote-id/{remote_id}")]
pub async fn delete_interview_by_remote_id(
    scope: Writer,
    remote_id: RemoteId,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Interview = scope.by_remote_id(&remote_id).await?.ok_or(Problem::UNKNOWN_REMOTE_ID)?;
    if_match.check(row.stamp.version)?;
    if_match.deletion_response(scope.delete_interview(row.stamp.id, if_match.only(row.stamp.version)).await?)
}
