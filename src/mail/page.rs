//! The small HTML pages that mails link to.

use std::ops::RangeInclusive;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, ContentType},
    },
};
use views::{MailPart, PageField, PageForm, mail_html};
use wording::{Language, MailText};

use crate::{
    http::{AnswerLanguage, KeepErrorResponse},
    problem::Problem,
};

/// A page loads nothing, runs nothing, and is shown in no other. Its form is sent to the service alone.
const SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// A page. Its address contains a secret, so it must not be cached, and no `Referer` is sent.
pub(crate) struct Page<'p> {
    pub language: &'static dyn Language,
    pub title: MailText<'p>,
    pub parts: Vec<MailPart>,
    pub form: Option<Form<'p>>,
}

/// A form that is posted to the address of its page.
pub(crate) struct Form<'p> {
    pub button: MailText<'p>,
    /// The label of the field for a new password, if it has one, and the fewest and the most characters.
    pub new_password: Option<(MailText<'p>, RangeInclusive<usize>)>,
}

/// The body of forms without fields: the field of RFC 8058.
const PRESSED: PageField = PageField::Hidden { name: "List-Unsubscribe", value: "One-Click" };

/// The name of the field for a new password.
pub(crate) const NEW_PASSWORD: &str = "password";

impl<'p> Page<'p> {
    /// A page of one sentence.
    pub(crate) fn saying(language: &'static dyn Language, title: MailText<'p>, text: MailText) -> Self {
        let parts = vec![MailPart::Paragraph(vec![language.mail_text(&text)])];
        Self { language, title, parts, form: None }
    }

    /// With a button that posts to the same address.
    pub(crate) fn with_button(self, label: MailText<'p>) -> Self {
        Self { form: Some(Form { button: label, new_password: None }), ..self }
    }

    /// The page with the status of an error, which is not answered as a problem.
    pub(crate) fn respond_as_it_is(self, status: StatusCode) -> HttpResponse {
        let mut answer = self.respond(status);
        answer.extensions_mut().insert(KeepErrorResponse);
        answer
    }

    pub(crate) fn respond(self, status: StatusCode) -> HttpResponse {
        let title = self.language.mail_text(&self.title);
        let text = |text: &MailText| self.language.mail_text(text);
        let button = self.form.as_ref().map(|form| text(&form.button));
        let new_password = self.form.as_ref().and_then(|form| form.new_password.as_ref());
        let label = new_password.map(|(label, _)| text(label));
        let field = match (&label, new_password) {
            (Some(label), Some((_, length))) => {
                PageField::NewPassword { name: NEW_PASSWORD, label, length: length.clone() }
            }
            _ => PRESSED,
        };
        let form = button.as_deref().map(|label| PageForm { label, field });
        let mut parts = vec![MailPart::Heading(title.clone())];
        parts.extend(self.parts);
        let html = mail_html(self.language.tag(), &title, &parts, form);
        private(HttpResponse::build(status).insert_header((header::CONTENT_SECURITY_POLICY, SECURITY_POLICY)))
            .content_type(ContentType::html())
            .body(html)
    }
}

/// An answer at a secret address.
pub(crate) fn private(answer: &mut actix_web::HttpResponseBuilder) -> &mut actix_web::HttpResponseBuilder {
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("X-Robots-Tag", "noindex"))
}

/// The answer where a link doesn't work: a page for people, this problem for programs.
pub(crate) fn broken(request: &HttpRequest, problem: Problem) -> Result<HttpResponse, Problem> {
    if !accepts(request, "text/html") {
        return Err(problem);
    }
    let page =
        Page::saying(AnswerLanguage::for_request(request).language(), MailText::BrokenLinkTitle, MailText::BrokenLink);
    Ok(page.respond_as_it_is(StatusCode::NOT_FOUND))
}

/// Whether the request names a media type.
pub(crate) fn accepts(request: &HttpRequest, media_type: &str) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.to_ascii_lowercase().contains(media_type))
}
