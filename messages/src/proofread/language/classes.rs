//! Classes of words, from the dictionary.

use std::{collections::HashSet, sync::LazyLock};

use super::tokens::Word;
use crate::proofread::{
    english::{self, WordClasses},
    words,
};

/// Whether a word belongs to a class.
pub(super) type Class = fn(&Word<'_>) -> bool;

macro_rules! sets {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(static $name: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!($file)).collect());)*
    };
}

sets! {
    NUMBERS: "classes/numbers.txt",
    COUNTED: "classes/counted.txt",
    UNITS: "classes/units.txt",
    EVENTS: "classes/events.txt",
    PARTICIPLES: "classes/participles.txt",
}

/// The class of a name.
pub(super) fn named(name: &str) -> Option<Class> {
    let class: Class = match name {
        "noun" => |word| is(word, WordClasses::is_noun),
        "plural" => |word| is_plural(word) && !word.is_capitalised(),
        "singular" => |word| is(word, WordClasses::is_singular_noun) && !is_plural(word),
        "adjective" => |word| is(word, WordClasses::is_adjective),
        "adjective_only" => is_adjective_only,
        "ly" => {
            |word| word.lower.ends_with("ly") && is(word, WordClasses::is_adverb) && !is(word, is_noun_or_adjective)
        }
        "adverb" => |word| is(word, WordClasses::is_adverb),
        "lemma" => is_lemma,
        "verb" => |word| is_lemma(word) && !is(word, WordClasses::is_noun) && !is(word, WordClasses::is_adjective),
        "bare" => is_bare,
        "participle_only" => |word| is(word, WordClasses::is_verb_participle_only) && !is_lemma(word),
        "possessive" => is_possessive,
        "comparative" => is_comparative,
        "third" => |word| is(word, WordClasses::is_verb_third_person),
        "third_only" => {
            |word| is(word, WordClasses::is_verb_third_person) && !is(word, WordClasses::is_noun) && !is_lemma(word)
        }
        "ing" => is_ing,
        "act" => is_act,
        "past_only" => is_past_only,
        "singular_only" => is_singular_only,
        "preterite" => |word| is(word, WordClasses::is_verb_preterite_only) && !is_lemma(word),
        "past" => is_past,
        "participle" => |word| is(word, WordClasses::is_verb_participle),
        "number" => is_number,
        "numberword" => |word| NUMBERS.contains(word.written) && !matches!(word.written, "many" | "few"),
        "unit" => |word| UNITS.contains(&*word.lower),
        "counted" => |word| COUNTED.contains(&*word.lower),
        "event" => |word| EVENTS.contains(&*word.lower),
        "name" => |word| word.is_capitalised() && word.lower != "i",
        "vowel" => |word| word.lower.starts_with(['a', 'e', 'i', 'o', 'u']),
        _ => return None,
    };
    Some(class)
}

fn is(word: &Word<'_>, test: fn(WordClasses) -> bool) -> bool {
    word.known().is_some_and(test)
}

/// Whether it is the plural of a noun, and nothing else of a noun.
pub(super) fn is_plural(word: &Word<'_>) -> bool {
    is(word, WordClasses::is_plural_noun) && !is(word, WordClasses::is_singular_noun) && !word.is_plural_possessive
}

/// Whether it is a noun in the singular, and no plural.
pub(super) fn is_singular(word: &Word<'_>) -> bool {
    is(word, WordClasses::is_singular_noun) && !is(word, WordClasses::is_plural_noun)
}

fn is_noun_or_adjective(known: WordClasses) -> bool {
    known.is_noun() || known.is_adjective()
}

/// Whether it is the past form of a verb in small letters, and no other word: neither "left" nor "interested".
fn is_past_only(word: &Word<'_>) -> bool {
    is_past(word) && !word.is_capitalised() && !is(word, is_noun_or_adjective)
}

