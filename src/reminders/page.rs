//! The small HTML pages that mails link to.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, ContentType},
    },
};
use views::{MailPart, PageButton, mail_html};
use wording::{Language, MailText};

use super::compose::language_of;
use crate::{http::AsItIs, problem::Problem};

/// A page loads nothing, runs nothing, and is shown in no other. Its form is sent to the service alone.
const SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// A page. Its address holds a secret, so it is kept nowhere and told nobody.
pub(super) struct Page<'p> {
    pub language: &'static dyn Language,
    pub title: MailText<'p>,
    pub parts: Vec<MailPart>,
    pub button: Option<MailText<'p>>,
}

/// The field that the forms send: the one of RFC 8058.
const FIELD: (&str, &str) = ("List-Unsubscribe", "One-Click");

impl<'p> Page<'p> {
    /// A page of one sentence.
    pub(super) fn saying(language: &'static dyn Language, title: MailText<'p>, text: MailText) -> Self {
        let parts = vec![MailPart::Paragraph(vec![language.mail_text(&text)])];
        Self { language, title, parts, button: None }
    }

    /// With a button that posts to the same address.
    pub(super) fn with_button(self, label: MailText<'p>) -> Self {
        Self { button: Some(label), ..self }
    }

    pub(super) fn respond(self, status: StatusCode) -> HttpResponse {
        let title = self.language.mail_text(&self.title);
        let label = self.button.map(|label| self.language.mail_text(&label));
        let button = label.as_deref().map(|label| PageButton { label, field: FIELD });
        let mut parts = vec![MailPart::Heading(title.clone())];
        parts.extend(self.parts);
        let html = mail_html(self.language.tag(), &title, &parts, button);
        private(HttpResponse::build(status).insert_header((header::CONTENT_SECURITY_POLICY, SECURITY_POLICY)))
            .content_type(ContentType::html())
            .body(html)
    }
}

/// An answer at a secret address.
pub(super) fn private(answer: &mut actix_web::HttpResponseBuilder) -> &mut actix_web::HttpResponseBuilder {
    answer
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(("X-Robots-Tag", "noindex"))
}

/// The answer where a link doesn't work: a page for people, a problem for programs.
pub(super) fn broken(request: &HttpRequest) -> Result<HttpResponse, Problem> {
    if !accepts(request, "text/html") {
        return Err(Problem::NotFound);
    }
    let page = Page::saying(language_of(None), MailText::BrokenLinkTitle, MailText::BrokenLink);
    let mut answer = page.respond(StatusCode::NOT_FOUND);
    answer.extensions_mut().insert(AsItIs);
    Ok(answer)
}

/// Whether the request names a media type.
pub(super) fn accepts(request: &HttpRequest, media_type: &str) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.to_ascii_lowercase().contains(media_type))
}
