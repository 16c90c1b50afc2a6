//! Recognises notes in another language than that of the message.

mod borrowed;
mod plain;
mod shared_words;
mod spelling;
mod words;

use whatlang::{Detector, Lang};

use self::words::{MAX_LANGUAGES, has_word, is_small, own_word, words_of};
use crate::{language::Language, languages, proofread::is_english_word};

/// The language of shorter notes is not decided: a name or a term belongs to no language.
const MIN_LETTERS: usize = 24;
const MIN_WORDS: usize = 4;

/// A note of which at least every so many words is an own word of a language is in that language.
const OWN_WORD_IN: usize = 4;

/// A note without such words, of which every so many is one of another language, is in that one.
const OTHERS_WORD_IN: usize = 6;

/// A note without words of another language, of which every so many is an own word, is in this one.
const ONLY_OWN_WORD_IN: usize = 8;

/// How sure the recognition has to be, from 0 to 1.
const SURE: f64 = 0.8;

/// English terms that have words of English, and are used in every language.
const TERMS: [&str; 12] = [
    "business to business",
    "end to end",
    "go to market",
    "internet of things",
    "on the job",
    "out of the box",
    "point of sale",
    "proof of concept",
    "software as a service",
    "state of the art",
    "time to market",
    "train the trainer",
];

/// Words within such terms.
const OF_TERMS: [&str; 9] = ["and", "at", "by", "for", "from", "of", "the", "to", "with"];

/// With these a note begins, but no term.
const BEFORE_TERMS: [&str; 4] = ["for", "from", "the", "with"];

/// A term has at most so many words, unless all others have capitals: "Kafka at scale", "Bring Your Own Device".
const MAX_TERM_WORDS: usize = 3;

/// Words with which names begin: "Los Angeles", "van Gogh". Before a capital they are no evidence.
const OF_NAMES: [&str; 26] = [
    "au", "aus", "aux", "das", "del", "dem", "den", "der", "el", "het", "im", "las", "les", "los", "mit", "mon", "op",
    "por", "una", "van", "vom", "von", "voor", "zu", "zum", "zur",
];

/// Words that English has as names or terms, or as other words.
const IN_ENGLISH: [&str; 22] = [
    "aan", "au", "aux", "con", "das", "del", "den", "est", "het", "las", "les", "los", "mit", "mon", "mis", "pour",
    "por", "una", "van", "von", "nous", "kan",
];

/// How many words a note has, and how many of them are own words of a language.
struct Counts {
    words: usize,
    /// Of the message's language.
    own: usize,
    /// Of each other language.
    others: [usize; MAX_LANGUAGES],
}

impl Counts {
    fn count(note: &str, language: &dyn Language) -> Self {
        let mut counts = Self { words: 0, own: 0, others: [0; MAX_LANGUAGES] };
        for word in words_of(note) {
            counts.words += 1;
            match own_word(word) {
                Some(&(tag, _)) if tag == language.tag() => counts.own += 1,
                Some(&(_, index)) => counts.others[index] += 1,
                None => {}
            }
        }
        counts
    }

    fn most_of_another(&self) -> usize {
        self.others.into_iter().max().unwrap_or_default()
    }
}

/// Whether `note` is certainly in another of the languages than this one.
pub(super) fn is_foreign(note: &str, language: &dyn Language) -> bool {
    let counts = Counts::count(note, language);
    counts.most_of_another() > 0 && has_only_words_of_another(note, language)
        || is_told_foreign(note, language, &counts)
        || language.tag() != "en" && is_plain_english(note, language)
        || shared_words::has_those_of_others(note, language)
        || shared_words::is_spelt_foreign(note, language)
}

/// Whether `note` is in English without a word that only English has.
fn is_plain_english(note: &str, language: &dyn Language) -> bool {
    let words: Vec<&str> = words_of(note).collect();
    let is_own = |word: &str| has_word(language, word) && !has_word(languages::english(), word);
    plain::is_english(note, &words, language.tag() == "de", is_own)
}

