//! Grammar, by harper's linters.

use std::{
    num::NonZero,
    sync::{LazyLock, Mutex, PoisonError},
    thread,
};

use harper_core::{
    Dialect,
    linting::{Lint, LintGroup, LintKind, Suggestion},
    remove_overlaps,
    spell::FstDictionary,
};

use super::{prose::Prose, spelling::KnownWords, stretch::Stretch};
use crate::{
    Span,
    proofread::{Check, Finding, Severity, passage::Passage, words},
};

/// Unused linters. Making a group takes tens of milliseconds, and linting changes it. So threads neither share a group
/// nor keep one each, and at most as many are unused as can run at once.
static IDLE: Mutex<Vec<LintGroup>> = Mutex::new(Vec::new());
static MOST_IDLE: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// The names of linters that are switched off.
fn switched_off() -> impl Iterator<Item = &'static str> {
    words::listed(include_str!("switched_off.txt"))
}

fn idle_or_new() -> LintGroup {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    idle.unwrap_or_else(|| {
        let mut linters = LintGroup::new_curated(FstDictionary::curated(), Dialect::British);
        for name in switched_off() {
            linters.config.set_rule_enabled(name, false);
        }
        linters
    })
}

/// Keeps `linters` without their cache. The cache takes tens of kilobytes per sentence, and earlier texts would change
/// the findings.
fn give_back(linters: LintGroup) {
    let mut forgetful = LintGroup::empty();
    forgetful.merge_from(linters);
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    if idle.len() < *MOST_IDLE {
        idle.push(forgetful);
    }
}

/// The findings of the linters in the prose of `stretch`.
pub(super) fn check(passage: &Passage<'_>, stretch: &Stretch, prose: &Prose, known: &KnownWords) -> Vec<Finding> {
    let mut linters = idle_or_new();
    let lints = linters.organized_lints(&stretch.document);
    give_back(linters);
    let of_all =
        lints.into_iter().flat_map(|(linter, lints)| lints.into_iter().map(move |lint| (linter.clone(), lint)));
    let mut lints: Vec<Lint> = of_all
        .filter(|(linter, lint)| is_a_mistake(lint.lint_kind) && !is_taken_in(linter, place(stretch, lint), passage))
        .map(|(_, lint)| lint)
        .collect();
    lints.retain(|lint| {
        let words = stretch.document.get_span_content_str(&lint.span);
        let at = place(stretch, lint);
        prose.has(&(at.start..at.end))
            && !known.is_name(&words)
            && !known.is_in_name(&passage.plain, &passage.bytes(at))
    });
    remove_overlaps(&mut lints);
    lints.into_iter().map(|lint| finding(passage, stretch, lint)).collect()
}

/// The position of `lint` in the text.
fn place(stretch: &Stretch, lint: &Lint) -> Span {
    stretch.span(lint.span.start..lint.span.end)
}

/// Whether it is a known false positive of a linter that is otherwise reliable.
fn is_taken_in(linter: &str, place: Span, passage: &Passage<'_>) -> bool {
    let before = || words::of(&passage.plain[..passage.bytes(place).start]).last();
    let after = || words::of(&passage.plain[passage.bytes(place).end..]).next();
    match linter {
        // "I can send you samples": a noun, and no verb of "you".
        "PronounVerbAgreement" => before().is_some_and(|word| word.eq_ignore_ascii_case("you")),
        // "It's Gary Nowak."
        "ItsPossessive" => after().is_some_and(words::is_capitalised),
        _ => false,
    }
}

/// Whether it is more than a matter of style or region.
const fn is_a_mistake(kind: LintKind) -> bool {
    !matches!(
        kind,
        LintKind::Enhancement
            | LintKind::Formatting
            | LintKind::Readability
            | LintKind::Redundancy
            | LintKind::Regionalism
            | LintKind::Style
    )
}

fn finding(passage: &Passage<'_>, stretch: &Stretch, lint: Lint) -> Finding {
    let span = place(stretch, &lint);
    let words = stretch.document.get_span_content_str(&lint.span);
    let message = lint.message.replace('`', "\"");
    let ended = message.ends_with(['.', '?', '!']);
    let mut suggestions: Vec<String> = Vec::new();
    for suggestion in lint.suggestions {
        let instead = match suggestion {
            Suggestion::ReplaceWith(chars) => chars.into_iter().collect::<String>(),
            Suggestion::InsertAfter(chars) => words.chars().chain(chars).collect(),
            Suggestion::Remove => String::new(),
        };
        if !suggestions.contains(&instead) {
            suggestions.push(instead);
        }
    }
    let quoted = passage.quote(&passage.bytes(span));
    Finding {
        span: Some(span),
        suggestions,
        ..Finding::new(
            Check::Grammar,
            severity(lint.lint_kind),
            passage.part,
            format!("\"{quoted}\": {message}{}", if ended { "" } else { "." }),
        )
    }
}

/// The kinds of lint that are nearly always right.
const fn severity(kind: LintKind) -> Severity {
    match kind {
        LintKind::Agreement
        | LintKind::BoundaryError
        | LintKind::Capitalization
        | LintKind::Eggcorn
        | LintKind::Grammar
        | LintKind::Malapropism
        | LintKind::Punctuation
        | LintKind::Repetition
        | LintKind::Spelling
        | LintKind::Typo
        | LintKind::Usage
        | LintKind::WordChoice => Severity::Warning,
        _ => Severity::Hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_switched_off_is_a_linter() {
        let linters = LintGroup::new_curated(FstDictionary::curated(), Dialect::British);
        for name in switched_off() {
            assert!(linters.contains_key(name), "{name}");
        }
    }
}
