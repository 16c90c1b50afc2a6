//! "Lead" for "led" in a sentence about the past: "When I lead the ward through the surge of 2022, we gave".

use std::ops::Range;

use super::tokens::{Gap, Word};
use crate::proofread::english::WordClasses;

/// Words that show that a sentence is about the past.
const PAST: [&str; 10] = ["ago", "last", "previous", "previously", "former", "formerly", "then", "was", "were", "had"];
/// Words that show that it is about the present.
const TODAY: [&str; 6] = ["currently", "now", "today", "nowadays", "still", "usually"];
/// Words behind which a verb has its plain form.
const PLAIN: [&str; 16] = [
    "to", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "do", "did", "does", "not",
    "let", "please",
];

/// The positions of "lead" that most likely should be "led".
pub(super) fn find(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let places = words.iter().enumerate().filter(|(_, word)| word.lower == "lead" && word.gap == Gap::Space);
    places.filter(|(index, _)| is_past(words, *index)).map(|(_, word)| word.at.clone()).collect()
}

fn is_past(words: &[Word<'_>], lead: usize) -> bool {
    let starts = |word: &Word<'_>| word.gap == Gap::Start;
    let first = words[..=lead].iter().rposition(starts).unwrap_or_default();
    let end = words[lead + 1..].iter().position(starts).map_or(words.len(), |more| lead + 1 + more);
    let sentence = &words[first..end];
    let Some(before) = lead.checked_sub(1).and_then(|before| words.get(before)).filter(|_| lead > first) else {
        return false;
    };
    let subject = matches!(&*before.lower, "i" | "we" | "he" | "she" | "they" | "you" | "who" | "and" | "that")
        || before.is_capitalised();
    let object = words.get(lead + 1).filter(|next| next.gap == Gap::Space).is_some_and(|next| {
        let known = next.known();
        known.is_some_and(|known| known.is_determiner() || known.is_pronoun() || known.is_adjective())
            || matches!(
                &*next.lower,
                "a" | "an" | "the" | "my" | "our" | "your" | "this" | "that" | "his" | "her" | "its"
            )
            || super::classes::is_number(next)
    });
    let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&&*word.lower));
    let today = words[first..lead].iter().any(|word| TODAY.contains(&&*word.lower));
    let is_year = |word: &Word<'_>| {
        word.lower.len() == 4 && word.lower.parse::<u32>().is_ok_and(|year| (1950..2040).contains(&year))
    };
    let told = |index: usize| {
        let Some(known) = words[index].known().filter(|known| !known.is_verb_lemma()) else { return false };
        let before = words[first..index].iter().rev().find(|word| !is_aside(word)).map(|word| &*word.lower);
        let person = matches!(before, Some("i" | "we" | "he" | "she" | "they" | "it"));
        let joined = matches!(before, Some("and" | "that"));
        (known.is_verb_past() || known.is_verb_preterite_only()) && (person || joined)
            || known.is_verb_participle() && person
    };
    let plain = |word: &Word<'_>| PLAIN.contains(&&*word.lower);
    let past = has(&PAST) || sentence.iter().any(is_year) || (first..end).any(told);
    let asked = words[first..lead].iter().rev().take(3).any(plain);
    subject
        && object
        && past
        && !asked
        && !today
        && before.known().is_none_or(|known| !WordClasses::is_adjective(known))
}

/// Whether a word may stand between a person and what they did.
fn is_aside(word: &Word<'_>) -> bool {
    matches!(&*word.lower, "also" | "once" | "often" | "later" | "both" | "first")
}
