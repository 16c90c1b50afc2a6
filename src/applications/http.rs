//! The endpoints of applications.

use actix_web::{HttpResponse, delete, get, patch, post, put, web::Path};
use entity::{ApplicationFilter, ApplicationId, CandidateId, ContactId, Page, Scope};
use planning::{Key, Name, Violation, facts::OutcomeKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Application, ApplicationInput, ApplicationPatch, application};
use crate::{
    auth::{Reader, Writer},
    http::{self, Body, Creatable as _, Cursor, IfMatch, Limit, Listing, MergePatch, Precondition, Query, RemoteId},
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    stored,
};

/// Create an application
///
/// The employer's time zone decides what a day is, and its holiday calendar which days are business days.
#[utoipa::path(
    operation_id = "create_application",
    tag = "applications",
    request_body = ApplicationInput,
    responses((status = 201, description = "The application", body = Application), CreateProblems),
    security(("oauth2" = ["write"]))
)]
#[post("/v1/applications")]
pub async fn create_application(scope: Writer, Body(input): Body<ApplicationInput>) -> Result<Application, Problem> {
    let candidate_id = input.candidate_id;
    let written = scope.insert(input.into_row(scope.stamp(ApplicationId::new()))).await;
    if let Err(entity::Error::Reference) = written {
        candidate_exists(&scope, candidate_id).await?;
    }
    application(&written?).map(|application| application.created("/v1/applications"))
}

/// Refuses an application that the account doesn't have.
pub(crate) async fn exists(scope: &Scope, id: ApplicationId) -> Result<(), Problem> {
    scope.get::<entity::Application>(id).await?.map(drop).ok_or(Problem::NotFound)
}

/// A page of what belongs to an application. Something is on it, or it is asked whether the application is there.
pub(crate) async fn page_of<T>(scope: &Scope, id: ApplicationId, page: Page<T>) -> Result<Page<T>, Problem> {
    if page.items.is_empty() {
        exists(scope, id).await?;
    }
    Ok(page)
}

/// Why something that belongs to an application was not written. The write itself refers to the application and its
/// contacts; only where one of them isn't there, it is asked which.
pub(crate) async fn refused(
    scope: &Scope,
    error: entity::Error,
    application: ApplicationId,
    contacts: &[ContactId],
    pointer: impl Fn(usize) -> String,
) -> Problem {
    if !matches!(error, entity::Error::Reference) {
        return error.into();
    }
    let missing = async {
        exists(scope, application).await?;
        has_contacts(scope, application, contacts, pointer).await
    };
    missing.await.err().unwrap_or_else(|| error.into())
}

/// Refuses ids that are none of the application's contacts, each where `pointer` says it stands.
pub(crate) async fn has_contacts(
    scope: &Scope,
    application: ApplicationId,
    ids: &[ContactId],
    pointer: impl Fn(usize) -> String,
) -> Result<(), Problem> {
    let known = scope.contacts_among(application, ids).await?;
    let unknown: Vec<_> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !known.contains(id))
        .map(|(index, _)| {
            Violation::new(pointer(index), "unknown_reference", "the application has no contact with this id")
        })
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(Problem::InvalidBody(unknown)) }
}

async fn candidate_exists(scope: &Scope, id: CandidateId) -> Result<(), Problem> {
    let unknown = || Problem::unknown_reference("/candidate_id", "there is no candidate with this id");
    scope.get::<entity::Candidate>(id).await?.map(drop).ok_or_else(unknown)
}

/// That a body names an application that the account doesn't have.
pub(crate) fn unknown_in_body() -> Problem {
    Problem::unknown_reference("/application_id", "there is no application with this id")
}

/// Refuses a body that names an application that the account doesn't have.
pub(crate) async fn named_in_body(scope: &Scope, id: ApplicationId) -> Result<(), Problem> {
    exists(scope, id).await.map_err(|problem| match problem {
        Problem::NotFound => unknown_in_body(),
        problem => problem,
    })
}

/// Create or replace an application by an id of one's own
///
/// What a sync needs, and safe to repeat: the first time it makes the application, later it replaces all of it, but for
/// its contacts, interviews and communications. One that is like this already stays the version that it is.
#[utoipa::path(
    operation_id = "put_application",
    tag = "applications",
    params(RemoteId, Precondition),
    request_body = ApplicationInput,
    responses(
        (status = 200, description = "The application as it is now", body = Application),
        (status = 201, description = "The new application", body = Application,
         headers(("Location" = String, description = "Where it is from now on"))),
        ChangeProblems
    ),
    security(("oauth2" = ["write"]))
)]
#[put("/v1/applications/by-remote-id/{remote_id}")]
pub async fn put_application(
    scope: Writer,
    remote_id: RemoteId,
    only: Precondition,
    Body(input): Body<ApplicationInput>,
) -> Result<Application, Problem> {
    candidate_exists(&scope, input.candidate_id).await?;
    let input = ApplicationInput { remote_id: remote_id.for_body(input.remote_id.as_ref())?, ..input };
    let put = http::put(&scope, &remote_id, &only, |stamp, _| Ok(input.clone().into_row(stamp))).await?;
    put.answer("/v1/applications", application)
}

