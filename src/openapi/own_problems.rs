//! The problems of each operation with examples of its own, for Swagger UI: what is not found, what it conflicts with,
//! and what is wrong with a body. Elsewhere all operations share one response for each kind, which keeps the document
//! small.

use serde_json::{Map, Value, json};
use utoipa::openapi::{OpenApi, Ref, RefOr, Response, path::Operation};

use super::{
    downgrade::collect,
    shared::{operations, repeated},
};
use crate::{
    candidates, overrides, playbooks,
    problem::{MEDIA_TYPE, Problem},
    templates,
};

mod bodies;

use bodies::ExampleBody;

/// The statuses of these problems.
const STATUSES: [&str; 3] = ["404", "409", "422"];

/// The responses whose examples stand for problems of every operation.
const GENERAL: [&str; 5] =
    ["NotFound", "Conflict", "ConflictOrInProgress", "ValidationFailed", "ValidationFailedOrKeyReused"];

/// Gives each operation its own examples. What several operations have in common stays shared.
pub(super) fn show(document: &mut OpenApi) {
    let known = json!(document);
    let components = document.components.get_or_insert_default().responses.clone();
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            let body = ExampleBody::from_operation(operation, &known);
            for status in STATUSES {
                let Some(problem) = problem(status, path, operation, body.as_ref()) else { continue };
                let Some(response) = operation.responses.responses.get_mut(status) else { continue };
                let RefOr::Ref(reference) = &*response else { continue };
                let name = reference.ref_location.rsplit('/').next().unwrap_or_default();
                let Some(RefOr::T(general)) = components.get(name).filter(|_| GENERAL.contains(&name)) else {
                    continue;
                };
                *response = with_example(general.clone(), &problem).into();
            }
        }
    }
    share(document);
}

fn with_example(mut response: Response, problem: &Problem) -> Response {
    if let Some(RefOr::T(content)) = response.content.get_mut(MEDIA_TYPE) {
        content.example = Some(json!(problem.document(None)));
    }
    response
}

/// The problem of an operation with this status.
fn problem(status: &str, path: &str, operation: &Operation, body: Option<&ExampleBody>) -> Option<Problem> {
    match status {
        "404" => Some(not_found(path)),
        "409" => Some(conflict(path, operation, body)),
        _ => body.and_then(ExampleBody::refused).map(Problem::InvalidBody),
    }
}

/// The problem of a path whose resource is not found.
fn not_found(path: &str) -> Problem {
    if path.ends_with("/{remote_id}") {
        Problem::UNKNOWN_REMOTE_ID
    } else if path.contains("/steps/{step_id}") {
        Problem::UNKNOWN_STEP
    } else if path.contains("/password-resets/") {
        Problem::INVALID_PASSWORD_LINK
    } else if path.starts_with("/reminders/") {
        Problem::INVALID_LINK
    } else {
        Problem::NotFound
    }
}

/// The problem of an operation that conflicts with stored data.
fn conflict(path: &str, operation: &Operation, body: Option<&ExampleBody>) -> Problem {
    match operation.operation_id.as_deref().unwrap_or_default() {
        "change_credentials" => Problem::ACCOUNT_HAS_PASSWORD,
        "reset_password" => Problem::USER_HAS_PASSWORD,
        "delete_candidate" | "delete_candidate_by_remote_id" => candidates::has_applications(1),
        "remove_contact" => Problem::ONLY_APPLICATION,
        "delete_playbook" => playbooks::in_use("patient"),
        "update_playbook" => playbooks::is_built_in("standard"),
        "update_template" | "delete_template" => templates::is_built_in("thank_you.email.neutral"),
        "put_override" => overrides::not_planned("follow_up:9"),
        "update_message" => Problem::MESSAGE_WAS_SENT,
        "mark_message_sent" => Problem::SENT_AT_ANOTHER_TIME,
        "accept_suggestion" => Problem::IMPORT_UNASSIGNED,
        "assign_import" => Problem::IMPORT_NOT_KEPT,
        "replay_delivery" => Problem::DELIVERY_NOT_KEPT,
        "rotate_webhook_secret" | "rotate_connection_secret" => Problem::SECRETS_OVERLAP,
        "resend_event" | "recover_events" => Problem::ENDPOINT_DISABLED,
        _ => {
            // The id in a path is that of the resource itself.
            let mut names = ["remote_id", "key"].into_iter().filter(|name| !path.ends_with(&format!("{{{name}}}")));
            match names.find(|name| body.is_some_and(|body| body.has_property(name))) {
                Some(name) => Problem::duplicate_value(name),
                None if has_key(operation) => Problem::RequestInProgress,
                None => Problem::ConcurrentWrite,
            }
        }
    }
}

/// Whether an operation takes an `Idempotency-Key`, which only those do whose 409 says so.
fn has_key(operation: &Operation) -> bool {
    let conflict = operation.responses.responses.get("409");
    matches!(conflict, Some(RefOr::Ref(shared)) if shared.ref_location.ends_with("InProgress"))
}

/// Makes components of responses that several operations have.
fn share(document: &mut OpenApi) {
    for status in STATUSES {
        for (number, shared) in repeated(responses(document, status)).into_iter().enumerate() {
            let name = format!("Problem{status}No{}", number + 1);
            for response in responses(document, status) {
                if matches!(response, RefOr::T(own) if *own == shared) {
                    *response = RefOr::Ref(Ref::from_response_name(&name));
                }
            }
            document.components.get_or_insert_default().responses.insert(name, shared.into());
        }
    }
}

fn responses<'d>(document: &'d mut OpenApi, status: &'d str) -> impl Iterator<Item = &'d mut RefOr<Response>> {
    let operations = document.paths.paths.values_mut().flat_map(operations);
    operations.filter_map(move |operation| operation.responses.responses.get_mut(status))
}
