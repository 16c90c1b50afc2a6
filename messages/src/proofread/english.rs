//! The English dictionary.
//!
//! harper's own index for similar words holds all words a second time, and takes as much memory as the dictionary. This
//! one holds a few bytes a word, and is made for the first unknown word.

use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

use harper_core::{
    CharStringExt, DictWordMetadata,
    spell::{CanonicalWordId, Dictionary, FuzzyMatchResult, MutableDictionary},
};

static WORDS: LazyLock<Arc<MutableDictionary>> = LazyLock::new(MutableDictionary::curated);

/// All words, each with the set of its letters.
static LETTERS: LazyLock<Vec<(u32, &'static [char])>> =
    LazyLock::new(|| words().words_iter().map(|word| (letters(word), word)).collect());

/// The words of English with what is known of them.
pub(super) fn words() -> &'static Arc<MutableDictionary> {
    &WORDS
}

/// What is known of `word` in any capitalisation.
pub(super) fn word(word: &str) -> Option<Cow<'static, DictWordMetadata>> {
    let chars: Vec<char> = word.chars().collect();
    let words: &'static MutableDictionary = &WORDS;
    words.get_word_metadata(&chars)
}

/// Whether the dictionary has `word` as it is written.
pub(super) fn has(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    words().contains_exact_word(&chars)
}

/// The set of the letters of a word: a bit for each, and one for all that are not English.
fn letters(word: &[char]) -> u32 {
    word.iter()
        .fold(0, |set, c| set | 1 << if c.is_ascii_alphabetic() { c.to_ascii_lowercase() as u32 & 31 } else { 0 })
}

/// The English dictionary with an index for similar words.
pub(super) struct English;

impl English {
    /// The words whose distance from `word` is at most `most`, nearest first.
    fn near(word: &[char], most: u8, count: usize) -> Vec<(u8, &'static [char])> {
        let plain = word.normalized();
        let small = plain.as_ref().to_lower();
        let (set, text): (u32, String) = (letters(&small), small.iter().collect());
        let many = u32::from(most);
        let is_near = |(other_set, other): &&(u32, &'static [char])| {
            other.len().abs_diff(small.len()) <= usize::from(most)
                && (set & !other_set).count_ones() <= many
                && (other_set & !set).count_ones() <= many
        };
        let measured = LETTERS.iter().filter(is_near).filter_map(|(_, other)| {
            let written: String = other.iter().flat_map(|c| c.to_lowercase()).collect();
            let distance = u8::try_from(strsim::osa_distance(&text, &written)).unwrap_or(u8::MAX);
            (distance <= most).then_some((distance, *other))
        });
        let mut near: Vec<(u8, &'static [char])> = measured.collect();
        near.sort_by_key(|(distance, _)| *distance);
        near.truncate(count);
        near
    }
}

/// All but similar words is asked of harper's dictionary.
impl Dictionary for English {
    fn contains_word(&self, word: &[char]) -> bool {
        words().contains_word(word)
    }

    fn contains_word_str(&self, word: &str) -> bool {
        words().contains_word_str(word)
    }

    fn contains_exact_word(&self, word: &[char]) -> bool {
        words().contains_exact_word(word)
    }

    fn contains_exact_word_str(&self, word: &str) -> bool {
        words().contains_exact_word_str(word)
    }

    fn fuzzy_match(&self, word: &[char], most: u8, count: usize) -> Vec<FuzzyMatchResult<'_>> {
        let known = |(edit_distance, word): (u8, &'static [char])| {
            let metadata = Cow::Borrowed(words().get_word_metadata_exact(word)?);
            Some(FuzzyMatchResult { word, edit_distance, metadata })
        };
        Self::near(word, most, count).into_iter().filter_map(known).collect()
    }

    fn fuzzy_match_str(&self, word: &str, most: u8, count: usize) -> Vec<FuzzyMatchResult<'_>> {
        self.fuzzy_match(&word.chars().collect::<Vec<_>>(), most, count)
    }

    fn get_correct_capitalization_of(&self, word: &[char]) -> Option<&'_ [char]> {
        words().get_correct_capitalization_of(word)
    }

    fn get_correct_capitalizations_of(&self, word: &[char]) -> Box<dyn Iterator<Item = &[char]> + Send + '_> {
        words().get_correct_capitalizations_of(word)
    }

    fn get_word_metadata(&self, word: &[char]) -> Option<Cow<'_, DictWordMetadata>> {
        words().get_word_metadata(word)
    }

    fn get_word_metadata_str(&self, word: &str) -> Option<Cow<'_, DictWordMetadata>> {
        words().get_word_metadata_str(word)
    }

    fn get_word_metadata_exact(&self, word: &[char]) -> Option<&DictWordMetadata> {
        words().get_word_metadata_exact(word)
    }

    fn words_iter(&self) -> Box<dyn Iterator<Item = &'_ [char]> + Send + '_> {
        words().words_iter()
    }

    fn word_count(&self) -> usize {
        words().word_count()
    }

    fn get_word_from_id(&self, id: &CanonicalWordId) -> Option<&[char]> {
        words().get_word_from_id(id)
    }

    fn find_words_with_prefix(&self, prefix: &[char]) -> Vec<Cow<'_, [char]>> {
        words().find_words_with_prefix(prefix)
    }

    fn find_words_with_common_prefix(&self, word: &[char]) -> Vec<Cow<'_, [char]>> {
        words().find_words_with_common_prefix(word)
    }
}

#[cfg(test)]
mod tests {
    use harper_core::spell::suggest_correct_spelling;

    use super::*;

    #[test]
    fn the_nearest_words_come_first() {
        let nearest = |word: &str| -> String {
            let word: Vec<char> = word.chars().collect();
            suggest_correct_spelling(&word, 60, 2, &English)[0].iter().collect()
        };
        for (written, meant) in [("recieved", "received"), ("oportunity", "opportunity"), ("Definately", "definitely")]
        {
            assert_eq!(nearest(written), meant);
        }
    }
}
