//! The subject of an e-mail.

use std::collections::HashSet;

use planning::facts::Channel;

use super::generic::telling;
use crate::{
    Element, Part,
    proofread::{
        Check, Finding, Issue, Severity, Texts, positions, prepared_text::PreparedText,
        resolved_context::ResolvedContext, words,
    },
    required_elements::Need,
};

/// The words that a subject may have beside the title.
const MOST_WORDS: usize = 12;
const MOST_CHARACTERS: usize = 90;

pub(super) fn check(texts: &Texts, prepared_texts: &[PreparedText<'_>], context: &ResolvedContext<'_>) -> Vec<Finding> {
    let needed = match context.kind {
        Some(_) => context.need(None, Element::Subject) == Some(Need::Required),
        None => true,
    };
    if context.channel != Some(Channel::Email) || !needed || texts.body.is_none() {
        return Vec::new();
    }
    let Some(prepared) = prepared_texts.iter().find(|prepared| prepared.part == Part::Subject) else {
        return vec![Finding::new(
            Check::Subject,
            Severity::Warning,
            Part::Subject,
            context.describe(Issue::NoSubject),
        )];
    };
    let mut findings = Vec::new();
    let lexicon = context.language.lexicon();
    let text = prepared.plain.trim();
    let mut find = |severity, issue| {
        let span = (!text.is_empty()).then(|| prepared.span(&(0..prepared.plain.len())));
        let description = context.describe(issue);
        findings.push(Finding { span, ..Finding::new(Check::Subject, severity, Part::Subject, description) });
    };
    let names_it = context
        .position()
        .map_or_else(|| positions::mentions_any(text, lexicon), |title| positions::is_named(title, text));
    if text.is_empty() {
        find(Severity::Warning, Issue::EmptySubject);
    } else if !names_it {
        // A reply keeps the subject of the message before.
        let reply = text.to_lowercase().starts_with("re:");
        let unsure = context.facts.is_none() || reply || says_more(text, context);
        let severity = if unsure { Severity::Hint } else { Severity::Warning };
        find(severity, Issue::SubjectWithoutPosition { title: context.position() });
    } else if lexicon.empty_subjects.find(text).any(|hit| hit.at.start == 0 && hit.at.end == text.len()) {
        find(Severity::Warning, Issue::SubjectSaysNothing);
    }
    let title = context.position().map_or((0, 0), |title| (words::split(title).count(), title.chars().count()));
    if words::split(text).count() > MOST_WORDS + title.0 || text.chars().count() > MOST_CHARACTERS + title.1 {
        find(Severity::Warning, Issue::SubjectTooLong);
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 8 && letters.iter().all(|c| !c.is_lowercase()) {
        find(Severity::Warning, Issue::SubjectInCapitals);
    }
    findings
}

/// The words by which a subject says which talk it is about.
const OF_TALK: [&str; 18] = [
    "interview",
    "conversation",
    "meeting",
    "visit",
    "tour",
    "talk",
    "call",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "morning",
    "afternoon",
    "evening",
    "yesterday",
];

/// Whether an English subject says what the message is about without the position: by other words ("Your question
/// about 2022"), by the reader's name beside them ("Thank you for Thursday, Ms Lindquist"), or by the talk ("Thank you
/// for Thursday's interview").
fn says_more(text: &str, context: &ResolvedContext<'_>) -> bool {
    const FEWEST_WORDS: usize = 4;
    if context.language.usage().is_some() || words::split(text).count() < FEWEST_WORDS {
        return false;
    }
    let own: HashSet<String> = context.candidate().into_iter().flat_map(words::split).map(words::folded).collect();
    let reader: HashSet<String> = context.recipient().into_iter().flat_map(words::split).map(words::folded).collect();
    let specific = telling(text, context.language.lexicon());
    words::split(text).map(words::folded).any(|word| {
        let word = words::without_possessive(&word);
        reader.contains(word) || word.contains(|c: char| c.is_ascii_digit()) || OF_TALK.contains(&word)
    }) || specific.into_iter().any(|word| !own.iter().any(|name| name.starts_with(&word)))
}
