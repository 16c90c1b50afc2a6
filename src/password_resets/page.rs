//! The page on which a new password is chosen. It works without scripts. Looking at it changes nothing, since programs
//! that check mails for harm follow their links.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::StatusCode,
    post,
    web::{self, Data, Path},
};
use wording::{Language, MailText};

use super::{http::set, link::PasswordLink};
use crate::{
    auth::{PASSWORD_LENGTH, ParsedForm},
    http::AnswerLanguage,
    mail::{Form, NEW_PASSWORD, Page, broken},
    problem::{PasswordPageProblems, Problem},
    state::AppState,
};

/// Show the page on which a new password is chosen
///
/// What the link in the mail leads to: an HTML page with a form. Showing it changes nothing.
#[utoipa::path(
    operation_id = "show_password_reset",
    tag = "accounts",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), PasswordPageProblems)
)]
#[get("/password-resets/{token}")]
pub async fn show_password_reset(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let Some(link) = PasswordLink::parse(&token) else { return broken(&request, Problem::INVALID_PASSWORD_LINK) };
    let Some((_, email)) = link.find(&state).await? else { return broken(&request, Problem::INVALID_PASSWORD_LINK) };
    let question = MailText::PasswordQuestion { address: &email };
    Ok(form(AnswerLanguage::for_request(&request).language(), question).respond(StatusCode::OK))
}

/// Set a new password on the page
///
/// What the form of the page sends: `password`. It does the same as the operation for programs.
#[utoipa::path(
    operation_id = "submit_password_reset",
    tag = "accounts",
    params(("token" = String, Path, description = "The last part of the link")),
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), PasswordPageProblems)
)]
#[post("/password-resets/{token}")]
pub async fn submit_password_reset(
    request: HttpRequest,
    state: Data<AppState>,
    token: Path<String>,
    fields: ParsedForm,
) -> Result<HttpResponse, Problem> {
    state.limits.check_address(&request)?;
    let language = AnswerLanguage::for_request(&request).language();
    let Some(link) = PasswordLink::parse(&token) else { return broken(&request, Problem::INVALID_PASSWORD_LINK) };
    let fields = fields.map(web::Form::into_inner).unwrap_or_default();
    let password =
        fields.into_iter().find(|(name, _)| name == NEW_PASSWORD).map(|(_, value)| value).unwrap_or_default();
    let again = |status, why| Ok(form(language, why).respond_as_it_is(status));
    if !PASSWORD_LENGTH.contains(&password.chars().count()) {
        // Only requests with a valid link get the reason.
        if link.find(&state).await?.is_none() {
            return broken(&request, Problem::INVALID_PASSWORD_LINK);
        }
        let [least, most] = characters();
        return again(StatusCode::UNPROCESSABLE_ENTITY, MailText::PasswordLength { least, most });
    }
    match set(&state, &link, password).await {
        Ok(email) => {
            let changed = MailText::PasswordChanged { address: &email };
            Ok(Page::saying(language, MailText::PasswordTitle, changed).respond(StatusCode::OK))
        }
        Err(Problem::Conflict(_)) => again(StatusCode::CONFLICT, MailText::PasswordTaken),
        Err(Problem::NotFoundDetail(_) | Problem::NotFound) => broken(&request, Problem::INVALID_PASSWORD_LINK),
        Err(problem) => Err(problem),
    }
}

/// The fewest and the most characters.
fn characters() -> [u32; 2] {
    [*PASSWORD_LENGTH.start(), *PASSWORD_LENGTH.end()].map(|length| u32::try_from(length).unwrap_or(u32::MAX))
}

/// The page that says this, with the form.
fn form<'p>(language: &'static dyn Language, text: MailText) -> Page<'p> {
    let [least, most] = characters();
    let field = MailText::PasswordField { least, most };
    let form = Form { button: MailText::PasswordButton, new_password: Some((field, PASSWORD_LENGTH)) };
    Page { form: Some(form), ..Page::saying(language, MailText::PasswordTitle, text) }
}
