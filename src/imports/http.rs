//! The endpoints of imports.

use std::io::ErrorKind;

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse, Responder as _, delete,
    error::PayloadError,
    get,
    http::header::HeaderValue,
    patch, post,
    web::{Bytes, BytesMut, Data, Path, Payload},
};
use entity::{ApplicationId, ImportFilter, ImportId};
use futures_util::StreamExt as _;
use planning::{Key, Violation};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    Import, ImportAssignment, ImportPatch, ImportState, Upload,
    process::{ImportedFile, assign, import, unknown_application},
    reading::files,
    to_response,
};
use crate::{
    auth::{Reader, Writer},
    http::{Cursor, IfMatch, Limit, Listing, MergePatch, NamedInQuery, Query, Reference},
    idempotency::REPLAYED,
    problem::{ChangeProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
    state::AppState,
    stored,
};

/// The largest body: a mail of 10 MiB, in a form.
const BODY_LIMIT: usize = 11 << 20;

/// The media types that can be imported.
const MEDIA_TYPES: [&str; 3] = ["text/calendar", "message/rfc822", "multipart/form-data"];

/// The application of an import.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportTarget {
    /// The application that it belongs to; without it, it is looked for.
    #[serde(default)]
    pub application_id: Option<ApplicationId>,
    /// Instead of `application_id`: the client's own id for the application.
    #[serde(default)]
    pub application_remote_id: Option<Key>,
}

/// Import an invitation or a mail
///
/// As it is: a calendar file (RFC 5545), a message (RFC 5322), or a form with several of them in fields called `file`.
/// Invitations make, move and cancel interviews; mails become communications; reports that an address doesn't work mark
/// it. Nothing in them is executed, fetched or followed. The application is found by events and mails that are known
/// and by contacts' addresses, never by a subject alone; if it isn't certain, the import is `unmatched`, says which
/// ones come into question, and changes nothing until it is assigned. The same file is imported once: sent again, its
/// import is the answer, with `Idempotency-Replayed: true`. If an interview or a communication that the import names
/// has been deleted since, it is imported again. If the import is `unmatched`, its application is looked for again.
#[utoipa::path(
    operation_id = "create_import",
    tag = "imports",
    params(ImportTarget),
    request_body(content(
        (String = "message/rfc822", example = json!("From: grace@acme.example\r\nTo: ada@example.com\r\nDate: Tue, 10 Mar 2026 10:00:00 -0400\r\nSubject: Your application\r\n\r\nWe will decide by 20 March.\r\n")),
        (String = "text/calendar", example = json!("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@acme.example\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260312T140000Z\r\nDTEND:20260312T150000Z\r\nSUMMARY:Technical interview\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
    )),
    responses(
        (
            status = 200,
            description = "The import",
            body = Import,
            headers(("Idempotency-Replayed" = String, description = "Present if the file was imported before"))
        ),
        CreateProblems
    )
)]
#[post("/v1/imports")]
pub async fn create_import(
    request: HttpRequest,
    state: Data<AppState>,
    scope: Writer,
    Query(target): Query<ImportTarget>,
    payload: Payload,
) -> Result<HttpResponse, Problem> {
    if !MEDIA_TYPES.contains(&request.content_type().to_ascii_lowercase().as_str()) {
        return Err(Problem::UnsupportedMediaType("text/calendar, message/rfc822 or multipart/form-data"));
    }
    let target =
        NamedInQuery::find(&scope, &Reference::APPLICATION, target.application_id, target.application_remote_id)
            .await?;
    let application_id = target.filter().map_err(|_| {
        let message = "query parameter application_remote_id: there is no application with this remote id";
        Problem::BadRequest(message.into())
    })?;
    let header = request.headers().get(actix_web::http::header::CONTENT_TYPE);
    let content_type = header.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let body = receive(payload).await?;
    let upload = Upload { content_type, body, connection_id: None, received_at: scope.now() };
    files(&upload)?;
    let imported = import(&state, &scope, upload, application_id).await;
    let ImportedFile { row, before } =
        imported.map_err(|problem| if application_id.is_some() { in_query(problem) } else { problem })?;
    let mut response = to_response(&row)?.respond_to(&request);
    if before {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// The problem of an application that the query names, where it is named.
fn in_query(problem: Problem) -> Problem {
    match problem {
        Problem::InvalidBody(errors) if errors.iter().all(|error| error.pointer == "/application_id") => {
            Problem::BadRequest("query parameter application_id: there is no application with this id".into())
        }
        problem => problem,
    }
}

async fn receive(mut payload: Payload) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Io(error) if error.kind() == ErrorKind::TimedOut => Problem::RequestTimeout,
            error => Problem::BadRequest(error.to_string().into()),
        })?;
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(Problem::PayloadTooLarge(BODY_LIMIT));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The filter of imports.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<ImportState>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    pub limit: Limit,
}

