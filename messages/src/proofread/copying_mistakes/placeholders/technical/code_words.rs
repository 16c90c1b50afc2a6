//! Words about code.

use std::{collections::HashSet, sync::LazyLock};

use crate::proofread::words;

/// Words for things that are written in code, said right before or behind them.
static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("nouns.txt")).collect());
/// Words that show that a sentence is about code.
static SUBJECTS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("subjects.txt")).collect());

/// Such words that are also ordinary English: "reference", "block".
static ORDINARY_NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("ordinary_nouns.txt")).collect());
/// Such words that are also ordinary English: "post", "script".
static ORDINARY_SUBJECTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("ordinary_subjects.txt")).collect());

/// Whether a text has a word that is about nothing but code.
pub(in super::super) fn is_technical(plain: &str) -> bool {
    plain.contains('`')
        || words::split(plain).any(|word| {
            let word = word.to_lowercase();
            SUBJECTS.contains(word.as_str()) || NOUNS.contains(word.as_str())
        })
}

pub(super) fn is_noun(word: &str) -> bool {
    let word = word.to_lowercase();
    NOUNS.contains(word.as_str()) || ORDINARY_NOUNS.contains(word.as_str())
}

pub(super) fn is_subject_word(word: &str) -> bool {
    let word = word.to_lowercase();
    SUBJECTS.contains(word.as_str()) || ORDINARY_SUBJECTS.contains(word.as_str())
}
