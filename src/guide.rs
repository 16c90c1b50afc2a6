//! The pages of the documentation that clients need, as the service has them at `/docs/`.

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
    "assistants.md",
    "calendar-feeds.md",
    "candidates.md",
    "command-line.md",
    "events.md",
    "http-status-codes.md",
    "imports.md",
    "integration.md",
    "languages-es.md",
    "languages-fr.md",
    "languages-nl.md",
    "languages.md",
    "messages.md",
    "obligations.md",
    "promises.md",
    "proofreading.md",
    "reminders.md",
    "security.md",
    "statistics.md",
    "sync.md",
    "templates.md",
];

/// The text of a page; none, if there is no such page.
pub(crate) fn guide_page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(page, _)| *page == name).map(|(_, text)| *text)
}