/// A page of imports.
pub type ImportList = Listing<Import>;

/// List imports
///
/// In order of creation, in pages.
#[utoipa::path(
    operation_id = "list_imports",
    tag = "imports",
    params(ImportQuery),
    responses((status = 200, description = "A page of imports", body = ImportList), ListProblems)
)]
#[get("/v1/imports")]
pub async fn list_imports(scope: Reader, Query(query): Query<ImportQuery>) -> Result<ImportList, Problem> {
    let filter = ImportFilter { state: query.state.map(|state| stored::to_word(&state)) };
    let page = scope.page::<entity::Import>(&filter, query.cursor.map(Cursor::into_key), query.limit.get()).await?;
    Listing::from_rows(page, |row| to_response(&row))
}

/// Read an import
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_import",
    tag = "imports",
    params(("id" = ImportId, Path, description = "The import's id")),
    responses((status = 200, description = "The import", body = Import), ReadProblems)
)]
#[get("/v1/imports/{id}")]
pub async fn get_import(scope: Reader, id: Path<ImportId>) -> Result<Import, Problem> {
    to_response(&scope.get(*id).await?.ok_or(Problem::NotFound)?)
}

/// Assign an import to an application
///
/// One that is unmatched is applied to the application then. It needs what was imported, which is kept for 30 days.
#[utoipa::path(
    operation_id = "assign_import",
    tag = "imports",
    params(("id" = ImportId, Path, description = "The import's id"), IfMatch),
    request_body(
        content = ImportPatch,
        content_type = "application/merge-patch+json",
        example = json!({"application_remote_id": "ats-application-1"})
    ),
    responses((status = 200, description = "The current import", body = Import), ChangeProblems)
)]
#[patch("/v1/imports/{id}")]
pub async fn assign_import(
    state: Data<AppState>,
    scope: Writer,
    id: Path<ImportId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Import, Problem> {
    let row: entity::Import = scope.get(*id).await?.ok_or(Problem::NotFound)?;
    if_match.check(row.stamp.version)?;
    let before = ImportAssignment { application_id: row.application_id };
    let patch = patch.resolve::<ImportAssignment>(&scope, None).await?;
    let input: ImportAssignment = patch.apply(&before)?;
    if input.application_id == before.application_id {
        return to_response(&row);
    }
    if row.application_id.is_some() {
        let message = "it was applied to its application: change or delete what was made there";
        return Err(Problem::InvalidBody(vec![Violation::new("/application_id", "immutable", message)]));
    }
    let application = input.application_id.ok_or_else(unknown_application)?;
    let body = scope.import_body(*id).await?.ok_or(Problem::IMPORT_NOT_KEPT)?;
    let upload = Upload {
        content_type: body.content_type,
        body: body.body.into(),
        connection_id: row.connection_id,
        received_at: row.stamp.created_at,
    };
    to_response(&assign(&state, &scope, &row, &upload, application).await?)
}

/// Delete an import
///
/// What was made of it stays.
#[utoipa::path(
    operation_id = "delete_import",
    tag = "imports",
    params(("id" = ImportId, Path, description = "The import's id"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems)
)]
#[delete("/v1/imports/{id}")]
pub async fn delete_import(scope: Writer, id: Path<ImportId>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let version = if_match.version::<entity::Import>(&scope, *id).await?;
    if_match.deletion_response(scope.delete::<entity::Import>(*id, version).await?)
}
