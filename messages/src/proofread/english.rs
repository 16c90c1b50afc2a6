//! The English dictionary: `words.txt`, which `messages/dictionary` makes from harper's.

mod classes;
mod irregular;
mod similar;

use std::hash::{BuildHasher, Hasher};

pub(super) use self::{classes::WordClasses, irregular::participle, similar::similar};
use crate::fnv::FnvBuildHasher;

/// A line is a word in small letters, its classes and all ways in which it is written, if not only so.
static TEXT: &str = include_str!("english/words.txt");

/// Where in [`TEXT`] the line of a word begins: a hash table with open addressing, so that nothing is read at the
/// start. `build.rs` makes it. A slot has four bytes, the lowest first: 0 if it is empty, or else the place, plus one.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.table"));
const SLOT: usize = size_of::<u32>();

/// A line of [`TEXT`].
#[derive(Clone, Copy)]
struct Entry {
    word: &'static str,
    classes: &'static str,
    /// The ways in which it is written, or nothing if only in small letters.
    written: &'static str,
}

impl Entry {
    /// Of the line with which `text` begins.
    fn at_start_of(text: &'static str) -> Option<Self> {
        let line = text.split('\n').next()?;
        let (word, rest) = line.split_once(' ')?;
        let (classes, written) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Self { word, classes, written })
    }

    /// Of a word in small letters, with straight apostrophes.
    fn find(word: &str) -> Option<Self> {
        let slots = TABLE.len() / SLOT;
        let mut hasher = FnvBuildHasher::default().build_hasher();
        hasher.write(word.as_bytes());
        let first = usize::try_from(hasher.finish() % slots as u64).ok()?;
        for slot in (first..slots).chain(0..first) {
            let bytes = TABLE.get(slot * SLOT..)?.first_chunk()?;
            let place = usize::try_from(u32::from_le_bytes(*bytes)).ok()?.checked_sub(1)?;
            let entry = Self::at_start_of(TEXT.get(place..)?)?;
            if entry.word == word {
                return Some(entry);
            }
        }
        None
    }
}

fn entries() -> impl Iterator<Item = Entry> {
    TEXT.lines().filter(|line| !line.starts_with('#')).filter_map(Entry::at_start_of)
}

/// Every word, as it is written.
fn written() -> impl Iterator<Item = &'static str> {
    entries().flat_map(|Entry { word, written, .. }| if written.is_empty() { word } else { written }.split(' '))
}

/// The dictionary's entry of `word` in any capitalisation.
pub(super) fn word(word: &str) -> Option<WordClasses> {
    Entry::find(&plain(word)).map(|entry| WordClasses::from_letters(entry.classes))
}

/// Whether the dictionary has `word` in any capitalisation.
pub(crate) fn has_in_any_case(text: &str) -> bool {
    word(text).is_some()
}

/// Whether the dictionary has `word` as it is written.
pub(super) fn has(word: &str) -> bool {
    let word = word.replace('\u{2019}', "'");
    Entry::find(&word.to_lowercase()).is_some_and(|Entry { written, .. }| {
        if written.is_empty() {
            !word.chars().any(char::is_uppercase)
        } else {
            written.split(' ').any(|one| one == word)
        }
    })
}

/// `word` in small letters, with straight apostrophes.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('\u{2019}', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_they_are_written() {
        for known in ["interview", "Monday", "Ivy", "ivy", "don\u{2019}t", "it's", "colour", "color", "café"] {
            assert!(has(known), "{known}");
        }
        for unknown in ["monday", "Interview", "INTERVIEW", "recieved", "", " ", "-", "nsv"] {
            assert!(!has(unknown), "{unknown}");
        }
        assert!(word("MONDAY").is_some_and(WordClasses::is_noun));
        assert!(word("recieved").is_none());
    }

    #[test]
    fn every_line_is_a_word_with_classes() {
        let entries: Vec<_> = entries().collect();
        assert!(entries.len() > 130_000);
        for Entry { word, classes, written } in entries {
            assert!(plain(word) == word && written.split_whitespace().all(|one| plain(one) == word), "{word}");
            let found = Entry::find(word).map(|entry| (entry.classes, entry.written));
            assert_eq!(found, Some((classes, written)), "{word}");
        }
    }
}
