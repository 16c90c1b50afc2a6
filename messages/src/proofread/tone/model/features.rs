//! The features of a sentence, as `messages/training/train.py` makes them.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The group of each word that has one: "@kin" for "wife".
static GROUPS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let lines = include_str!("groups.txt").lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(' '));
    named.flat_map(|(name, words)| words.split(' ').map(move |word| (word, format!("@{name}")))).collect()
});

/// Words that are not stemmed, most of them function words.
static UNSTEMMED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("unstemmed_words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(' ')).collect()
});

/// Suffixes that are removed from words; the first that matches is used.
const ENDINGS: [&str; 15] =
    ["ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "ness", "ment", "ments", "ation", "ations", "al", "able"];

/// The minimum number of letters of a stem.
const SHORTEST_STEM: usize = 4;

/// The maximum number of letters of a stem.
const LONGEST_STEM: usize = 7;

/// The markers of the start and the end of a sentence.
const SENTENCE_MARKERS: [&str; 2] = ["^", "$$"];

/// The tokens of a sentence: words in lower case, "0" for each number, and some punctuation marks.
pub(super) fn tokens(sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            found.push(word.trim_end_matches('\'').to_owned());
            word.clear();
        }
    };
    for c in sentence.chars().flat_map(char::to_lowercase).chain([' ']) {
        let c = if c == '\u{2019}' { '\'' } else { c };
        if c.is_alphabetic() || c == '\'' && word.ends_with(char::is_alphabetic) {
            if word == "0" {
                end(&mut word);
            }
            word.push(c);
        } else if c.is_ascii_digit() {
            if word != "0" {
                end(&mut word);
            }
            "0".clone_into(&mut word);
        } else {
            end(&mut word);
            if "?!;:,%$£€".contains(c) {
                let mut mark = c.to_string();
                end(&mut mark);
            }
        }
    }
    found
}

/// The hashes of all features of a sentence: of its words, and of their classes. The result has duplicates.
pub(super) fn hashes(tokens: &[String]) -> impl Iterator<Item = u32> {
    let plain: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let classes: Vec<String> = tokens.iter().map(|token| word_class(token)).collect();
    n_grams(&plain).into_iter().chain(n_grams(&classes))
}

/// The class of a word: the name of its group, or its stem. Function words, numbers and punctuation marks are classes
/// of their own.
fn word_class(word: &str) -> String {
    let is_stemmed = || word.starts_with(char::is_alphabetic) && !UNSTEMMED.contains(word);
    GROUPS.get(word).cloned().unwrap_or_else(|| if is_stemmed() { format!("~{}", stem(word)) } else { word.to_owned() })
}

/// The word without its suffix, and shortened.
fn stem(word: &str) -> &str {
    let letters = |part: &str| part.chars().count();
    let ending = ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|beginning| letters(beginning) >= SHORTEST_STEM));
    let beginning = ending.unwrap_or(word);
    let beginning = if letters(beginning) > SHORTEST_STEM {
        beginning.strip_suffix(['e', 'y', 'i']).unwrap_or(beginning)
    } else {
        beginning
    };
    beginning.char_indices().nth(LONGEST_STEM).map_or(beginning, |(end, _)| &beginning[..end])
}

/// The hashes of n-grams: words, pairs, triples, and pairs with a gap.
fn n_grams(words: &[impl AsRef<str>]) -> Vec<u32> {
    let [first, last] = SENTENCE_MARKERS;
    let inner = words.iter().map(AsRef::as_ref);
    let words: Vec<&str> = std::iter::once(first).chain(inner).chain([last]).collect();
    let features = (0..words.len()).flat_map(|at| {
        let word = |offset: usize| words.get(at + offset).copied();
        let alone = word(0).map(|one| hash([one]));
        let pair = word(0).zip(word(1)).map(|(one, two)| hash([one, " ", two]));
        let rest = word(0).zip(word(1)).zip(word(2));
        let triple = rest.map(|((one, two), three)| hash([one, " ", two, " ", three]));
        let gap = rest.map(|((one, _), three)| hash([one, " _ ", three]));
        [alone, pair, triple, gap].into_iter().flatten()
    });
    features.collect()
}

/// FNV-1a with 32 bits.
fn hash<const N: usize>(parts: [&str; N]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0x811C_9DC5, |value: u32, byte| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_neighbours_are_features() {
        let found = tokens("I’d say 3½ o'clock, 'fine'!");
        assert_eq!(found, ["i'd", "say", "0", "o'clock", ",", "fine", "!"]);
        assert_eq!(hash(["a"]), 0xE40C_292C);
        // Four words with the ends: four words, three pairs, two triples, two gaps.
        assert_eq!(n_grams(&["a", "b"]).len(), 11);
        let hashes = |word: &str| hashes(&["my".to_owned(), word.to_owned()]).collect::<Vec<u32>>();
        assert!(hashes("wife").iter().filter(|hash| hashes("husband").contains(hash)).count() > 11);
    }

    #[test]
    fn words_of_one_stem_are_word_class() {
        for words in [["complain", "complained"], ["insist", "insisting"], ["regret", "regrets"], ["naïve", "naïvely"]]
        {
            assert_eq!(words.map(word_class)[0], words.map(word_class)[1]);
        }
        assert_eq!(
            ["would", "wife", "0", "?", "disappointment"].map(word_class),
            ["would", "@kin", "0", "?", "~disappo"]
        );
    }
}