/// Read an application by an id of one's own
///
/// With `If-None-Match` and its `ETag`, only if it has changed.
#[utoipa::path(
    operation_id = "get_application_by_remote_id",
    tag = "applications",
    params(RemoteId),
    responses((status = 200, description = "The application", body = Application), ReadProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications/by-remote-id/{remote_id}")]
pub async fn get_application_by_remote_id(scope: Reader, remote_id: RemoteId) -> Result<Application, Problem> {
    application(&scope.by_remote_id(&remote_id).await?.ok_or(Problem::NotFound)?)
}

/// How an application stands.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    /// It has no outcome yet.
    Open,
    /// The employer declined.
    Rejected,
    /// The employer made an offer.
    Offered,
    /// The candidate took the offer.
    Accepted,
    /// The candidate withdrew.
    Withdrawn,
}

impl ApplicationStatus {
    fn outcome(self) -> Option<OutcomeKind> {
        match self {
            Self::Open => None,
            Self::Rejected => Some(OutcomeKind::Rejected),
            Self::Offered => Some(OutcomeKind::Offered),
            Self::Accepted => Some(OutcomeKind::Accepted),
            Self::Withdrawn => Some(OutcomeKind::Withdrawn),
        }
    }
}

/// Which applications.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ApplicationQuery {
    /// Those of this candidate.
    #[serde(default)]
    candidate_id: Option<CandidateId>,
    /// The one with this id of the client's own.
    #[serde(default)]
    remote_id: Option<Key>,
    /// Those that stand so.
    #[serde(default)]
    #[param(inline)]
    status: Option<ApplicationStatus>,
    /// Those with this text in the company's name.
    #[serde(default)]
    company: Option<Name>,
    /// Those with this text in the company's name or the position's title.
    #[serde(default)]
    q: Option<Name>,
    /// Where the page begins: the `next_cursor` of the page before.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The most items that the page has.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List applications
///
/// In the order in which they were made, a page at a time.
#[utoipa::path(
    operation_id = "list_applications",
    tag = "applications",
    params(ApplicationQuery),
    responses((status = 200, description = "A page of them", body = Listing<Application>), ListProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications")]
pub async fn list_applications(
    scope: Reader,
    Query(query): Query<ApplicationQuery>,
) -> Result<Listing<Application>, Problem> {
    let filter = ApplicationFilter {
        candidate_id: query.candidate_id,
        remote_id: query.remote_id.map(Into::into),
        outcome: query.status.map(|status| status.outcome().as_ref().map(stored::to_word)),
        company: query.company.map(Into::into),
        text: query.q.map(Into::into),
    };
    let page = scope.page(&filter, query.cursor.map(Cursor::after), query.limit.get()).await?;
    Listing::of(page, |row| application(&row))
}

/// Read an application
///
/// With `If-None-Match` and its `ETag`, only if it has changed.
#[utoipa::path(
    operation_id = "get_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id")),
    responses((status = 200, description = "The application", body = Application), ReadProblems),
    security(("oauth2" = ["read"]))
)]
#[get("/v1/applications/{id}")]
pub async fn get_application(scope: Reader, id: Path<ApplicationId>) -> Result<Application, Problem> {
    application(&scope.get(*id).await?.ok_or(Problem::NotFound)?)
}

/// Change an application
///
/// Its outcome, too: `{"outcome": {"kind": "rejected", "at": "2026-03-20T09:00:00-04:00"}}`.
#[utoipa::path(
    operation_id = "update_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id"), IfMatch),
    request_body(
        content = ApplicationPatch,
        content_type = "application/merge-patch+json",
        example = json!({"outcome": {"kind": "offered", "at": "2026-03-20T09:00:00-04:00"}})
    ),
    responses((status = 200, description = "The application as it is now", body = Application), ChangeProblems),
    security(("oauth2" = ["write"]))
)]
#[patch("/v1/applications/{id}")]
pub async fn update_application(
    scope: Writer,
    id: Path<ApplicationId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Application, Problem> {
    let row: entity::Application = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.version)?;
    let input = patch.apply(&ApplicationInput::from_row(&row)?)?;
    if input.candidate_id != row.candidate_id {
        candidate_exists(&scope, input.candidate_id).await?;
    }
    let row = scope.update(input.into_row(scope.next(row.stamp()))).await.map_err(|error| if_match.too_late(error))?;
    application(&row)
}

/// Delete an application
///
/// Together with its contacts, interviews and communications.
#[utoipa::path(
    operation_id = "delete_application",
    tag = "applications",
    params(("id" = ApplicationId, Path, description = "The application's id"), IfMatch),
    responses((status = 204, description = "It is gone"), DeleteProblems),
    security(("oauth2" = ["write"]))
)]
#[delete("/v1/applications/{id}")]
pub async fn delete_application(
    scope: Writer,
    id: Path<ApplicationId>,
    if_match: IfMatch,
) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Application>(&scope, *id).await?;
    if_match.gone(scope.delete::<entity::Application>(*id, version).await?)
}
