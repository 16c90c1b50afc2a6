//! The endpoint.

use actix_web::{HttpRequest, HttpResponse, post};

use super::{SyncBatch, SyncQuery, SyncResults, items, write::write};
use crate::{
    auth::Writer,
    http::{Query, RawItems, json},
    idempotency,
    problem::{CreateProblems, Problem},
};

/// About how many bytes a result has.
const RESULT: usize = 192;

/// Create, replace, change or delete many resources by remote id
///
/// For synchronization: 1 to 1,000 candidates, applications, contacts, interviews and communications in one request, in
/// any order. An item has the fields of its type and refers to others by their remote ids, stored or in the same
/// request. Fields that are left out get their defaults; with `"mode": "merge"`, they stay as they are stored, and null
/// clears a field. A new resource is created with defaults. `"deleted": true` deletes. Sent again, it changes nothing,
/// and each result is `unchanged`.
///
/// All items of an application are written together or not at all: if one fails, the others of the same application
/// fail with `conflict`, and name it. Other applications are not affected, nor are candidates. Items with the same type
/// and remote id all fail, but those of a contact: of these the later one wins. The request succeeds with 200 even if
/// items fail; it is refused as a whole only if it can't be read, or has too many items.
///
/// With `application/x-ndjson`, each line is an item; empty lines don't count.
#[utoipa::path(
    operation_id = "sync",
    tag = "sync",
    params(SyncQuery),
    request_body(
        description = "At most 8 MiB",
        content(
            (SyncBatch = "application/json", example = json!({"items": [
                {
                    "type": "interview",
                    "remote_id": "ats-interview-1",
                    "application_remote_id": "ats-application-1",
                    "interviewer_remote_ids": ["ats-contact-1"],
                    "starts_at": "2026-03-10T14:00:00-04:00",
                    "ends_at": "2026-03-10T15:00:00-04:00"
                },
                {
                    "type": "contact",
                    "remote_id": "ats-contact-1",
                    "application_remote_id": "ats-application-1",
                    "name": "Grace Lindqvist",
                    "role": "hiring_manager",
                    "email": "grace@acme.example"
                },
                {
                    "type": "application",
                    "remote_id": "ats-application-1",
                    "candidate_remote_id": "ats-candidate-1",
                    "company": {"name": "Acme"},
                    "position": {"title": "Data Engineer"},
                    "time_zone": "America/New_York",
                    "holiday_calendar": "US-NY"
                },
                {"type": "candidate", "remote_id": "ats-candidate-1", "name": "Ada Okafor", "email": "ada@example.com"}
            ]})),
            (String = "application/x-ndjson", example = json!(
                "{\"type\": \"candidate\", \"remote_id\": \"ats-candidate-1\", \"name\": \"Ada Okafor\"}\n"
            ))
        )
    ),
    responses((status = 200, description = "What became of each item", body = SyncResults), CreateProblems)
)]
#[post("/v1/sync")]
pub async fn sync(
    request: HttpRequest,
    scope: Writer,
    Query(SyncQuery { mode }): Query<SyncQuery>,
    body: RawItems,
) -> Result<HttpResponse, Problem> {
    let RawItems { body, is_lines } = body;
    let read = move || if is_lines { items::from_lines(&body, mode) } else { items::from_json(&body, mode) };
    let (scope, items) = idempotency::outside_transaction(&request, scope, read).await?;
    let outcomes = write(&scope, &items).await?;
    let results = SyncResults::new(&items, &outcomes);
    Ok(json(HttpResponse::Ok(), &results, items.len().saturating_mul(RESULT)))
}
