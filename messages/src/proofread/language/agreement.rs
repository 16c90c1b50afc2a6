//! Verbs that don't agree with their subject, when other words are between them: "The range of machines were".

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{
    classes,
    tokens::{Gap, Word},
};
use crate::proofread::{english::WordClasses, words};

/// The forms of verbs: the other form of each, and whether it is the plural.
pub(super) static FORMS: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let pairs = include_str!("agreement/forms.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = pairs.filter_map(|line| line.split_once(' '));
    pairs.flat_map(|(one, many)| [(one, (many, false)), (many, (one, true))]).collect()
});

macro_rules! sets {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(pub(super) static $name: LazyLock<std::collections::HashSet<&str>> =
            LazyLock::new(|| words::listed(include_str!($file)).collect());)*
    };
}

sets! {
    STARTS: "agreement/starts.txt",
    DETERMINERS: "agreement/determiners.txt",
    PREPOSITIONS: "agreement/prepositions.txt",
    COLLECTIVES: "agreement/collectives.txt",
    EITHER: "agreement/either.txt",
}

pub(super) const PRONOUNS: [&str; 6] = ["i", "you", "we", "they", "he", "she"];
pub(super) const RELATIVES: [&str; 4] = ["that", "which", "who", "whom"];
pub(super) const ALONE: [&str; 7] = ["everyone", "everybody", "nobody", "everything", "nothing", "each", "neither"];

/// A verb in the wrong form.
#[derive(Debug)]
pub(super) struct AgreementError {
    /// From the noun to the verb, in bytes.
    pub(super) at: Range<usize>,
    pub(super) noun: String,
    pub(super) verb: String,
    pub(super) instead: &'static str,
    /// Whether it may be right.
    pub(super) uncertain: bool,
}

