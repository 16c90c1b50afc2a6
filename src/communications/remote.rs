//! Communications by remote id.

use actix_web::{HttpResponse, delete, get, put};

use super::{Communication, CommunicationWithApplicationBody, http::contact_pointer};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{self, IfMatch, Precondition, RemoteId},
    problem::{ChangeProblems, DeleteProblems, Problem, ReadProblems},
};

/// Create or replace a communication by remote id
///
/// For synchronization, and safe to repeat: the first request creates the communication, later ones replace it. If
/// nothing changes, its version stays the same. A communication can't be moved to another application.
#[utoipa::path(
    operation_id = "put_communication",
    tag = "communications",
    params(RemoteId, Precondition),
    request_body(content = CommunicationWithApplicationBody, example = json!({
        "application_remote_id": "ats-application-1",
        "direction": "outbound",
        "channel": "email",
        "purpose": "thank_you",
        "at": "2026-03-10T17:00:00-04:00"
    })),
    responses(
        (status = 200, description = "The communication", body = Communication),
        (status = 201, description = "The new communication", body = Communication),
        ChangeProblems
    )
)]
#[put("/v1/communications/by-remote-id/{remote_id}")]
pub async fn put_communication(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    body: CommunicationWithApplicationBody,
) -> Result<Communication, Problem> {
    let mut body = body.resolve(&scope, None).await?;
    applications::named_in_body(&scope, body.application_id).await?;
    body.input.remote_id = remote_id.for_body(body.input.remote_id.as_ref())?;
    let contact = body.input.contact_id;
    let known = applications::has_contacts(&scope, body.application_id, contact.as_slice(), contact_pointer).await;
    if let Err(unknown) = known {
        // The contact of one that is to be moved is not in question.
        let existing: Option<entity::Communication> = scope.by_remote_id(&remote_id).await?;
        existing.map_or(Ok(()), |existing| body.stays_with(existing.application_id))?;
        return Err(unknown);
    }
    let put = http::put_by_remote_id(&scope, &remote_id, &only, |stamp, existing: Option<&entity::Communication>| {
        existing.map_or(Ok(()), |existing| body.stays_with(existing.application_id))?;
        Ok(body.input.clone().into_row(stamp, body.application_id))
    });
    put.await?.answer("/v1/communications", |row| Ok(Communication::from_row(row)))
}

/// Read a communication by remote id
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_communication_by_remote_id",
    tag = "communications",
    params(RemoteId),
    responses((status = 200, description = "The communication", body = Communication), ReadProblems)
)]
#[get("/v1/communications/by-remote-id/{remote_id}")]
pub async fn get_communication_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Communication, Problem> {
    scope.by_remote_id(&remote_id).await?.map(Communication::from_row).ok_or(Problem::UNKNOWN_REMOTE_ID)
}

/// Delete a communication by remote id
///
/// The message that was marked as sent with this communication becomes a draft again.
#[utoipa::path(
    operation_id = "delete_communication_by_remote_id",
    tag = "communications",
    params(RemoteId, IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/communications/by-remote-id/{remote_id}")]
pub async fn delete_communication_by_remote_id(
    scope: Writer,
    remote_id: RemoteId,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Communication = scope.by_remote_id(&remote_id).await?.ok_or(Problem::UNKNOWN_REMOTE_ID)?;
    if_match.check(row.stamp.version)?;
    if_match.deletion_response(scope.delete_communication(row.stamp.id, if_match.only(row.stamp.version)).await?)
}
