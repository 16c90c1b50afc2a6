//! The subject of an e-mail.

use std::sync::LazyLock;

use planning::facts::Channel;

use crate::{
    Element, Part,
    needs::Need,
    proofread::{
        Check, Finding, Severity, Texts, passage::Passage, phrases::Phrases, positions, surroundings::Surroundings,
        words,
    },
};

/// The words that a subject may have beside the title.
const MOST_WORDS: usize = 12;
const MOST_CHARACTERS: usize = 90;

/// Subjects that say nothing.
static EMPTY: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("empty_subjects.txt")));

pub(super) fn check(texts: &Texts, passages: &[Passage<'_>], surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let needed = match surroundings.kind {
        Some(_) => surroundings.need(None, Element::Subject) == Some(Need::Required),
        None => true,
    };
    if surroundings.channel != Some(Channel::Email) || !needed || texts.body.is_none() {
        return Vec::new();
    }
    let Some(passage) = passages.iter().find(|passage| passage.part == Part::Subject) else {
        return vec![Finding::new(
            Check::Subject,
            Severity::Warning,
            Part::Subject,
            "There is no subject; name the position in it.".to_owned(),
        )];
    };
    let mut findings = Vec::new();
    let mut find = |severity, text: String| findings.push(Finding::new(Check::Subject, severity, Part::Subject, text));
    let text = passage.plain.trim();
    let names_it =
        surroundings.position().map_or_else(|| positions::mentions_any(text), |title| positions::is_named(title, text));
    if text.is_empty() {
        find(Severity::Warning, "The subject is empty; name the position in it.".to_owned());
    } else if !names_it {
        let title = surroundings.position().map_or_else(String::new, |title| format!(", \"{title}\""));
        // A reply keeps the subject of the message before.
        let reply = text.to_lowercase().starts_with("re:");
        let severity = if surroundings.facts.is_none() || reply { Severity::Hint } else { Severity::Warning };
        find(severity, format!("The subject doesn't name the position{title}."));
    } else if EMPTY.find(text).any(|hit| hit.at.start == 0 && hit.at.end == text.len()) {
        find(Severity::Warning, "The subject says nothing of what the message is about.".to_owned());
    }
    let title = surroundings.position().map_or((0, 0), |title| (words::of(title).count(), title.chars().count()));
    if words::of(text).count() > MOST_WORDS + title.0 || text.chars().count() > MOST_CHARACTERS + title.1 {
        find(Severity::Warning, "The subject is too long to be read at a glance.".to_owned());
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 8 && letters.iter().all(|c| !c.is_lowercase()) {
        find(Severity::Warning, "The subject is all in capitals.".to_owned());
    }
    findings
}
