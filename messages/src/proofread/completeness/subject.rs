//! The subject of an e-mail.

use planning::facts::Channel;

use crate::{
    Element, Part,
    proofread::{
        Check, Finding, Matter, Severity, Texts, passage::Passage, positions, surroundings::Surroundings, words,
    },
    required_elements::Need,
};

/// The words that a subject may have beside the title.
const MOST_WORDS: usize = 12;
const MOST_CHARACTERS: usize = 90;

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
            surroundings.says(Matter::NoSubject),
        )];
    };
    let mut findings = Vec::new();
    let lexicon = surroundings.language.lexicon();
    let text = passage.plain.trim();
    let mut find = |severity, matter| {
        let span = (!text.is_empty()).then(|| passage.span(&(0..passage.plain.len())));
        let says = surroundings.says(matter);
        findings.push(Finding { span, ..Finding::new(Check::Subject, severity, Part::Subject, says) });
    };
    let names_it = surroundings
        .position()
        .map_or_else(|| positions::mentions_any(text, lexicon), |title| positions::is_named(title, text));
    if text.is_empty() {
        find(Severity::Warning, Matter::EmptySubject);
    } else if !names_it {
        // A reply keeps the subject of the message before.
        let reply = text.to_lowercase().starts_with("re:");
        let severity = if surroundings.facts.is_none() || reply { Severity::Hint } else { Severity::Warning };
        find(severity, Matter::SubjectWithoutPosition { title: surroundings.position() });
    } else if lexicon.empty_subjects.find(text).any(|hit| hit.at.start == 0 && hit.at.end == text.len()) {
        find(Severity::Warning, Matter::SubjectSaysNothing);
    }
    let title = surroundings.position().map_or((0, 0), |title| (words::of(title).count(), title.chars().count()));
    if words::of(text).count() > MOST_WORDS + title.0 || text.chars().count() > MOST_CHARACTERS + title.1 {
        find(Severity::Warning, Matter::SubjectTooLong);
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 8 && letters.iter().all(|c| !c.is_lowercase()) {
        find(Severity::Warning, Matter::SubjectInCapitals);
    }
    findings
}
