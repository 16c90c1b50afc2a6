//! The documentation pages that the service has at `/docs/`.

use std::borrow::Cow;

/// The path of a page.
pub(crate) const PAGE: &str = "/docs/{page:(?:[a-z]+/)?[A-Za-z_-]+\\.md}";

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        const PAGES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../docs/", $name)))),*];
    };
}

pages![
    "ARCHITECTURE.md",
    "README.md",
    "agenda.md",
    "api-design.md",
    "assistants.md",
    "calendar-feeds.md",
    "candidates.md",
    "command-line.md",
    "connections/README.md",
    "connections/ashby.md",
    "connections/breezy.md",
    "connections/email.md",
    "connections/greenhouse.md",
    "connections/lever.md",
    "connections/merge.md",
    "connections/recruitee.md",
    "connections/smartrecruiters.md",
    "connections/standard_webhooks.md",
    "connections/teamtailor.md",
    "connections/workable.md",
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
    "operation.md",
    "performance.md",
    "promises.md",
    "proofreading.md",
    "reminders.md",
    "security.md",
    "statistics.md",
    "sync.md",
    "templates.md",
];

/// The text of a page; `None` if there is no such page. Links to what is not served, such as source files, are left
/// out.
pub(crate) fn guide_page(name: &str) -> Option<String> {
    let &(_, mut rest) = PAGES.iter().find(|(page, _)| *page == name)?;
    let mut text = String::with_capacity(rest.len());
    while let Some((before, target, behind)) = next_link(rest) {
        text.push_str(before);
        if leads_somewhere(name, target) {
            text.push_str("](");
            text.push_str(target);
            text.push(')');
        } else if let Some(begins) = text.rfind('[') {
            text.remove(begins);
        }
        rest = behind;
    }
    text.push_str(rest);
    Some(text)
}

/// The first link of a text: the text before its target, the target, and the text after it.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("](")?;
    let (target, behind) = rest.split_once(')')?;
    Some((before, target, behind))
}

/// Whether a link on a page leads to another page, to a place in its own, or out of the service.
fn leads_somewhere(page: &str, target: &str) -> bool {
    let path = target.split('#').next().unwrap_or_default();
    path.is_empty() || path.contains("://") || PAGES.iter().any(|(known, _)| *known == resolve_path(page, path))
}

/// A relative path on a page, from the folder of the pages on.
fn resolve_path<'p>(page: &str, path: &'p str) -> Cow<'p, str> {
    match (page.rsplit_once('/'), path.strip_prefix("../")) {
        (Some(_), Some(above)) => above.into(),
        (Some((folder, _)), None) => format!("{folder}/{path}").into(),
        (None, _) => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_a_page_leads_somewhere() {
        let mut links = 0;
        for (name, _) in PAGES {
            let text = guide_page(name).unwrap();
            let mut rest = text.as_str();
            while let Some((_, target, behind)) = next_link(rest) {
                assert!(leads_somewhere(name, target), "{name} links to {target}");
                (rest, links) = (behind, links + 1);
            }
        }
        assert!(links > 50, "{links} links");
    }

    #[test]
    fn a_link_out_of_the_pages_becomes_its_text() {
        let text = guide_page("connections/README.md").unwrap();
        assert!(text.contains("](../imports.md)") && !text.contains("connectors/src/lib.rs)"), "{text}");
        assert!(guide_page("events.md").unwrap().contains("[reminders](reminders.md)"));
        assert_eq!(guide_page("nothing.md"), None);
    }
}
