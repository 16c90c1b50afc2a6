//! Word lists, in files beside this one.

use std::{collections::HashSet, sync::LazyLock};

use crate::fnv::FnvBuildHasher;

/// No word of any list has so many bytes.
const MAX_WORD_BYTES: usize = 40;

/// A list of words in small letters.
pub(super) struct WordList(LazyLock<HashSet<&'static str, FnvBuildHasher>>);

impl WordList {
    const fn new(read: fn() -> HashSet<&'static str, FnvBuildHasher>) -> Self {
        Self(LazyLock::new(read))
    }

    /// Whether `word` is one of them, whatever its case.
    pub(super) fn has(&self, word: &str) -> bool {
        if word.len() > MAX_WORD_BYTES {
            return false;
        }
        let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        plain && self.0.contains(word)
            || !plain && self.0.contains(word.to_lowercase().replace('\u{2019}', "'").as_str())
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $file:literal,)+) => {
        $(
            $(#[$doc])*
            pub(super) static $name: WordList =
                WordList::new(|| include_str!(concat!("words/", $file, ".txt")).split_whitespace().collect());
        )+
    };
}

lists! {
    /// The articles.
    ARTICLES: "articles",
    /// Words that join.
    CONJUNCTIONS: "conjunctions",
    /// Abbreviations that keep their stop.
    ABBREVIATIONS: "abbreviations",
    /// Words that begin a noun phrase.
    DETERMINERS: "determiners",
    /// Numbers, and what else makes the noun after it a plural.
    COUNTS: "counts",
    /// Words that are a subject on their own; with what they contract to.
    PRONOUNS: "pronouns",
    /// Words that begin a clause which can stand as an object.
    WH: "wh",
    /// Prepositions.
    PREPOSITIONS: "prepositions",
    /// Comparatives that can follow a verb as its object or complement.
    COMPARATIVES: "comparatives",
    /// Adjectives for people that a preposition follows.
    PREDICATES: "predicates",
    /// Verbs that goals begin with.
    AIMS: "aims",
    /// Words that notes begin with and that are no names.
    SMALL_STARTS: "small_starts",
    /// Verbal nouns that notes begin with.
    GERUNDS: "gerunds",
    /// Verbs in the past, as CVs begin with them.
    PAST: "past",
    /// Verbs that make a clause a sentence.
    FINITE: "finite",
    /// Nouns in the plural that are no verbs.
    THINGS: "things",
    /// Words that describe a noun, where their endings don't show it.
    ADJECTIVES: "adjectives",
    /// Verbs for what was said, rather than for facts.
    REPORTS: "reports",
    /// Nouns for people.
    ROLES: "roles",
    /// Countable nouns that a message may be about. An article precedes them.
    SINGULARS: "singulars",
    /// Countable nouns that a person can have one of.
    POSSESSIONS: "possessions",
    /// Uncountable nouns that a person can have.
    STORES: "stores",
    /// Private subjects: pay, looks, feelings, gossip.
    PRIVATE: "private",
    /// Praise of a character.
    TRAITS: "traits",
    /// Verbs by which people remind themselves.
    REMINDERS: "reminders",
    /// Nouns of private life.
    ASIDES: "asides",
    /// Verbs in the third person that end as nouns in the plural do.
    VERBS_LIKE_NOUNS: "verbs_like_nouns",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_make_no_difference() {
        assert!(PRONOUNS.has("We’ve") && PRONOUNS.has("we've"));
        assert!(!PRONOUNS.has("wevé"));
    }
}
