//! Two sentences that only a comma joins: "The logs were the best I have seen, every line was timed".
//!
//! Only the plain form is found: a sentence that begins with its subject, one comma, and a second subject with its
//! verb. Writers join short sentences like that on purpose, so it is worth a hint.

use std::ops::Range;

use super::tokens::{Gap, Word};

/// Words with which a sentence may begin that is complete at its comma.
const FIRST: [&str; 24] = [
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "the",
    "my",
    "our",
    "your",
    "his",
    "her",
    "their",
    "this",
    "that",
    "these",
    "those",
    "every",
    "each",
    "there",
    "nobody",
    "everyone",
    "everybody",
];
/// Words with which the second sentence may begin, directly before its verb.
const PRONOUNS: [&str; 11] = ["i", "we", "he", "she", "it", "they", "you", "this", "that", "these", "there"];
/// Words with which it may begin, a noun before its verb.
const DETERMINERS: [&str; 9] = ["every", "each", "the", "my", "our", "your", "his", "her", "their"];
const VERBS: [&str; 16] = [
    "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could", "did", "does", "must", "should",
    "may",
];
/// Verbs that finish the first sentence. Of other words too many are nouns or participles.
const FINITE: [&str; 10] = ["is", "was", "are", "were", "has", "had", "have", "am", "would", "will"];
/// Words by which the first part is no sentence of its own, or the second one belongs to it.
const JOINING: [&str; 39] = [
    "if", "when", "because", "although", "though", "while", "since", "as", "that", "which", "who", "whom", "whose",
    "where", "what", "how", "why", "once", "until", "unless", "before", "after", "whether", "whenever", "wherever",
    "and", "or", "nor", "but", "so", "than", "both", "either", "neither", "not", "no", "nothing", "said", "says",
];

/// The commas that join two sentences, with the words beside them.
pub(super) fn find(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let starts = (0..words.len()).filter(|start| words[*start].gap == Gap::Start);
    starts.filter_map(|start| splice(words, start)).collect()
}

/// The splice in the sentence that begins at `start`.
fn splice(words: &[Word<'_>], start: usize) -> Option<Range<usize>> {
    const FEWEST: usize = 4;
    const NEAR: usize = 4;
    let end = (start + 1..words.len()).find(|index| words[*index].gap == Gap::Start).unwrap_or(words.len());
    let sentence = &words[start..end];
    let marks = |word: &&Word<'_>| matches!(word.gap, Gap::Comma | Gap::Mark);
    let comma = sentence.iter().skip(1).position(|word| matches!(word.gap, Gap::Comma | Gap::Mark))? + 1;
    let only_one = sentence.iter().skip(1).filter(marks).count() == 1 && sentence[comma].gap == Gap::Comma;
    let (first, second) = sentence.split_at(comma);
    let complete = first.len() >= FEWEST
        && second.len() >= FEWEST
        && FIRST.contains(&&*first[0].lower)
        && first.iter().skip(1).any(|word| FINITE.contains(&&*word.lower));
    let near = second.iter().take(NEAR);
    let joined = first.iter().chain(near).any(|word| JOINING.contains(&&*word.lower));
    (only_one && complete && !joined && begins_sentence(second)).then(|| first[comma - 1].at.start..second[0].at.end)
}

/// Whether words are a subject and its verb.
fn begins_sentence(words: &[Word<'_>]) -> bool {
    let is_verb = |index: usize| words.get(index).is_some_and(|word| VERBS.contains(&&*word.lower));
    let pronoun = PRONOUNS.contains(&&*words[0].lower) && is_verb(1);
    let noun = DETERMINERS.contains(&&*words[0].lower) && (is_verb(2) || is_verb(3));
    (pronoun || noun) && words.iter().take(4).all(|word| word.gap != Gap::Mark)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::{
        Locale, Part,
        languages::language_of,
        proofread::{language::tokens, prepared_text::PreparedText},
    };

    fn found(text: &str) -> Vec<String> {
        let prepared = PreparedText::new(Part::Subject, None, text, language_of(Locale::EN).lexicon());
        let words = tokens::words_of(&prepared);
        find(&words).into_iter().map(|at| prepared.plain[at].to_owned()).collect()
    }

    #[test]
    fn commas_that_join_two_sentences_are_found() {
        let text = "The logs were the best I have seen, every line was timed and initialed.";
        assert_eq!(found(text), ["seen, every"]);
        assert_eq!(found("I have been to the yard twice, it was busy all day."), ["twice, it"]);
    }

    #[test]
    fn clauses_and_lists_are_left_alone() {
        for right in [
            "When the logs were read, every line was timed.",
            "It was, I think, a good day.",
            "The logs, every line was timed.",
            "I have been to the yard twice, and it was busy.",
            "The bakery was quiet that day, you said.",
            "It was so quiet there, you could hear the clock.",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
