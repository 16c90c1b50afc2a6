//! Finds names of companies in a text, and their distinctive words.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::proofread::{english, words};

/// Legal forms after companies' names, which are not pronounced.
pub(super) static LEGAL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words::listed(include_str!("../legal_forms.txt")).collect());

/// Whether `at` overlaps with nothing in `taken`.
pub(super) fn is_free(at: &Range<usize>, taken: &[Range<usize>]) -> bool {
    taken.iter().all(|other| at.end <= other.start || other.end <= at.start)
}

/// A company's name in lower case, without its legal form.
pub(super) fn bare(company: &str) -> String {
    let mut all: Vec<String> = words::split(company).map(words::folded).collect();
    while all.len() > 1 && all.last().is_some_and(|last| LEGAL.contains(last.as_str())) {
        all.pop();
    }
    if all.len() > 1 && all.first().is_some_and(|first| first == "the") {
        all.remove(0);
    }
    all.join(" ")
}

/// The end of a name whose last word is at `last`, before a possessive ending.
pub(super) fn end_of_name(text: &str, last: &Range<usize>) -> usize {
    last.start + words::without_possessive(&text[last.clone()]).len()
}

/// Whether the dictionary has `word` in lower case.
pub(super) fn is_word(word: &str) -> bool {
    english::has(word)
}
