//! Tells notes that are in another language than the message.

use std::{collections::HashMap, sync::LazyLock};

use whatlang::{Detector, Lang};

use crate::quick::Quick;
use crate::{language::Language, languages};

/// Shorter notes are not told: a name or a term belongs to no language.
const FEWEST_LETTERS: usize = 24;
const FEWEST_WORDS: usize = 4;

/// A note of which at least every so many words is an own word of a language is in that language.
const OWN_WORD_IN: usize = 4;

/// A note without such words, of which every so many is one of another language, is in that one.
const OTHERS_WORD_IN: usize = 6;

/// A note without words of another language, of which every so many is an own word, is in this one.
const ONLY_OWN_WORD_IN: usize = 8;

/// How sure the recognition has to be, from 0 to 1.
const SURE: f64 = 0.8;

/// There is room for so many languages; a test says so if there are more.
const MOST_LANGUAGES: usize = 16;

/// The own words of all languages, each with the tag of its language and the index of that.
static OWN_WORDS: LazyLock<HashMap<&str, (&str, usize), Quick>> = LazyLock::new(|| {
    let of_language = |(index, language): (usize, &'static dyn Language)| {
        language.own_words().iter().map(move |word| (*word, (language.tag(), index % MOST_LANGUAGES)))
    };
    languages::all().enumerate().flat_map(of_language).collect()
});

/// Whether `note` is certainly in another of the languages than this one. Most notes are told by their frequent words,
/// which takes about a microsecond; the recognition by letters takes a hundred.
pub(super) fn is_foreign(note: &str, language: &dyn Language) -> bool {
    if note.len() < FEWEST_LETTERS {
        return false;
    }
    let words = || note.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    let (mut count, mut own, mut others) = (0, 0, [0_usize; MOST_LANGUAGES]);
    for word in words() {
        count += 1;
        match own_word(word) {
            Some(&(tag, _)) if tag == language.tag() => own += 1,
            Some(&(_, index)) => others[index] += 1,
            None => {}
        }
    }
    if count < FEWEST_WORDS || own * OWN_WORD_IN >= count {
        return false;
    }
    let most = others.into_iter().max().unwrap_or_default();
    if own > most || most == 0 && own * ONLY_OWN_WORD_IN >= count {
        return false;
    }
    if own == 0 && most >= 2 && most * OTHERS_WORD_IN >= count {
        return true;
    }
    if note.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return false;
    }
    let known: Vec<Lang> = languages::all().map(Language::recognised).collect();
    let found = Detector::with_allowlist(known).detect(note);
    found.is_some_and(|found| found.lang() != language.recognised() && found.confidence() >= SURE)
}

/// The language whose own word this is, whatever its case, or whose own word is shortened before its apostrophe.
fn own_word(word: &str) -> Option<&'static (&'static str, usize)> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return OWN_WORDS.get(word);
    }
    let small = word.to_ascii_lowercase().replace('’', "'");
    OWN_WORDS.get(small.as_str()).or_else(|| OWN_WORDS.get(&small[..=small.find('\'')?]))
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
    fn an_own_word_is_that_of_one_language() {
        assert!(languages::all().count() <= MOST_LANGUAGES);
        let all: Vec<&str> = languages::all().flat_map(Language::own_words).copied().collect();
        assert_eq!(all.len(), OWN_WORDS.len());
        assert!(all.iter().all(|word| word.to_lowercase() == *word));
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
