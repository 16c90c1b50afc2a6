//! A name at the start of a short message, without a word of greeting.

use crate::proofread::{english, words};

/// The length of a name with which a line begins, before thanks: "Bill, thank you for your time."
pub(super) fn leading_name_length(line: &str) -> Option<usize> {
    const THANKS: [&str; 5] = ["thank you", "thanks", "many thanks", "I wanted to thank", "I want to thank"];
    const OTHERS: [&str; 9] = ["First", "Yes", "No", "Please", "Sorry", "Congratulations", "Second", "Well", "Hello"];
    let (name, rest) = line.split_once(", ")?;
    let known = || english::word(&words::folded(name)).is_some_and(|known| known.is_adverb() || known.is_preposition());
    let names = is_name(name) && name.split_whitespace().count() <= 3 && !OTHERS.contains(&name) && !known();
    (names && THANKS.iter().any(|thanks| rest.starts_with(thanks))).then_some(name.len())
}

/// Whether words may be a name: few, each with a capital.
pub(super) fn is_name(words: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    words.split_whitespace().count() <= MOST_WORDS && words.split_whitespace().all(capital)
}

/// The name in "A Ruaridh chòir,", and where the greeting ends.
pub(super) fn called_in_scottish_gaelic(words: &str) -> Option<(std::ops::Range<usize>, usize)> {
    const FRIENDS: [&str; 4] = [" chòir,", " chaomh,", " a charaid,", ", a charaid,"];
    let (end, friend) = FRIENDS.iter().find_map(|friend| Some((words.find(friend)?, friend)))?;
    let called = words[..end].strip_prefix("A ").is_some_and(|name| name.starts_with(char::is_uppercase));
    called.then(|| (2..end, end + friend.len()))
}