/// Whether `note` has a word that only one other language has, and none that this language has and that one has not.
fn has_only_words_of_another(note: &str, language: &dyn Language) -> bool {
    let small = TERMS.iter().fold(note.to_owned(), |note, term| note.replace(term, ""));
    let words: Vec<&str> = words_of(&small).collect();
    let telling = |index: usize, word: &str| {
        let in_capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
        // "von der Heide"
        let mut behind = words[index + 1..].iter().skip_while(|next| is_small(next) && OF_NAMES.contains(next));
        let before_name = behind.next().is_some_and(|next| !is_small(next));
        let lower = word.to_lowercase();
        let may_be_name = before_name && (OF_NAMES.contains(&lower.as_str()) || word == "I");
        let last_i = word == "I" && index > 0 && index + 1 == words.len();
        // "zwei Teams à acht Personen"
        let is_rate = word == "à";
        let is_english = language.tag() == "en" && IN_ENGLISH.contains(&lower.as_str());
        !(in_capitals || is_rate || may_be_name || last_i || is_english)
    };
    let found = words.iter().enumerate().filter(|&(index, word)| telling(index, word));
    let mut others: Vec<(&str, bool)> = Vec::new();
    for &(tag, _) in found.clone().filter_map(|(_, word)| own_word(word)).filter(|(tag, _)| *tag != language.tag()) {
        let of_term = |word: &str| {
            tag == "en" && OF_TERMS.contains(&word.to_lowercase().as_str()) && !joins_products(word, &words)
        };
        let only_of_term =
            found.clone().all(|(_, word)| own_word(word).is_none_or(|(of, _)| *of != tag) || of_term(word));
        others.push((tag, only_of_term));
    }
    others.into_iter().any(|(tag, only_of_term)| {
        let capitals =
            || words.iter().all(|word| !is_small(word) || OF_TERMS.contains(word) && !joins_products(word, &words));
        let begins = words.first().is_some_and(|first| BEFORE_TERMS.contains(&first.to_lowercase().as_str()));
        let is_term = only_of_term && words.len() <= MAX_TERM_WORDS && !begins || tag == "en" && capitals();
        let is_no_english = |(_, word): (usize, &&str)| {
            is_small(word) && own_word(word).is_some_and(|(of, _)| *of == tag) && !is_english_word(word)
        };
        let too_short = language.tag() == "en" && words.len() < MAX_TERM_WORDS && !found.clone().any(is_no_english);
        let other = languages::all().find(|other| other.tag() == tag);
        let speaks = |word: &&str| has_word(language, word) && !other.is_some_and(|other| has_word(other, word));
        !is_term && !too_short && !words.iter().any(speaks)
    })
}

/// Whether "and" joins names of products, as in "JavaScript and TypeScript", and not the words of a term, as in
/// "Research and Development".
fn joins_products(word: &str, words: &[&str]) -> bool {
    let of_product = |word: &str| {
        let small = |c: char| c.is_lowercase();
        let capital_within = word.split_once(small).is_some_and(|(_, rest)| rest.contains(char::is_uppercase));
        capital_within || word.len() > 1 && word.chars().all(char::is_uppercase) || !is_english_word(word)
    };
    word == "and" && words.iter().any(|other| *other != "and" && of_product(other))
}

/// Whether `note` is in another language, decided by how many words it has of each, or by its letters. Most notes are
/// decided by their frequent words, which takes about a microsecond; the recognition by letters takes a hundred.
fn is_told_foreign(note: &str, language: &dyn Language, counts: &Counts) -> bool {
    let &Counts { words, own, .. } = counts;
    if note.len() < MIN_LETTERS || words < MIN_WORDS || own * OWN_WORD_IN >= words {
        return false;
    }
    let most = counts.most_of_another();
    if own > most || most == 0 && own * ONLY_OWN_WORD_IN >= words {
        return false;
    }
    if own == 0 && most >= 2 && most * OTHERS_WORD_IN >= words {
        return true;
    }
    if note.chars().filter(|c| c.is_alphabetic()).count() < MIN_LETTERS {
        return false;
    }
    let known: Vec<Lang> = languages::all().map(Language::recognised).collect();
    let found = Detector::with_allowlist(known).detect(note);
    found.is_some_and(|found| found.lang() != language.recognised() && found.confidence() >= SURE)
}

#[cfg(test)]
mod tests;
