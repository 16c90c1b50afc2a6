//! The endpoints of contacts.

use actix_web::{HttpResponse, delete, get, patch, post, put, web::Path};
use entity::{ApplicationId, ContactId};

use super::{Contact, ContactInput, ContactPatch, ContactWithApplicationBody, sharing};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{
        Body, Creatable as _, IfMatch, Listing, MergePatch, Precondition, Query, RemoteId, RemotePageQuery, list_order,
    },
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of contacts.
pub type ContactList = Listing<Contact>;

/// Add a contact to an application
///
/// If several people are equally suitable, the plan prefers the contact that was added first.
#[utoipa::path(
    operation_id = "create_contact",
    tag = "contacts",
    params(("id" = ApplicationId, Path, description = "The application's id")),
    request_body = ContactInput,
    responses((status = 201, description = "The contact", body = Contact), CreateProblems)
)]
#[post("/v1/applications/{id}/contacts")]
pub async fn create_contact(
    scope: Writer,
    application: Path<ApplicationId>,
    Body(input): Body<ContactInput>,
) -> Result<Contact, Problem> {
    match scope.insert(input.into_row(scope.stamp(ContactId::new()), *application)).await {
        Ok(row) => Ok(Contact::from_row(row).created("/v1/contacts")),
        Err(error) => Err(applications::reference_problem(&scope, error, *application, &[], |_| String::new()).await),
    }
}

/// Create or replace a contact by remote id
///
/// For synchronization, and safe to repeat: the first request creates the contact, later ones replace it. If nothing
/// changes, its version stays the same. A contact that belongs to other applications is added to this one, with the
/// role that the body names; all else of the body counts in all of its applications. A contact that exists needs no
/// application.
#[utoipa::path(
    operation_id = "put_contact",
    tag = "contacts",
    params(RemoteId, Precondition),
    request_body(content = ContactWithApplicationBody, example = json!({
        "application_remote_id": "ats-application-1",
        "name": "Grace Lindqvist",
        "role": "hiring_manager",
        "email": "grace@acme.example"
    })),
    responses(
        (status = 200, description = "The contact", body = Contact),
        (status = 201, description = "The new contact", body = Contact),
        ChangeProblems
    )
)]
#[put("/v1/contacts/by-remote-id/{remote_id}")]
pub async fn put_contact(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    body: ContactWithApplicationBody,
) -> Result<Contact, Problem> {
    let mut body = body.resolve(&scope, None).await?;
    if let Some(application) = body.application_id {
        applications::named_in_body(&scope, application).await?;
    }
    body.remote_id = remote_id.for_body(body.remote_id.as_ref())?;
    let put = sharing::put_shared_contact(&scope, &remote_id, &only, &body).await?;
    put.answer("/v1/contacts", |row| Ok(Contact::from_row(row)))
}

/// Read a contact by remote id
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_contact_by_remote_id",
    tag = "contacts",
    params(RemoteId),
    responses((status = 200, description = "The contact", body = Contact), ReadProblems)
)]
#[get("/v1/contacts/by-remote-id/{remote_id}")]
pub async fn get_contact_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Contact, Problem> {
    scope.by_remote_id(&remote_id).await?.map(Contact::from_row).ok_or(Problem::UNKNOWN_REMOTE_ID)
}

/// Delete a contact by remote id
///
/// In all of its applications. Interviews and communications that name the contact stay, without the contact.
#[utoipa::path(
    operation_id = "delete_contact_by_remote_id",
    tag = "contacts",
    params(RemoteId, IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/contacts/by-remote-id/{remote_id}")]
pub async fn delete_contact_by_remote_id(
    scope: Writer,
    remote_id: RemoteId,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let row: entity::Contact = scope.by_remote_id(&remote_id).await?.ok_or(Problem::UNKNOWN_REMOTE_ID)?;
    if_match.check(row.stamp.version)?;
    if_match.deletion_response(scope.delete_contact(row.stamp.id, if_match.only(row.stamp.version)).await?)
}

/// List the contacts of an application
///
/// In order of creation, or of changes with `updated_after`, in pages. Each has its role in this application.
#[utoipa::path(
    operation_id = "list_contacts",
    tag = "contacts",
    params(("id" = ApplicationId, Path, description = "The application's id"), RemotePageQuery),
    responses((status = 200, description = "A page of contacts", body = ContactList), ListProblems)
)]
#[get("/v1/applications/{id}/contacts")]
pub async fn list_contacts(
    scope: Reader,
    application: Path<ApplicationId>,
    Query(query): Query<RemotePageQuery>,
) -> Result<ContactList, Problem> {
    let order = list_order(query.updated_after, query.cursor)?;
    let page = scope.contacts_of(*application, query.remote_id.as_ref(), order, query.limit.get()).await?;
    let page = applications::page_of(&scope, *application, page).await?;
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Contact::from_row(row)))
}

applications::narrowed_query! {
    /// The query parameters of the list of all contacts.
    ContactQuery {}
}

/// List contacts
///
/// Of all applications, in order of creation, or of changes with `updated_after`, in pages. A contact of several
/// applications is among those of each, and listed once, with the one that it was created for.
#[utoipa::path(
    operation_id = "list_all_contacts",
    tag = "contacts",
    params(ContactQuery),
    responses((status = 200, description = "A page of contacts", body = ContactList), ListProblems)
)]
#[get("/v1/contacts")]
pub async fn list_all_contacts(scope: Reader, Query(query): Query<ContactQuery>) -> Result<ContactList, Problem> {
    let filter = query.filter()?;
    let order = list_order(query.updated_after, query.cursor)?;
    let page = scope.contacts(&filter, order, query.limit.get()).await?;
    Listing::from_ordered_rows(page, &order, |row| row.stamp.change_key(), |row| Ok(Contact::from_row(row)))
}

/// Read a contact
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id")),
    responses((status = 200, description = "The contact", body = Contact), ReadProblems)
)]
#[get("/v1/contacts/{id}")]
pub async fn get_contact(scope: Reader, id: Path<ContactId>) -> Result<Contact, Problem> {
    scope.get(*id).await?.map(Contact::from_row).ok_or(Problem::NotFound)
}

/// Change a contact
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value.
#[utoipa::path(
    operation_id = "update_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id"), IfMatch),
    request_body(
        content = ContactPatch,
        content_type = "application/merge-patch+json",
        example = json!({"linkedin_connected": true})
    ),
    responses((status = 200, description = "The contact", body = Contact), ChangeProblems)
)]
#[patch("/v1/contacts/{id}")]
pub async fn update_contact(
    scope: Writer,
    id: Path<ContactId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Contact, Problem> {
    let row: entity::Contact = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    let (stamp, application_id) = (row.stamp, row.application_id);
    if_match.check(stamp.version)?;
    let input = patch.apply(&ContactInput::from_row(row.clone()))?;
    let next = input.into_row(scope.next(stamp), application_id);
    if (entity::Contact { stamp, ..next.clone() }) == row {
        return Ok(Contact::from_row(row));
    }
    Ok(Contact::from_row(scope.update(next).await.map_err(|error| if_match.too_late(error))?))
}

/// Delete a contact
///
/// In all of its applications. Interviews and communications that name the contact stay, without the contact.
#[utoipa::path(
    operation_id = "delete_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/contacts/{id}")]
pub async fn delete_contact(scope: Writer, id: Path<ContactId>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Contact>(&scope, *id).await?;
    if_match.deletion_response(scope.delete_contact(*id, version).await?)
}
