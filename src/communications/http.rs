//! The endpoints of communications.

use actix_web::{HttpResponse, delete, get, patch, post, web::Path};
use entity::{ApplicationId, CommunicationFilter, CommunicationId, IdOrRemoteId, OfApplicationFilter};
use planning::Instant;

use super::{
    Communication, CommunicationBody, CommunicationInput, CommunicationPatch, RecordedCommunication, RecordingQuery,
};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{Creatable as _, IfMatch, Listing, MergePatch, Query, RemotePageQuery, list_order},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of communications.
pub type CommunicationList = Listing<Communication>;

/// Record a communication
///
/// A message that was sent or received. The plan follows from it: what was sent completes the step of its purpose, and
/// after an outcome the step that the outcome asks for. `completed=true` asks which step that is.
#[utoipa::path(
    operation_id = "create_communication",
    tag = "communications",
    params(("id" = ApplicationId, Path, description = "The application's id"), RecordingQuery),
    request_body = CommunicationBody,
    responses((status = 201, description = "The communication", body = RecordedCommunication), CreateProblems)
)]
#[post("/v1/applications/{id}/communications")]
pub async fn create_communication(
    scope: Writer,
    application: Path<ApplicationId>,
    Query(query): Query<RecordingQuery>,
    body: CommunicationBody,
) -> Result<RecordedCommunication, Problem> {
    let input = body.resolve(&scope, Some(*application)).await?;
    let contact_id = input.contact_id;
    let row = input.into_row(scope.stamp(CommunicationId::new()), *application);
    let row = match scope.insert_naming(row, contact_id.as_slice()).await {
        Ok(row) => row,
        Err(error) => {
            let contacts = contact_id.as_slice();
            return Err(applications::reference_problem(&scope, error, *application, contacts, contact_pointer).await);
        }
    };
    let RecordedCommunication { communication, completed } =
        RecordedCommunication::from_row(&scope, row, query.completed).await?;
    Ok(RecordedCommunication { communication: communication.created("/v1/communications"), completed })
}

/// The JSON Pointer of the contact in a body.
pub(super) fn contact_pointer(_: usize) -> String {
    "/contact_id".to_owned()
}

/// List the communications of an application
///
/// In order of creation, or of changes with `updated_after`, in pages.
#[utoipa::path(
    operation_id = "list_communications",
    tag = "communications",
    params(("id" = ApplicationId, Path, description = "The application's id"), RemotePageQuery),
    responses((status = 200, description = "A page of communications", body = CommunicationList), ListProblems)
)]
#[get("/v1/applications/{id}/communications")]
pub async fn list_communications(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<RemotePageQuery>,
) -> Result<CommunicationList, Problem> {
    let (application, remote_id) = (*application, query.remote_id);
    let by_application =
        OfApplicationFilter { application: Some(IdOrRemoteId::Id(application)), candidate: None, remote_id };
    let order = list_order(query.updated_after, query.cursor)?;
    let filter = CommunicationFilter { by_application, ..CommunicationFilter::default() };
    let page = scope.communications(&filter, order, query.limit.get()).await?;
    let page = applications::page_of(&scope, application, page).await?;
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Communication::from_row(row)))
}

applications::narrowed_query! {
    /// The query parameters of the list of all communications.
    CommunicationQuery {
        /// Only those of this instant or later.
        occurred_from: Instant,
        /// Only those before this instant.
        occurred_before: Instant,
    }
}

/// List communications
///
/// Of all applications, in order of creation, or of changes with `updated_after`, in pages.
#[utoipa::path(
    operation_id = "list_all_communications",
    tag = "communications",
    params(CommunicationQuery),
    responses((status = 200, description = "A page of communications", body = CommunicationList), ListProblems)
)]
#[get("/v1/communications")]
pub async fn list_all_communications(
    scope: Reader,
    Query(query): Query<CommunicationQuery>,
) -> Result<CommunicationList, Problem> {
    let CommunicationQuery { occurred_from, occurred_before, .. } = query;
    let filter = CommunicationFilter { by_application: query.filter()?, occurred_from, occurred_before };
    let order = list_order(query.updated_after, query.cursor)?;
    let page = scope.communications(&filter, order, query.limit.get()).await?;
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Communication::from_row(row)))
}

/// Read a communication
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_communication",
    tag = "communications",
    params(("id" = CommunicationId, Path, description = "The communication's id")),
    responses((status = 200, description = "The communication", body = Communication), ReadProblems)
)]
#[get("/v1/communications/{id}")]
pub async fn get_communication(scope: Reader, id: Path<CommunicationId>) -> Result<Communication, Problem> {
    scope.get(*id).await?.map(Communication::from_row).ok_or(Problem::NotFound)
}

/// Change a communication
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value.
#[utoipa::path(
    operation_id = "update_communication",
    tag = "communications",
    params(("id" = CommunicationId, Path, description = "The communication's id"), IfMatch),
    request_body(
        content = CommunicationPatch,
        content_type = "application/merge-patch+json",
        example = json!({"channel": "linkedin"})
    ),
    responses((status = 200, description = "The communication", body = Communication), ChangeProblems)
)]
#[patch("/v1/communications/{id}")]
pub async fn update_communication(
    scope: Writer,
    id: Path<CommunicationId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Communication, Problem> {
    let row: entity::Communication = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let (stamp, application_id, before) = (row.stamp, row.application_id, row.contact_id);
    if_match.check(stamp.version)?;
    let patch = patch.resolve::<CommunicationInput>(&scope, Some(application_id)).await?;
    let input = patch.apply(&CommunicationInput::from_row(row.clone()))?;
    let contact_id = input.contact_id.filter(|_| input.contact_id != before);
    applications::has_contacts(&scope, application_id, contact_id.as_slice(), contact_pointer).await?;
    let next = input.into_row(scope.next(stamp), application_id);
    if (entity::Communication { stamp, ..next.clone() }) == row {
        return Ok(Communication::from_row(row));
    }
    Ok(Communication::from_row(scope.update(next).await.map_err(|error| if_match.too_late(error))?))
}

/// Delete a communication
///
/// The plan changes accordingly. A message that was marked as sent with this communication becomes a draft again.
#[utoipa::path(
    operation_id = "delete_communication",
    tag = "communications",
    params(("id" = CommunicationId, Path, description = "The communication's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/communications/{id}")]
pub async fn delete_communication(
    scope: Writer,
    id: Path<CommunicationId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Communication>(&scope, *id).await?;
    if_match.deletion_response(scope.delete_communication(*id, version).await?)
}