/// Whether it is a noun in small letters that is counted, in the singular, and no other word.
fn is_singular_only(word: &Word<'_>) -> bool {
    let other = |known: WordClasses| {
        known.is_plural_noun()
            || known.is_mass_noun_only()
            || known.is_verb_lemma()
            || known.is_verb_progressive()
            || known.is_verb_third_person()
            || known.is_verb_participle()
            || known.is_verb()
            || known.is_adjective()
            || known.is_adverb()
            || known.is_determiner()
            || known.is_pronoun()
            || known.is_preposition()
    };
    let small = matches!(&*word.lower, "if" | "how") || is_number(word);
    !word.is_capitalised() && !small && is(word, WordClasses::is_singular_noun) && !is(word, other)
}

/// Whether it is the plain form of a verb and a noun in the singular, and nothing else: "announce" is none, "reach" is
/// one.
fn is_act(word: &Word<'_>) -> bool {
    let other = |known: WordClasses| {
        known.is_plural_noun()
            || known.is_mass_noun_only()
            || known.is_verb_past()
            || known.is_verb_participle()
            || known.is_verb_progressive()
            || known.is_verb_third_person()
            || known.is_adjective()
            || known.is_adverb()
            || known.is_determiner()
            || known.is_pronoun()
            || known.is_preposition()
    };
    let past = word.lower.ends_with("ed") || PARTICIPLES.contains(&*word.lower);
    is_lemma(word) && !word.is_capitalised() && !past && is(word, WordClasses::is_singular_noun) && !is(word, other)
}

fn is_lemma(word: &Word<'_>) -> bool {
    is(word, WordClasses::is_verb_lemma)
}

/// Whether it is the plain form of a verb, and nothing else.
fn is_bare(word: &Word<'_>) -> bool {
    let other = |known: WordClasses| {
        known.is_noun() || known.is_adjective() || known.is_adverb() || known.is_verb_past() || known.is_preposition()
    };
    let modal = matches!(&*word.lower, "would" | "could" | "should" | "might" | "must" | "shall");
    is_lemma(word) && !modal && !is(word, other) && !PARTICIPLES.contains(&*word.lower)
}

/// Whether it is an adjective in small letters, and nothing else.
fn is_adjective_only(word: &Word<'_>) -> bool {
    let other = |known: WordClasses| {
        known.is_noun()
            || known.is_verb()
            || known.is_adverb()
            || known.is_determiner()
            || known.is_pronoun()
            || known.is_preposition()
    };
    !word.is_capitalised() && is(word, WordClasses::is_adjective) && !is(word, other)
}

/// Whether it is a noun in small letters with a possessive ending.
fn is_possessive(word: &Word<'_>) -> bool {
    let stem = word.written.strip_suffix("'s").filter(|_| !word.is_capitalised());
    let known = stem.and_then(english::word);
    known.is_some_and(|known| known.is_noun() && !known.is_pronoun() && !known.is_determiner() && !known.is_adverb())
}

/// Whether it is the form of an adjective in "-er".
fn is_comparative(word: &Word<'_>) -> bool {
    const OTHERS: [&str; 14] = [
        "former", "latter", "inner", "outer", "upper", "utter", "proper", "other", "further", "older", "younger",
        "lower", "higher", "elder",
    ];
    word.lower.ends_with("er") && !OTHERS.contains(&&*word.lower) && is(word, WordClasses::is_comparative_adjective)
}

fn is_ing(word: &Word<'_>) -> bool {
    word.lower.ends_with("ing") && is(word, WordClasses::is_verb_progressive)
}

/// Whether it is a past form, and no present one: not "put".
fn is_past(word: &Word<'_>) -> bool {
    is(word, WordClasses::is_verb_past) && !is_lemma(word)
}

pub(super) fn is_number(word: &Word<'_>) -> bool {
    word.lower.chars().all(|c| c.is_ascii_digit()) || NUMBERS.contains(&*word.lower)
}

/// Whether it measures: "two weeks of shadowing was enough".
pub(super) fn is_unit(word: &Word<'_>) -> bool {
    UNITS.contains(&*word.lower)
}
