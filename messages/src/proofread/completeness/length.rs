//! The length of a text, and its paragraphs.

use planning::StepKind;

use crate::{
    Part,
    draft::count_words,
    limit::Limit,
    proofread::{Check, Finding, Matter, Severity, passage::Passage, surroundings::Surroundings},
    text::Text,
};

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = match (passage.part, passage.text) {
        (Part::Body, text) => text.unwrap_or(Text::Email),
        (Part::Voicemail, _) => Text::Voicemail,
        _ => return Vec::new(),
    };
    // The greeting and the lines below the sign-off do not count.
    let prose = passage.layout.prose.clone();
    let counted = if text.is_written() { &passage.plain[prose] } else { passage.plain.as_str() };
    let mut findings = Vec::new();
    findings.extend(too_long(count_words(counted), passage.plain.chars().count(), text, passage.part, surroundings));
    if passage.is_written() {
        findings.extend(too_many_paragraphs(passage, text, surroundings));
    }
    findings
}

/// A script is as long as all its parts.
pub(super) fn check_script(parts: &[&Passage<'_>], surroundings: &Surroundings<'_>) -> Option<Finding> {
    let words = parts.iter().map(|passage| count_words(&passage.plain)).sum();
    let characters = parts.iter().map(|passage| passage.plain.chars().count()).sum();
    too_long(words, characters, Text::Script, Part::Script, surroundings)
}

fn too_long(
    words: usize,
    characters: usize,
    text: Text,
    part: Part,
    surroundings: &Surroundings<'_>,
) -> Option<Finding> {
    // An unknown kind has the largest limit.
    let limit = surroundings.language.limit(surroundings.kind.unwrap_or(StepKind::ThankYou), text);
    if limit.allows(words, characters) {
        return None;
    }
    let (count, most, matter) = match limit {
        Limit::Words(most) => (words, most, Matter::TooManyWords { count: words, most }),
        Limit::Characters(most) => (characters, most, Matter::TooManyCharacters { count: characters, most }),
    };
    // A few words more do not matter, nor does a longer message to somebody who is connected.
    let hint = match limit {
        Limit::Words(_) if text == Text::Letter => count * 2 <= most * 3,
        Limit::Words(_) => count * 4 <= most * 5,
        Limit::Characters(_) => count * 2 <= most * 3,
    };
    let severity = if hint { Severity::Hint } else { Severity::Warning };
    Some(Finding::new(Check::TooLong, severity, part, surroundings.says(matter)))
}

fn too_many_paragraphs(passage: &Passage<'_>, text: Text, surroundings: &Surroundings<'_>) -> Option<Finding> {
    let most = match (text, surroundings.kind) {
        (Text::Email, Some(StepKind::ThankYou) | None) | (Text::Letter | Text::Linkedin, _) => 3,
        _ => 2,
    };
    let count = passage.layout.paragraphs.len();
    let severity = if count <= most + 2 { Severity::Hint } else { Severity::Warning };
    (count > most).then(|| {
        let says = surroundings.says(Matter::TooManyParagraphs { count, most });
        Finding::new(Check::TooManyParagraphs, severity, passage.part, says)
    })
}