/// The verbs of a text that don't agree with a noun before them.
pub(super) fn find(words: &[Word<'_>]) -> Vec<AgreementError> {
    (0..words.len()).filter(|start| may_start(words, *start)).filter_map(|start| clash(words, start)).collect()
}

/// Whether a subject may begin at this word.
pub(super) fn may_start(words: &[Word<'_>], start: usize) -> bool {
    let word = &words[start];
    let joined = start > 1 && words[start - 1].gap == Gap::Comma && matches!(&*words[start - 1].lower, "and" | "but");
    // "the care with which the ledgers"
    let of_clause = start > 1
        && matches!(&*words[start - 1].lower, "which" | "whom")
        && PREPOSITIONS.contains(&*words[start - 2].lower);
    let begins = of_clause && word.gap == Gap::Space
        || word.gap == Gap::Start
        || joined && word.gap == Gap::Space
        || start > 0 && matches!(word.gap, Gap::Space | Gap::Comma) && STARTS.contains(&*words[start - 1].lower);
    begins && (DETERMINERS.contains(&*word.lower) || ALONE.contains(&&*word.lower) || word.lower == "one")
}

fn clash(words: &[Word<'_>], start: usize) -> Option<AgreementError> {
    let (head, plural) = head(words, start)?;
    let verb = verb(words, head)?;
    let written = &words[verb];
    let (instead, is_plural) = *FORMS.get(&*written.lower)?;
    let between = &words[head + 1..verb];
    let aside = between.iter().any(|word| word.gap == Gap::Comma);
    let joined = !aside && is_joined(words, head, verb);
    let several = joined || COLLECTIVES.contains(&*words[head].lower);
    let clashes = if plural { !is_plural } else { is_plural && !several && !measures(words, start) };
    clashes.then(|| AgreementError {
        at: words[head].at.start..written.at.end,
        noun: words[head].written.to_owned(),
        verb: written.written.to_owned(),
        instead,
        uncertain: false,
    })
}

/// Whether another subject is next to the noun: "The map and a list were". In a clause, or behind a preposition, "and"
/// joins other words: "The list that you and I made", "The list of nails and screws".
fn is_joined(words: &[Word<'_>], head: usize, verb: usize) -> bool {
    let clause =
        words[head..verb].iter().position(|word| RELATIVES.contains(&&*word.lower)).map_or(verb, |at| head + at);
    let of = words.get(head + 1).is_some_and(|word| word.lower == "of");
    (head + 1..clause).any(|at| {
        let another = words.get(at + 1).is_some_and(|next| DETERMINERS.contains(&*next.lower) || next.is_capitalised());
        matches!(&*words[at].lower, "and" | "or" | "plus") && (!of || another)
    })
}

/// Whether a subject such as "a range of views" may have a verb in the plural.
pub(super) fn measures(words: &[Word<'_>], start: usize) -> bool {
    matches!(&*words[start].lower, "a" | "an") || words[start].lower == "the" && words[start + 1].lower == "other"
}

/// The noun that a verb must agree with, and whether it is a plural.
pub(super) fn head(words: &[Word<'_>], start: usize) -> Option<(usize, bool)> {
    let first = &words[start];
    let next = words.get(start + 1)?;
    if ALONE.contains(&&*first.lower) || first.lower == "one" {
        let of = next.lower == "of";
        let alone = of || first.lower.len() > 7 && PRONOUNS.contains(&&*next.lower);
        return (alone && next.gap == Gap::Space).then_some((start, false));
    }
    let mut head = None;
    for (index, word) in words.iter().enumerate().skip(start + 1).take(4) {
        if word.gap != Gap::Space || ends_noun(word) || FORMS.contains_key(&*word.lower) && head.is_some() {
            break;
        }
        let known = word.known()?;
        if !(known.is_noun() || known.is_adjective() || classes::is_number(word)) {
            break;
        }
        // "where several routes meet are"
        let verb = known.is_verb_lemma() && classes::is_plural(&words[index - 1]);
        if verb && start > 0 && matches!(&*words[start - 1].lower, "where" | "when") {
            return None;
        }
        head = Some(index);
    }
    let head = head?;
    let noun = &words[head];
    let modal = matches!(&*noun.lower, "might" | "will" | "can" | "may" | "must");
    let numbered = classes::is_number(noun) || words.get(head + 1).is_some_and(|next| next.gap == Gap::Hyphen);
    let unclear = modal || numbered || noun.is_capitalised() || EITHER.contains(&*noun.lower) || classes::is_unit(noun);
    let known = noun.known().filter(|known| known.is_noun() && !unclear)?;
    let plural = known.is_plural_noun() && !known.is_singular_noun();
    let singular = known.is_singular_noun() && !known.is_plural_noun() || known.is_mass_noun_only();
    (plural || singular && !noun.lower.ends_with('s') || singular && noun.lower.ends_with("ss"))
        .then_some((head, plural))
}

fn ends_noun(word: &Word<'_>) -> bool {
    PREPOSITIONS.contains(&*word.lower)
        || PRONOUNS.contains(&&*word.lower)
        || RELATIVES.contains(&&*word.lower)
        || DETERMINERS.contains(&*word.lower)
        || ALONE.contains(&&*word.lower)
        || matches!(
            &*word.lower,
            "and" | "not" | "where" | "when" | "do" | "does" | "did" | "somebody" | "someone" | "anybody" | "anyone"
        )
}

/// The verb of the subject with this noun: after phrases with prepositions and at most one clause.
fn verb(words: &[Word<'_>], head: usize) -> Option<usize> {
    const FARTHEST: usize = 20;
    let mut in_clause = false;
    let mut verbs = 0;
    for (index, word) in words.iter().enumerate().skip(head + 1).take(FARTHEST) {
        if word.gap == Gap::Comma && (!in_clause || verbs > 0) {
            return behind_comma(words, index);
        }
        if word.gap == Gap::Hyphen {
            continue;
        }
        if word.gap != Gap::Space {
            return None;
        }
        let before = &words[index - 1];
        let relative = RELATIVES.contains(&&*word.lower);
        let pronoun = PRONOUNS.contains(&&*word.lower);
        let other =
            DETERMINERS.contains(&*word.lower) && !PREPOSITIONS.contains(&*before.lower) && before.lower != "and";
        if index == head + 1 && !(PREPOSITIONS.contains(&*word.lower) || relative || pronoun || other || is_form(word))
        {
            return None;
        }
        if relative || pronoun || other {
            let continues = if in_clause { verbs == 0 } else { relative || index > head };
            if !continues || verbs > 0 && (relative || pronoun) {
                return None;
            }
            in_clause = true;
            continue;
        }
        if is_form(word) {
            if in_clause && verbs == 0 {
                verbs += 1;
                continue;
            }
            return Some(index);
        }
        if tells(word, words.get(index + 1)) && !(in_clause && verbs == 0) {
            return Some(index);
        }
        let of_person = |next: &Word<'_>| {
            matches!(&*next.lower, "me" | "us" | "him" | "her" | "them" | "you") || DETERMINERS.contains(&*next.lower)
        };
        if word.lower == "to" && in_clause && words.get(index + 1).is_some_and(of_person) {
            continue;
        }
        if ends_clause(word) {
            return None;
        }
        let told = in_clause
            && verbs == 0
            && word.lower.ends_with("ed")
            && word.known().is_some_and(WordClasses::is_verb)
            && !PREPOSITIONS.contains(&*before.lower)
            && !DETERMINERS.contains(&*before.lower);
        if is_finite(word, before) || told {
            if !in_clause || verbs > 0 && !FORMS.contains_key(&*before.lower) {
                return None;
            }
            verbs += 1;
        }
    }
    None
}

/// The verb after what is between two commas: "The checklist, with its boxes, have".
fn behind_comma(words: &[Word<'_>], start: usize) -> Option<usize> {
    const LONGEST: usize = 18;
    let preposition = PREPOSITIONS.contains(&*words[start].lower) || RELATIVES.contains(&&*words[start].lower);
    let inside = words.iter().enumerate().skip(start + 1).take(LONGEST);
    let mut inside = inside.take_while(|(_, word)| word.gap != Gap::Start);
    let told = |index: usize| {
        let next = words.get(index + 1).filter(|next| next.gap == Gap::Space);
        next.is_some_and(|next| {
            matches!(
                &*next.lower,
                "very" | "clearly" | "plainly" | "the" | "a" | "an" | "that" | "how" | "me" | "us" | "why" | "what"
            )
        })
    };
    let is_verb = |index: usize, word: &Word<'_>| is_form(word) || FORMS.contains_key(&*word.lower) && told(index);
    let verb = inside.find(|(index, word)| word.gap == Gap::Comma && is_verb(*index, word));
    verb.map(|(index, _)| index).filter(|_| preposition)
}

fn is_form(word: &Word<'_>) -> bool {
    let be_or_have = matches!(&*word.lower, "is" | "are" | "was" | "were" | "has" | "have");
    be_or_have || FORMS.contains_key(&*word.lower) && word.known().is_some_and(|known| !known.is_noun())
}

/// Whether a verb that is a noun, too, is one here: "show that".
fn tells(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let object = |word: &Word<'_>| matches!(&*word.lower, "that" | "how" | "what" | "me" | "us" | "why");
    FORMS.contains_key(&*word.lower) && next.is_some_and(|next| next.gap == Gap::Space && object(next))
}

fn ends_clause(word: &Word<'_>) -> bool {
    matches!(
        &*word.lower,
        "if" | "when"
            | "because"
            | "but"
            | "while"
            | "since"
            | "as"
            | "than"
            | "what"
            | "how"
            | "why"
            | "where"
            | "so"
            | "not"
            | "will"
            | "would"
            | "can"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "did"
            | "had"
            | "it"
            | "there"
            | "this"
            | "be"
            | "been"
            | "to"
            | "whose"
    )
}

/// Whether a word can be a verb with a subject. After a preposition, determiner or adjective it is none.
fn is_finite(word: &Word<'_>, before: &Word<'_>) -> bool {
    let Some(known) = word.known() else { return false };
    let finite = |known: WordClasses| {
        known.is_verb_past()
            || known.is_verb_third_person() && !known.is_noun()
            || known.is_verb_lemma() && !known.is_noun() && !known.is_adjective()
    };
    let of_noun = PREPOSITIONS.contains(&*before.lower) || DETERMINERS.contains(&*before.lower);
    let after_pronoun = PRONOUNS.contains(&&*before.lower) && known.is_verb();
    (finite(known) || after_pronoun) && !of_noun
}
