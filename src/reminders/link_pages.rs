//! The pages behind the links in mails: recipients confirm an address, or end the reminders.
//!
//! `GET` only shows a page, since programs that check mails for harm follow their links. `POST` does it: from the
//! page's button, or from the mail program (RFC 8058).

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::StatusCode,
    post,
    web::{Data, Path},
};
use entity::{Candidate, Reminder, Scope};
use planning::Email;
use wording::MailText;

use super::{
    compose::language_of,
    job_payloads::{daily_job, mail_zone},
    links::{ConfirmationLink, LinkKey, LinkOwner, UnsubscribeLink},
    preferences::{ReminderMode, target},
    set_reminders::commit,
    suppressed::{SuppressionReason, suppress},
};
use crate::{
    http::{WriteError, retry_overtaken},
    mail::{Page, broken},
    problem::{OpenReadProblems, Problem},
    state::AppState,
    stored,
};

/// The rows of the owner of a link.
pub(super) fn scope_of(state: &AppState, owner: LinkOwner) -> Scope {
    #[expect(
        clippy::disallowed_methods,
        reason = "the link names the account, and is verified before anything is told"
    )]
    Scope::new(state.db.clone(), owner.account_id, state.clock.now())
}

/// The candidate and address that a link belongs to.
struct LinkTarget {
    candidate: Candidate,
    row: Reminder,
    address: Email,
}

impl LinkTarget {
    /// A page for the owner of the address, in the candidate's language. `text` says something of the address.
    fn page<'l>(&'l self, title: MailText<'l>, text: impl FnOnce(&'l Email) -> MailText<'l>) -> Page<'l> {
        Page::saying(language_of(self.candidate.details.locale.as_ref()), title, text(&self.address))
    }
}

/// The target of a link to confirm an address; `None` if the link does not work.
async fn confirming(state: &AppState, scope: &Scope, link: &ConfirmationLink) -> Result<Option<LinkTarget>, Problem> {
    let Some((candidate, row)) = scope.reminder_of(link.owner.candidate_id).await? else { return Ok(None) };
    let address = target(&candidate, row.address.as_ref()).cloned();
    let address = address.filter(|address| row.confirmation_address.as_ref() == Some(address));
    let Some(address) = address.filter(|_| link.confirms(&row, state.clock.now())) else { return Ok(None) };
    if scope.suppression(&address).await?.is_some() {
        return Ok(None);
    }
    Ok(Some(LinkTarget { candidate, row, address }))
}

/// Show the page that confirms an address
///
/// What the link in a confirmation mail leads to: an HTML page with a button. Showing it confirms nothing.
#[utoipa::path(
    operation_id = "show_reminder_confirmation",
    tag = "reminders",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), OpenReadProblems)
)]
#[get("/reminders/confirm/{token}")]
pub async fn show_confirmation(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = ConfirmationLink::parse(&token) else { return broken(&request, Problem::INVALID_LINK) };
    let scope = scope_of(&state, link.owner);
    let Some(linked) = confirming(&state, &scope, &link).await? else { return broken(&request, Problem::INVALID_LINK) };
    let page = linked.page(MailText::ConfirmationTitle, |address| MailText::ConfirmationQuestion { address });
    Ok(page.with_button(MailText::ConfirmationButton).respond(StatusCode::OK))
}

/// Confirm an address
///
/// What the button of the page does. Repeated, it answers the same.
#[utoipa::path(
    operation_id = "confirm_reminders",
    tag = "reminders",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), OpenReadProblems)
)]
#[post("/reminders/confirm/{token}")]
pub async fn confirm_reminders(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = ConfirmationLink::parse(&token) else { return broken(&request, Problem::INVALID_LINK) };
    let scope = scope_of(&state, link.owner);
    let confirmed = retry_overtaken(async || Ok::<_, WriteError>(confirm(&state, &scope, &link).await?)).await?;
    let Some(linked) = confirmed else { return broken(&request, Problem::INVALID_LINK) };
    let page = linked.page(MailText::ConfirmationTitle, |address| MailText::Confirmed { address });
    Ok(page.respond(StatusCode::OK))
}

