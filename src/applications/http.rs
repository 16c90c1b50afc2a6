//! The endpoints of applications.

use actix_web::{HttpResponse, delete, get, patch, post, put, web::Path};
use entity::ApplicationId;

use super::{
    Application, ApplicationBody, ApplicationInput, ApplicationPatch,
    references::{candidate_exists, not_written, playbook_exists},
};
use crate::{
    auth::{Reader, Writer},
    http::{self, Creatable as _, IfMatch, MergePatch, Precondition, RemoteId},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, Problem, ReadProblems},
};

/// Create an application
///
/// The employer's time zone decides what a day is, and its holiday calendar decides which days are business days.
#[utoipa::path(
    operation_id = "create_application",
    tag = "applications",
    request_body = ApplicationBody,
    responses((status = 201, description = "The application", body = Application), CreateProblems)
)]
#[post("/v1/applications")]
pub async fn create_application(scope: Writer, body: ApplicationBody) -> Result<Application, Problem> {
    let input = body.resolve(&scope, None).await?;
    let (candidate_id, playbook) = (input.candidate_id, input.playbook.clone());
    match scope.insert(input.into_row(scope.stamp(ApplicationId::new()))).await {
        Ok(row) => Ok(Application::from_row(row).created("/v1/applications")),
        Err(error) => Err(not_written(&scope, error, candidate_id, playbook.as_ref()).await),
    }
}

/// Create or replace an application by remote id
///
/// For synchronization, and safe to repeat: the first request creates the application, later ones replace it, except
/// its contacts, interviews and communications. If nothing changes, its version stays the same.
#[utoipa::path(
    operation_id = "put_application",
    tag = "applications",
    params(RemoteId, Precondition),
    request_body = ApplicationBody,
    responses(
        (status = 200, description = "The application", body = Application),
        (status = 201, description = "The new application", body = Application),
        ChangeProblems
    )
)]
#[put("/v1/applications/by-remote-id/{remote_id}")]
pub async fn put_application(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    body: ApplicationBody,
) -> Result<Application, Problem> {
    let input = body.resolve(&scope, None).await?;
    candidate_exists(&scope, input.candidate_id, "/candidate_id").await?;
    playbook_exists(&scope, input.playbook.as_ref()).await?;
    let input = ApplicationInput { remote_id: remote_id.for_body(input.remote_id.as_ref())?, ..input };
    let put = http::put_by_remote_id(&scope, &remote_id, &only, |stamp, _| Ok(input.clone().into_row(stamp))).await?;
    put.answer("/v1/applications", |row| Ok(Application::from_row(row)))
}

/// Read an application by remote id
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_application_by_remote_id",
    tag = "applications",
    params(RemoteId),
    responses((status = 200, description = "The application", body = Application), ReadProblems)
)]
#[get("/v1/applications/by-remote-id/{remote_id}")]
pub async fn get_application_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Application, Problem> {
    scope.by_remote_id(&remote_id).await?.map(Application::from_row).ok_or(Problem::UNKNOWN_REMOTE_ID)
}

/// Delete an application by remote id
///
/// Also deletes its contacts, interviews and communications.
#[utoipa::path(
    operation_id = "delete_application_by_remote_id",
    tag = "applications",
    params(RemoteId, IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/applications/by-remote-id/{remote_id}")]
pub async fn delete_application_by_remote_id(
    scope: Writer,
    remote_id: RemoteId,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Application = scope.by_remote_id(&remote_id).await?.ok_or(Problem::UNKNOWN_REMOTE_ID)?;
    if_match.check(row.stamp.version)?;
    if_match
        .deletion_response(scope.delete::<entity::Application>(row.stamp.id, if_match.only(row.stamp.version)).await?)
}

/// Read an application
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id")),
    responses((status = 200, description = "The application", body = Application), ReadProblems)
)]
#[get("/v1/applications/{id}")]
pub async fn get_application(scope: Reader, id: Path<ApplicationId>) -> Result<Application, Problem> {
    scope.get(*id).await?.map(Application::from_row).ok_or(Problem::NotFound)
}

/// Change an application
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. An outcome is recorded with
/// `{"outcome": {"kind": "rejected", "at": "2026-03-20T09:00:00-04:00"}}`.
#[utoipa::path(
    operation_id = "update_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id"), IfMatch),
    request_body(
        content = ApplicationPatch,
        content_type = "application/merge-patch+json",
        example = json!({"outcome": {"kind": "offered", "at": "2026-03-20T09:00:00-04:00"}})
    ),
    responses((status = 200, description = "The application", body = Application), ChangeProblems)
)]
#[patch("/v1/applications/{id}")]
pub async fn update_application(
    scope: Writer,
    id: Path<ApplicationId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Application, Problem> {
    let mut row: entity::Application = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let patch = patch.resolve::<ApplicationInput>(&scope, None).await?;
    let mut tries = if_match.tries();
    loop {
        let input = patch.apply(&ApplicationInput::from_row(row.clone()))?;
        let (candidate_id, playbook) = (input.candidate_id, input.playbook.clone());
        let next = input.into_row(scope.next(row.stamp));
        if (entity::Application { stamp: row.stamp, ..next.clone() }) == row {
            return Ok(Application::from_row(row));
        }
        tries -= 1;
        match scope.update_from(&row, next).await {
            Ok(row) => return Ok(Application::from_row(row)),
            Err(entity::Error::WriteConflict) if tries > 0 => row = scope.get(*id).await?.ok_or(Problem::NotFound)?,
            Err(error @ entity::Error::Reference) => {
                return Err(not_written(&scope, error, candidate_id, playbook.as_ref()).await);
            }
            Err(error) => return Err(if_match.too_late(error)),
        }
    }
}

/// Delete an application
///
/// Also deletes its contacts, interviews and communications.
#[utoipa::path(
    operation_id = "delete_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/applications/{id}")]
pub async fn delete_application(
    scope: Writer,
    id: Path<ApplicationId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Application>(&scope, *id).await?;
    if_match.deletion_response(scope.delete::<entity::Application>(*id, version).await?)
}
