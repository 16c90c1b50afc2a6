//! Contacts that several applications share. Each application has its own role for the contact.

use actix_web::{HttpResponse, delete, get, put, web::Path};
use chrono::{DateTime, Utc};
use entity::{ApplicationContact, ApplicationId, ContactId, ContactRemoval, Page, Scope};
use planning::{
    Instant, Violation,
    facts::{ContactDetails, Role},
    rfc3339,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Contact, ContactInput, ContactWithApplication};
use crate::{
    applications,
    auth::{Reader, Writer},
    http::{
        Body, IfMatch, Listing, PageQuery, Precondition, PutResult, Query, RemoteId, Validate, WriteError,
        retry_overtaken,
    },
    problem::{ChangeProblems, ConflictProblems, DeleteProblems, ListProblems, Problem},
};

/// The role of a contact in an application.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "agency_recruiter"}))]
pub struct ContactRole {
    /// The contact's role in the application.
    #[serde(default)]
    pub role: Role,
}

impl Validate for ContactRole {}

/// An application of a contact.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactApplication {
    contact_id: ContactId,
    application_id: ApplicationId,
    /// The contact's role in the application.
    role: Role,
    /// When the contact was added to the application.
    #[serde(serialize_with = "rfc3339::utc")]
    #[schema(value_type = Instant)]
    added_at: DateTime<Utc>,
}

impl From<ApplicationContact> for ContactApplication {
    fn from(row: ApplicationContact) -> Self {
        let ApplicationContact { contact_id, application_id, .. } = row;
        Self { contact_id, application_id, role: row.role.0, added_at: row.created_at }
    }
}

/// A page of the applications of a contact.
pub type ContactApplicationList = Listing<ContactApplication>;

/// List the applications of a contact
///
/// In the order of their ids, in pages, each with the contact's role there.
#[utoipa::path(
    operation_id = "list_applications_of_contact",
    tag = "contacts",
    params(("id" = ContactId, Path, description = "The contact's id"), PageQuery),
    responses(
        (status = 200, description = "A page of applications", body = ContactApplicationList),
        ListProblems
    )
)]
#[get("/v1/contacts/{id}/applications")]
pub async fn list_applications_of_contact(
    scope: Reader,
    id: Path<ContactId>,
    Query(query): Query<PageQuery>,
) -> Result<ContactApplicationList, Problem> {
    let after = query.cursor.map(|cursor| cursor.into_key::<Uuid>().into());
    let page = scope.applications_of_contact(*id, after, query.limit.get()).await?;
    if page.items.is_empty() && scope.get::<entity::Contact>(*id).await?.is_none() {
        return Err(Problem::NotFound);
    }
    let Page { items, more } = page;
    let page = Page { items: items.into_iter().map(ContactApplication::from).collect(), more };
    Listing::from_keyed_rows(page, |item: &ContactApplication| item.application_id.into(), Ok)
}

/// Add a contact to a further application
///
/// A contact, such as an agency's recruiter, can belong to several applications, with a role in each. Changes of its
/// name or address then count in all of them. If the application has the contact already, its role there is changed.
#[utoipa::path(
    operation_id = "add_contact",
    tag = "contacts",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("contact_id" = ContactId, Path, description = "The contact's id"),
        IfMatch
    ),
    request_body = ContactRole,
    responses(
        (status = 200, description = "The contact, with its role in the application", body = Contact),
        ChangeProblems
    )
)]
#[put("/v1/applications/{id}/contacts/{contact_id}")]
pub async fn add_contact(
    scope: Writer,
    path: Path<(ApplicationId, ContactId)>,
    if_match: IfMatch,
    Body(ContactRole { role }): Body<ContactRole>,
) -> Result<Contact, Problem> {
    let (application, id) = path.into_inner();
    let row = retry_overtaken(async || {
        let row: entity::Contact = scope.get(id).await?.ok_or(Problem::NotFound)?;
        if_match.check(row.stamp.version)?;
        let details = row.details.clone();
        let next = if row.application_id == application { ContactDetails { role, ..details } } else { details };
        write(&scope, &row, next, application, role).await
    });
    Ok(Contact::from_row(row.await?))
}

/// Take a contact out of an application
///
/// The application's interviews, communications and messages stay, without the contact. The contact stays with its
/// other applications. From its only application it can't be taken; delete the contact instead.
#[utoipa::path(
    operation_id = "remove_contact",
    tag = "contacts",
    params(
        ("id" = ApplicationId, Path, description = "The application's id"),
        ("contact_id" = ContactId, Path, description = "The contact's id"),
        IfMatch
    ),
    responses(
        (status = 204, description = "The resource was deleted"),
        DeleteProblems, ConflictProblems
    )
)]
#[delete("/v1/applications/{id}/contacts/{contact_id}")]
pub async fn remove_contact(
    scope: Writer,
    path: Path<(ApplicationId, ContactId)>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (application, id) = path.into_inner();
    let row: entity::Contact = scope.get(id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    match scope.remove_contact(&row, application).await.map_err(|error| if_match.too_late(error))? {
        ContactRemoval::Removed => Ok(HttpResponse::NoContent().finish()),
        ContactRemoval::NotThere => Err(Problem::NotFound),
        ContactRemoval::OnlyApplication => Err(Problem::ONLY_APPLICATION),
    }
}

/// Creates or replaces the contact with a remote id. If it belongs to other applications, it is added to that of the
/// body, with the role of the body. Without one, it stays in its applications.
pub(super) async fn put_shared_contact(
    scope: &Scope,
    remote_id: &RemoteId,
    only: &Precondition,
    body: &ContactWithApplication,
) -> Result<PutResult<entity::Contact>, Problem> {
    retry_overtaken(async || {
        let existing: Option<entity::Contact> = scope.by_remote_id(remote_id).await?;
        only.check(existing.as_ref().map(|row| row.stamp.version))?;
        let Some(existing) = existing else {
            let application = body.application_id.ok_or_else(no_application)?;
            let input = ContactInput { remote_id: body.remote_id.clone(), details: body.details.clone() };
            let new = input.into_row(scope.stamp(ContactId::new()), application);
            return Ok(PutResult::Created(scope.insert(new).await?));
        };
        let application = body.application_id.unwrap_or(existing.application_id);
        let mut details = body.details.clone();
        if existing.application_id != application {
            details.role = existing.details.role;
        }
        Ok(PutResult::Replaced(write(scope, &existing, details, application, body.details.role).await?))
    })
    .await
}

/// The problem of a new contact without an application.
fn no_application() -> Problem {
    let detail = "application_id or application_remote_id is required for a new contact";
    Problem::InvalidBody(vec![Violation::new("/application_id", "required", detail)])
}

/// Gives a stored contact these details, and a role in an application. If both are so already, nothing is written.
/// Returns the contact as the application sees it.
async fn write(
    scope: &Scope,
    existing: &entity::Contact,
    details: ContactDetails,
    application: ApplicationId,
    role: Role,
) -> Result<entity::Contact, WriteError> {
    let same = details == existing.details;
    let next = entity::Contact { stamp: scope.next(existing.stamp), details, ..existing.clone() };
    if existing.application_id == application {
        return Ok(if same { existing.clone() } else { scope.update_from(existing, next).await? });
    }
    let seen = scope.contact_of(application, existing.stamp.id).await?;
    if let Some(seen) = seen.filter(|seen| same && seen.details.role == role) {
        return Ok(seen);
    }
    match scope.share_contact(next, application, role).await {
        Err(entity::Error::Reference) => {
            applications::exists(scope, application).await?;
            Err(WriteError::ConcurrentWrite)
        }
        written => Ok(written?),
    }
}
