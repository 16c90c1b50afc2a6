//! The English dictionary: `words.txt`, which `messages/dictionary` makes from harper's.

mod classes;
mod irregular;
mod similar;

use std::{collections::HashMap, sync::LazyLock};

pub(super) use self::{classes::WordClasses, irregular::participle, similar::similar};
use crate::quick::Quick;

/// Every word in small letters, with its classes and all ways in which it is written, if not only so.
static WORDS: LazyLock<HashMap<&str, (WordClasses, &str), Quick>> =
    LazyLock::new(|| lines().map(|(word, classes, written)| (word, (classes, written))).collect());

/// The words with their classes and the ways in which they are written, if not only in small letters.
fn lines() -> impl Iterator<Item = (&'static str, WordClasses, &'static str)> {
    let lines = include_str!("english/words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (word, rest) = line.split_once(' ')?;
        let (classes, written) = rest.split_once(' ').unwrap_or((rest, ""));
        Some((word, WordClasses::of(classes), written))
    })
}

/// Every word, as it is written.
fn written() -> impl Iterator<Item = &'static str> {
    lines().flat_map(|(word, _, written)| if written.is_empty() { word } else { written }.split(' '))
}

/// What is known of `word` in any capitalisation.
pub(super) fn word(word: &str) -> Option<WordClasses> {
    WORDS.get(&*plain(word)).map(|(classes, _)| *classes)
}

/// Whether the dictionary has `word` as it is written.
pub(super) fn has(word: &str) -> bool {
    let word = word.replace('\u{2019}', "'");
    let known = WORDS.get(&*word.to_lowercase());
    known.is_some_and(|(_, written)| {
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
        let lines: Vec<_> = lines().collect();
        assert!(lines.len() > 130_000);
        assert!(lines.iter().all(
            |(word, _, written)| plain(word) == *word && written.split_whitespace().all(|one| plain(one) == *word)
        ));
    }
}
