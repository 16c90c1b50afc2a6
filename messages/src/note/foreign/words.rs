//! The words of notes, and the frequent words of the languages.

use std::{collections::HashMap, sync::LazyLock};

use crate::{fnv::FnvBuildHasher, language::Language, languages};

/// There is room for so many languages; a test says so if there are more.
pub(super) const MAX_LANGUAGES: usize = 16;

/// The own words of all languages, each with the tag of its language and the index of that.
pub(super) static OWN_WORDS: LazyLock<HashMap<&str, (&str, usize), FnvBuildHasher>> = LazyLock::new(|| {
    let of_language = |(index, language): (usize, &'static dyn Language)| {
        language.own_words().iter().map(move |word| (*word, (language.tag(), index % MAX_LANGUAGES)))
    };
    languages::all().enumerate().flat_map(of_language).collect()
});

/// Whether `word` begins with a small letter, so that it is no name.
pub(super) fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Whether `word` is a frequent word of `language`.
pub(super) fn has_word(language: &dyn Language, word: &str) -> bool {
    let small = word.to_lowercase().replace('’', "'");
    own_word(word).is_some_and(|(of, _)| *of == language.tag()) || language.shared_words().contains(&small.as_str())
}

/// The words of a note. An apostrophe belongs to them.
pub(super) fn words_of(note: &str) -> impl Iterator<Item = &str> {
    note.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// The language whose own word this is, whatever its case, or whose own word is shortened before its apostrophe.
/// An apostrophe at the end is that of a possessive: "years' experience".
pub(super) fn own_word(word: &str) -> Option<&'static (&'static str, usize)> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return OWN_WORDS.get(word);
    }
    let small = word.to_ascii_lowercase().replace('’', "'");
    let of_short = || OWN_WORDS.get(&small[..=small.find('\'')?]);
    OWN_WORDS.get(small.as_str()).or_else(of_short).or_else(|| OWN_WORDS.get(small.strip_suffix('\'')?))
}
