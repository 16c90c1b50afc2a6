//! Tells notes that are in another language than the message.

use whatlang::{Detector, Lang};

use crate::{language::Language, languages};

/// Shorter notes are not told: a name or a term belongs to no language.
const FEWEST_LETTERS: usize = 24;
const FEWEST_WORDS: usize = 4;

/// How sure the recognition has to be, from 0 to 1.
const SURE: f64 = 0.8;

/// Whether `note` is certainly in another of the languages than this one.
pub(super) fn is_foreign(note: &str, language: &dyn Language) -> bool {
    let words = || note.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    let has = |language: &dyn Language| {
        let own = language.own_words();
        words().filter(|word| own.contains(&word.to_lowercase().as_str())).count()
    };
    let own = has(language);
    if own > 0 && languages::all().filter(|other| other.tag() != language.tag()).all(|other| has(other) < own) {
        return false;
    }
    let letters = note.chars().filter(|c| c.is_alphabetic()).count();
    if letters < FEWEST_LETTERS || words().count() < FEWEST_WORDS {
        return false;
    }
    let known: Vec<Lang> = languages::all().map(Language::recognised).collect();
    let found = Detector::with_allowlist(known).detect(note);
    found.is_some_and(|found| found.lang() != language.recognised() && found.confidence() >= SURE)
        || own == 0 && languages::all().any(|other| other.tag() != language.tag() && has(other) >= 2)
}
