//! The endpoints of reminders.

use actix_web::{
    get, patch, post, put,
    web::{Data, Path},
};
use entity::CandidateId;

use super::{
    preferences::{ReminderInput, Reminders, RemindersPatch},
    set_reminders::{CandidateReminders, ask_again, set},
};
use crate::{
    auth::{Reader, Writer},
    http::{Body, IfMatch, MergePatch},
    problem::{ChangeProblems, CreateProblems, MailProblems, Problem, ReadProblems},
    state::AppState,
};

/// Read the reminders of a candidate
///
/// Whether the candidate is reminded by mail, and the result. Their mode is `none` until they are set. With the
/// resource's `ETag` in `If-None-Match`, answers 304 if they were not set or confirmed again since.
#[utoipa::path(
    operation_id = "get_reminders",
    tag = "reminders",
    params(("id" = CandidateId, Path, description = "The candidate's id")),
    responses((status = 200, description = "The reminders", body = Reminders), ReadProblems)
)]
#[get("/v1/candidates/{id}/reminders")]
pub async fn get_reminders(scope: Reader, id: Path<CandidateId>) -> Result<Reminders, Problem> {
    CandidateReminders::read(&scope, *id).await?.to_response(&scope).await
}

/// Set the reminders of a candidate
///
/// With the mode `due`, a mail is sent for each step that falls due; with `daily`, one a day with all that is due. The
/// recipient confirms the address first: a mail asks for that, unless one was sent within two days. Nothing else is
/// sent before. An address gets three such mails a day; then the answer is 429.
///
/// A service that sends no mail answers 409 of the type `mail-not-configured`, and stores nothing.
#[utoipa::path(
    operation_id = "put_reminders",
    tag = "reminders",
    params(("id" = CandidateId, Path, description = "The candidate's id"), IfMatch),
    request_body = ReminderInput,
    responses((status = 200, description = "The reminders", body = Reminders), ChangeProblems, MailProblems)
)]
#[put("/v1/candidates/{id}/reminders")]
pub async fn put_reminders(
    scope: Writer,
    state: Data<AppState>,
    id: Path<CandidateId>,
    if_match: IfMatch,
    Body(input): Body<ReminderInput>,
) -> Result<Reminders, Problem> {
    let known = CandidateReminders::read(&scope, *id).await?;
    known.check(&if_match)?;
    set(&state, &scope, known, input, &if_match).await
}

/// Change the reminders of a candidate
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. What follows is the same as for
/// `PUT`.
#[utoipa::path(
    operation_id = "update_reminders",
    tag = "reminders",
    params(("id" = CandidateId, Path, description = "The candidate's id"), IfMatch),
    request_body(
        content = RemindersPatch,
        content_type = "application/merge-patch+json",
        example = json!({"mode": "none"})
    ),
    responses((status = 200, description = "The reminders", body = Reminders), ChangeProblems, MailProblems)
)]
#[patch("/v1/candidates/{id}/reminders")]
pub async fn update_reminders(
    scope: Writer,
    state: Data<AppState>,
    id: Path<CandidateId>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<Reminders, Problem> {
    let known = CandidateReminders::read(&scope, *id).await?;
    known.check(&if_match)?;
    let input = patch.apply(&known.input()?)?;
    set(&state, &scope, known, input, &if_match).await
}

/// Ask for the confirmation of the address again
///
/// Sends another mail with a new link; those before no longer work. Answers 409 if the address is confirmed or
/// suppressed, or if no reminders are set.
#[utoipa::path(
    operation_id = "send_reminder_confirmation",
    tag = "reminders",
    params(("id" = CandidateId, Path, description = "The candidate's id")),
    responses((status = 200, description = "The reminders", body = Reminders), CreateProblems, MailProblems)
)]
#[post("/v1/candidates/{id}/reminders/confirmation")]
pub async fn send_reminder_confirmation(
    scope: Writer,
    state: Data<AppState>,
    id: Path<CandidateId>,
) -> Result<Reminders, Problem> {
    let known = CandidateReminders::read(&scope, *id).await?;
    ask_again(&state, &scope, known).await
}
