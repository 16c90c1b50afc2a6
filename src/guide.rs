//! The pages of the documentation that clients need, as the service has them at `/docs/`.

use actix_web::{HttpResponse, http::header::ContentType, web::Path};

use crate::problem::Problem;

/// The path of a page.
pub(crate) const PAGE: &str = "/docs/{page:[a-z-]+\\.md}";

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        const PAGES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../docs/", $name)))),*];
    };
}

pages![
    "agenda.md",
    "api-design.md",
    "candidates.md",
    "command-line.md",
    "events.md",
    "http-status-codes.md",
    "imports.md",
    "integration.md",
    "messages.md",
    "proofreading.md",
    "security.md",
    "sync.md",
    "templates.md",
];

/// A page as text, which browsers show.
pub(crate) async fn guide_page(name: Path<String>) -> Result<HttpResponse, Problem> {
    let (_, text) = PAGES.iter().find(|(page, _)| *page == *name).ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok().content_type(ContentType::plaintext()).body(*text))
}
