//! "Then" for "than", with words between it and what is compared: "I would rather mend the roof then replace it".

use std::ops::Range;

use super::tokens::{Gap, Word};
use crate::proofread::english::WordClasses;

/// Words by which a sentence compares, besides adjectives in "-er".
const COMPARED: [&str; 13] = [
    "more",
    "less",
    "better",
    "worse",
    "fewer",
    "sooner",
    "rather",
    "lower",
    "higher",
    "older",
    "younger",
    "other",
    "different",
];
/// Words before "then" by which it is a time.
const JOINED: [&str; 11] = ["and", "but", "or", "until", "since", "by", "just", "even", "only", "right", "from"];
/// Words that may follow "than".
const FOLLOWING: [&str; 18] = [
    "to", "a", "an", "the", "my", "your", "our", "his", "her", "their", "any", "one", "two", "three", "in", "at", "on",
    "with",
];

/// The positions of "then" that should be "than".
pub(super) fn find(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let places = words.iter().enumerate().skip(2).filter(|(_, word)| word.lower == "then" && word.gap == Gap::Space);
    places.filter(|(index, _)| compares(words, *index)).map(|(_, word)| word.at.clone()).collect()
}

fn compares(words: &[Word<'_>], then: usize) -> bool {
    const FARTHEST: usize = 14;
    let Some(next) = words.get(then + 1).filter(|next| next.gap == Gap::Space) else { return false };
    if JOINED.contains(&&*words[then - 1].lower) {
        return false;
    }
    let verb = next.known().is_some_and(WordClasses::is_verb_lemma);
    let follows = FOLLOWING.contains(&&*next.lower);
    let start = (0..then).rev().take(FARTHEST).take_while(|index| {
        let behind = &words[index + 1];
        !matches!(behind.gap, Gap::Start)
            && !matches!(&*words[*index].lower, "if" | "when" | "once" | "first" | "after")
    });
    let compared =
        start.map(|index| &words[index]).find(|word| COMPARED.contains(&&*word.lower) || is_comparative(word));
    compared.is_some_and(|word| match &*word.lower {
        // "I would rather ... then replace"
        "rather" => {
            words.iter().any(|word| matches!(&*word.lower, "would" | "i'd" | "we'd" | "they'd")) && (verb || follows)
        }
        _ => follows,
    })
}

fn is_comparative(word: &Word<'_>) -> bool {
    super::classes::named("comparative").is_some_and(|is_comparative| is_comparative(word))
}
