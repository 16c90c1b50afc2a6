//! Short English notes without a word such as "the", in messages of other languages: "project management skills".

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use crate::proofread::is_english_word;

/// Words that indicate English: nouns, and others.
static PLAIN: LazyLock<[HashSet<&str>; 2]> = LazyLock::new(|| {
    let text = include_str!("plain_english.txt");
    let (nouns, others) = text.split_once("# Other words.").unwrap_or((text, ""));
    [nouns, others]
        .map(|list| list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect())
});

/// Terms with such words, which are used in every language.
const BORROWED: [&str; 27] = [
    "after sales",
    "after work",
    "best practice",
    "co-working",
    "customer experience",
    "data warehouse",
    "early adopter",
    "early bird",
    "employee experience",
    "feel good",
    "feel-good",
    "first level",
    "good practice",
    "great place",
    "growth hacking",
    "growth marketing",
    "happy hour",
    "hard skills",
    "managed service",
    "managing director",
    "new business",
    "new work",
    "public speaking",
    "small talk",
    "social skills",
    "soft skills",
    "user experience",
];

/// Whether `note` is in English, and not one of the terms that are borrowed: it has a plain English word, and
/// all its `words` in small letters are English. `is_own` recognises words of the message's language.
pub(super) fn is_english(note: &str, words: &[&str], in_german: bool, is_own: impl Fn(&str) -> bool) -> bool {
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let [nouns, others] = &*PLAIN;
    let tells = |index: usize, word: &str| {
        let lower = if word.chars().all(char::is_lowercase) { Cow::Borrowed(word) } else { word.to_lowercase().into() };
        let counts = is_small(word) || index == 0;
        counts && others.contains(&*lower) || (is_small(word) || !in_german && index == 0) && nouns.contains(&*lower)
    };
    // Most notes have no such word.
    if !words.iter().enumerate().any(|(index, word)| tells(index, word)) {
        return false;
    }
    let has_small = words.iter().any(|word| is_small(word)) || words.len() == 1 || note.contains(',');
    let small = note.to_lowercase();
    has_small
        && !BORROWED.iter().any(|term| small.contains(term))
        && words.iter().all(|word| !is_small(word) || is_english_word(word) && !is_own(word))
}
