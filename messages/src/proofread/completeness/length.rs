//! The length of a text, and its paragraphs.

use planning::StepKind;

use crate::{
    Part,
    draft::count_words,
    limit::Limit,
    proofread::{Check, Finding, Issue, Severity, prepared_text::PreparedText, resolved_context::ResolvedContext},
    text::Text,
};

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = match (prepared.part, prepared.text) {
        (Part::Body, text) => text.unwrap_or(Text::Email),
        (Part::Voicemail, _) => Text::Voicemail,
        _ => return Vec::new(),
    };
    // The greeting and the lines below the sign-off do not count.
    let prose = prepared.layout.prose.clone();
    let counted = if text.is_written() { &prepared.plain[prose] } else { prepared.plain.as_str() };
    let mut findings = Vec::new();
    findings.extend(too_long(count_words(counted), prepared.plain.chars().count(), text, prepared.part, context));
    if prepared.is_written() {
        findings.extend(too_many_paragraphs(prepared, text, context));
    }
    findings
}

/// A script is as long as all its parts.
pub(super) fn check_script(parts: &[&PreparedText<'_>], context: &ResolvedContext<'_>) -> Option<Finding> {
    let words = parts.iter().map(|prepared| count_words(&prepared.plain)).sum();
    let characters = parts.iter().map(|prepared| prepared.plain.chars().count()).sum();
    too_long(words, characters, Text::Script, Part::Script, context)
}

fn too_long(words: usize, characters: usize, text: Text, part: Part, context: &ResolvedContext<'_>) -> Option<Finding> {
    // An unknown kind has the largest limit.
    let limit = context.language.limit(context.kind.unwrap_or(StepKind::ThankYou), text);
    if limit.allows(words, characters) {
        return None;
    }
    let (count, most, issue) = match limit {
        Limit::Words(most) => (words, most, Issue::TooManyWords { count: words, most }),
        Limit::Characters(most) => (characters, most, Issue::TooManyCharacters { count: characters, most }),
    };
    // A few words more do not matter, nor does a longer message to somebody who is connected.
    let hint = match limit {
        Limit::Words(_) if text == Text::Letter => count * 2 <= most * 3,
        Limit::Words(_) => count * 4 <= most * 5,
        Limit::Characters(_) => count * 2 <= most * 3,
    };
    let severity = if hint { Severity::Hint } else { Severity::Warning };
    Some(Finding::new(Check::TooLong, severity, part, context.describe(issue)))
}

fn too_many_paragraphs(prepared: &PreparedText<'_>, text: Text, context: &ResolvedContext<'_>) -> Option<Finding> {
    let most = match (text, context.kind) {
        (Text::Email, Some(StepKind::ThankYou) | None) | (Text::Letter | Text::Linkedin, _) => 3,
        _ => 2,
    };
    let count = prepared.layout.paragraphs.len();
    let severity = if count <= most + 2 { Severity::Hint } else { Severity::Warning };
    (count > most).then(|| {
        let description = context.describe(Issue::TooManyParagraphs { count, most });
        Finding::new(Check::TooManyParagraphs, severity, prepared.part, description)
    })
}