async fn confirm(state: &AppState, scope: &Scope, link: &ConfirmationLink) -> Result<Option<LinkTarget>, WriteError> {
    let Some(linked) = confirming(state, scope, link).await? else { return Ok(None) };
    if linked.row.confirmed_at.is_some() && linked.row.confirmed_address.as_ref() == Some(&linked.address) {
        return Ok(Some(linked));
    }
    let row = Reminder {
        stamp: scope.next(linked.row.stamp),
        confirmed_address: Some(linked.address.clone()),
        confirmed_at: Some(scope.now()),
        ..linked.row
    };
    let transaction = scope.begin().await?;
    let row = transaction.scope().write_reminder(row).await?;
    let jobs = daily_job(scope, &row, mail_zone(&linked.candidate)?)?;
    commit(state, scope, transaction, jobs.into_iter().collect()).await?;
    Ok(Some(LinkTarget { row, ..linked }))
}

/// The target of a link to end reminders; `None` if the link does not work.
async fn unsubscribing(state: &AppState, scope: &Scope, link: &UnsubscribeLink) -> Result<Option<LinkTarget>, Problem> {
    let Some((candidate, row)) = scope.reminder_of(link.owner.candidate_id).await? else { return Ok(None) };
    let Some(address) = target(&candidate, row.address.as_ref()).cloned() else { return Ok(None) };
    let key = LinkKey::read(&row, &state.secret_sealer).await?;
    Ok(link.is_genuine(&key, &address).then_some(LinkTarget { candidate, row, address }))
}

/// Show the page that ends reminders
///
/// What the link at the end of each reminder leads to: an HTML page with a button. Showing it ends nothing.
#[utoipa::path(
    operation_id = "show_unsubscription",
    tag = "reminders",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), OpenReadProblems)
)]
#[get("/reminders/unsubscribe/{token}")]
pub async fn show_unsubscription(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = UnsubscribeLink::parse(&token) else { return broken(&request, Problem::INVALID_LINK) };
    let scope = scope_of(&state, link.owner);
    let Some(linked) = unsubscribing(&state, &scope, &link).await? else {
        return broken(&request, Problem::INVALID_LINK);
    };
    let page = linked.page(MailText::UnsubscribeTitle, |address| MailText::UnsubscribeQuestion { address });
    Ok(page.with_button(MailText::UnsubscribeButton).respond(StatusCode::OK))
}

/// End reminders
///
/// What the button of the page does, and what mail programs post by themselves (RFC 8058). The mode becomes `none`, and
/// the address is put on the list of suppressed addresses. Repeated, it answers the same.
#[utoipa::path(
    operation_id = "unsubscribe_from_reminders",
    tag = "reminders",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), OpenReadProblems)
)]
#[post("/reminders/unsubscribe/{token}")]
pub async fn unsubscribe(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = UnsubscribeLink::parse(&token) else { return broken(&request, Problem::INVALID_LINK) };
    let scope = scope_of(&state, link.owner);
    let ended = retry_overtaken(async || Ok::<_, WriteError>(end(&state, &scope, &link).await?)).await?;
    let Some(linked) = ended else { return broken(&request, Problem::INVALID_LINK) };
    let page = linked.page(MailText::UnsubscribeTitle, |address| MailText::Unsubscribed { address });
    Ok(page.respond(StatusCode::OK))
}

async fn end(state: &AppState, scope: &Scope, link: &UnsubscribeLink) -> Result<Option<LinkTarget>, WriteError> {
    let Some(linked) = unsubscribing(state, scope, link).await? else { return Ok(None) };
    let off = stored::to_word(&ReminderMode::None);
    if linked.row.mode == off && linked.row.unsubscribed_at.is_some() {
        return Ok(Some(linked));
    }
    let row = Reminder {
        stamp: scope.next(linked.row.stamp),
        mode: off,
        confirmed_address: None,
        confirmed_at: None,
        confirmation_hash: None,
        confirmation_expires_at: None,
        unsubscribed_at: Some(scope.now()),
        ..linked.row
    };
    let transaction = scope.begin().await?;
    let row = transaction.scope().write_reminder(row).await?;
    suppress(transaction.scope(), &linked.address, SuppressionReason::Unsubscribed, None).await?;
    transaction.commit().await?;
    Ok(Some(LinkTarget { row, ..linked }))
}
