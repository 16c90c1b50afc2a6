//! Notes in another language without a word that only this one has: frequent words of several languages, and letters.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    borrowed, spelling,
    words::{MAX_LANGUAGES, has_word, is_small, words_of},
};
use crate::{fnv::FnvBuildHasher, language::Language, languages, proofread::is_english_word};

/// The frequent words that several languages may have, each with a bit for each of these languages.
static SHARED_WORDS: LazyLock<HashMap<&str, u16, FnvBuildHasher>> = LazyLock::new(|| {
    let mut languages_of = HashMap::default();
    for (index, language) in languages::all().enumerate() {
        for word in language.shared_words() {
            *languages_of.entry(*word).or_default() |= 1 << (index % MAX_LANGUAGES);
        }
    }
    languages_of
});

/// Whether `note` has a frequent word that several other languages have and this one doesn't, and no word that tells
/// this language: "die Pläne" in a French message. English is recognised by [`plain`](super::plain).
pub(super) fn has_those_of_others(note: &str, language: &dyn Language) -> bool {
    let words: Vec<&str> = words_of(note).collect();
    // A single word may be a name or a term.
    if words.len() < 2 {
        return false;
    }
    let telling = words.iter().enumerate().filter(|&(index, word)| {
        let next_is_name = words.get(index + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        (is_small(word) || index == 0)
            && borrowed::tells(&word.to_lowercase(), next_is_name)
            && !has_word(language, word)
    });
    let shared_by = |word: &str| SHARED_WORDS.get(word.to_lowercase().as_str()).copied().unwrap_or_default();
    let others = telling.fold(0, |all, (_, word)| all | shared_by(word));
    let is_other = |(index, other): (usize, &dyn Language)| {
        // Words that both languages have tell neither.
        others & (1 << index) != 0
            && other.tag() != "en"
            && words.iter().all(|word| !has_word(language, word) || has_word(other, word))
            && !(language.tag() == "en" && has_english_beside(&words, matches!(other.tag(), "de" | "nl")))
    };
    others != 0 && languages::all().enumerate().any(is_other) && !borrowed::has_term(note)
}

/// Whether a word of a note is English that isn't a frequent word of another language; of words with a capital, which
/// may be names, only if they count, too: "Die Casting" is no German.
fn has_english_beside(words: &[&str], capitals_count: bool) -> bool {
    let frequent = |word: &str| SHARED_WORDS.contains_key(word.to_lowercase().as_str());
    words.iter().any(|word| (is_small(word) || capitals_count) && is_english_word(word) && !frequent(word))
}

/// Whether a word of `note` has letters that this language lacks, and no word tells this language: "migración" in a
/// German message. Words with a capital may be names.
pub(super) fn is_spelt_foreign(note: &str, language: &dyn Language) -> bool {
    if note.is_ascii() {
        return false;
    }
    let words: Vec<&str> = words_of(note).collect();
    let foreign = |word: &str| spelling::is_foreign(word, language.tag());
    let is_known = |word: &str| language.tag() == "en" && is_english_word(word);
    let is_english = language.tag() == "en" && has_english_beside(&words, false);
    !is_english
        && words.iter().any(|word| is_small(word) && foreign(word) && !is_known(word))
        && !words.iter().any(|word| has_word(language, word) && !is_of_others(word, language))
        && !borrowed::has_term(note)
}

/// Whether another language has this frequent word, too.
fn is_of_others(word: &str, language: &dyn Language) -> bool {
    languages::all().any(|other| other.tag() != language.tag() && has_word(other, word))
}
