//! Tells notes that are in another language than the message.

use whatlang::{Detector, Lang};

use crate::{language::Language, languages};

/// Shorter notes are not told: a name or a term belongs to no language.
const FEWEST_LETTERS: usize = 24;
const FEWEST_WORDS: usize = 4;

/// A note of which at least every so many words is an own word of a language is in that language.
const OWN_WORD_IN: usize = 4;

/// A note without such words, of which every so many is one of another language, is in that one.
const OTHERS_WORD_IN: usize = 6;

/// How sure the recognition has to be, from 0 to 1.
const SURE: f64 = 0.8;

/// Whether `note` is certainly in another of the languages than this one. Most notes are told by their frequent words,
/// which takes about a microsecond; the recognition by letters takes a hundred.
pub(super) fn is_foreign(note: &str, language: &dyn Language) -> bool {
    if note.len() < FEWEST_LETTERS {
        return false;
    }
    let words = || note.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    let count = words().count();
    let own_words = |language: &dyn Language| {
        let own = language.own_words();
        words().filter(|word| own.iter().any(|own| own.eq_ignore_ascii_case(word))).count()
    };
    let own = own_words(language);
    if count < FEWEST_WORDS || own * OWN_WORD_IN >= count {
        return false;
    }
    let others = || languages::all().filter(|other| other.tag() != language.tag());
    let most = others().map(own_words).max().unwrap_or_default();
    if own > most {
        return false;
    }
    if own == 0 && most >= 2 && most * OTHERS_WORD_IN >= count {
        return true;
    }
    let letters = note.chars().filter(|c| c.is_alphabetic()).count();
    let known: Vec<Lang> = languages::all().map(Language::recognised).collect();
    let found = Detector::with_allowlist(known).detect(note).filter(|_| letters >= FEWEST_LETTERS);
    found.is_some_and(|found| found.lang() != language.recognised() && found.confidence() >= SURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes, each with its language; none, if it is in no language in particular.
    #[track_caller]
    fn is_of(note: &str, own: Option<&str>) {
        for language in languages::all() {
            let foreign = own.is_some_and(|own| own != language.tag());
            assert_eq!(is_foreign(note, language), foreign, "{note}: {}", language.tag());
        }
    }

    #[test]
    fn notes_are_told_by_their_words() {
        is_of("the move of the warehouse to event sourcing and how the team works", Some("en"));
        is_of("die Umstellung des Lagers auf Event Sourcing und wie das Team arbeitet", Some("de"));
        is_of("la migration de l'entrepôt vers une nouvelle plateforme et son équipe", Some("fr"));
        is_of("la migración del almacén a una nueva plataforma y cómo trabaja el equipo", Some("es"));
        is_of("de overstap van het magazijn op een nieuw platform en hoe het team werkt", Some("nl"));
    }

    #[test]
    fn terms_and_names_belong_to_no_language() {
        for note in ["event sourcing", "Kafka", "Kubernetes, Terraform, Rust", "Anke von der Heide", ""] {
            is_of(note, None);
        }
    }
}
