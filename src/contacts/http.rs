//! The endpoints of contacts.

use actix_web::{HttpResponse, delete, get, patch, post, web::Path};
use entity::{ApplicationId, ContactFilter, ContactId};

use super::{Contact, ContactInput, ContactPatch, contact};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{Body, Cursor, IfMatch, Listing, MergePatch, PageQuery, Query},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// Add a contact to an application
///
/// Where several people would do, the plan prefers the one added first.
#[utoipa::path(
    operation_id = "create_contact",
    tag = "contacts",
    params(("id" = ApplicationId, Path, description = "The application's id")),
    request_body = ContactInput,
    responses((status = 201, description = "The contact", body = Contact), CreateProblems),
    security(("oauth2" = ["write"]))
)]
#[post("/v1/applications/{id}/contacts")]
pub async fn create_contact(
    scope: Writer,
    application: Path<ApplicationId>,
    Body(input): Body<ContactInput>,
) -> Result<Contact, Problem> {
    applications::exists(&scope, *application).await?;
    let row = scope.insert(input.into_row(scope.stamp(ContactId::new()), *application)).await?;
    contact(&row).map(|contact| contact.created("/v1/contacts"))
}

/// List the contacts of an application
///
/// In the order in which they were made, a page at a time.
#[utoipa::path(
    operation_id = "list_contacts",
    tag = "contacts",
    params(("id" = ApplicationId, Path, description = "The application's id"), PageQuery),
    responses((status = 200, description = "A page of them", body = Listing<Contact>), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications/{id}/contacts")]
pub async fn list_contacts(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<PageQuery>,
) -> Result<Listing<Contact>, Problem> {
    applications::exists(&scope, *application).await?;
    let filter = ContactFilter { application_id: *application };
    let page = scope.page(&filter, query.cursor.map(Cursor::after), query.limit.get()).await?;
    Listing::of(page, |row| contact(&row))
}

/// Read a contact
///
/// With `If-None-Match` and its `ETag`, only if it has changed.
#[utoipa::path(
    operation_id = "get_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id")),
    responses((status = 200, description = "The contact", body = Contact), ReadProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/contacts/{id}")]
pub async fn get_contact(scope: Reader, id: Path<ContactId>) -> Result<Contact, Problem> {
    contact(&scope.get(*id).await?.ok_or(Problem::NotFound)?)
}

/// Change a contact
///
/// Changes the fields that the patch names; null takes one away.
#[utoipa::path(
    operation_id = "update_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id"), IfMatch),
    request_body(
        content = ContactPatch,
        content_type = "application/merge-patch+json",
        example = json!({"linkedin_connected": true})
    ),
    responses((status = 200, description = "The contact as it is now", body = Contact), ChangeProblems),
    security(("oauth2" = ["write"]))
)]
#[patch("/v1/contacts/{id}")]
pub async fn update_contact(
    scope: Writer,
    id: Path<ContactId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Contact, Problem> {
    let row: entity::Contact = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.version)?;
    let input = patch.apply(&ContactInput::from_row(&row)?)?;
    let next = input.into_row(scope.next(row.stamp()), row.application_id);
    let row = scope.update(next).await.map_err(|error| if_match.too_late(error))?;
    contact(&row)
}

/// Delete a contact
///
/// Interviews and communications that name the person stay, without the person.
#[utoipa::path(
    operation_id = "delete_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id"), IfMatch),
    responses((status = 204, description = "It is gone"), DeleteProblems),
    security(("oauth2" = ["write"]))
)]
#[delete("/v1/contacts/{id}")]
pub async fn delete_contact(scope: Writer, id: Path<ContactId>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Contact>(&scope, *id).await?;
    if_match.gone(scope.delete_contact(*id, version).await?)
}
