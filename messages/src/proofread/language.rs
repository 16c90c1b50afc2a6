//! Spelling and grammar: of English by an offline checker and lists of further mistakes, of other languages by a
//! dictionary, if there is one.

mod grammar;
mod listed;
mod mistakes;
mod prose;
mod spelling;
mod stretch;

use harper_core::spell::FstDictionary;

use self::stretch::Stretch;
use super::{Check, Finding, passage::Passage, surroundings::Surroundings};

/// The mistakes in `passage`.
pub(super) fn check(
    passage: &Passage<'_>,
    known: &spelling::KnownWords,
    surroundings: &Surroundings<'_>,
) -> Vec<Finding> {
    if surroundings.language.tag() != crate::Locale::EN.tag() {
        let checked = |dictionary| listed::check(passage, known, dictionary, surroundings);
        return surroundings.dictionary.map(checked).unwrap_or_default();
    }
    let dictionary = FstDictionary::curated();
    let prose = prose::Prose::of(passage);
    let mut findings = mistakes::check(passage);
    let mut unknown = Vec::new();
    for stretch in Stretch::of(passage, &dictionary) {
        findings.extend(grammar::check(passage, &stretch, &prose, known));
        unknown.extend(spelling::check(passage, &stretch, &prose, known, &dictionary, surroundings));
    }
    // A word in no dictionary is reported as misspelt, even if a linter suggests another word.
    for finding in &mut findings {
        if unknown.iter().any(|other| other.span == finding.span) && !is_plural_of_none(finding, passage) {
            finding.check = Check::Spelling;
            finding.rule = Check::Spelling.rule();
        }
    }
    findings.extend(unknown);
    findings
}

/// Whether only an ending is wrong: "informations".
fn is_plural_of_none(finding: &Finding, passage: &Passage<'_>) -> bool {
    let written = finding.span.map_or("", |span| &passage.plain[passage.bytes(span)]).to_lowercase();
    finding.suggestions.iter().any(|instead| written.starts_with(&instead.to_lowercase()))
}

/// The words that are right because of the names and facts of the message.
pub(super) fn known(surroundings: &Surroundings<'_>) -> spelling::KnownWords {
    spelling::KnownWords::of(surroundings)
}
