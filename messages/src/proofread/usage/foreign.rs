//! Sentences in another language than the message.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::usage_check::UsageCheck;
use crate::proofread::{Finding, UsageMatter, passage::Passage, surroundings::Surroundings, words};

/// Frequent words of each language, some of which several have.
static FREQUENT: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("frequent.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(tag, words)| (tag, words.split_whitespace().collect()))
        .collect()
});

/// A shorter sentence may be a name or a title.
const FEWEST_WORDS: usize = 4;

/// One finding for each stretch of sentences in another language.
pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let passage = usage_check.passage;
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for at in sentences(passage).filter(|at| is_foreign(&passage.plain[at.clone()], usage_check.surroundings)) {
        if usage_check.is_of_others(&at) {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if passage.plain[last.end..at.start].chars().all(|c| !c.is_alphanumeric()) => last.end = at.end,
            _ => stretches.push(at),
        }
    }
    let found = stretches.iter().map(|at| {
        let quote = &passage.quote(at);
        usage_check.grammar(at, None, &UsageMatter::OtherLanguage { quote })
    });
    found.collect()
}

/// Whether most of a passage is in another language, so that nothing else can be said about it.
pub(in crate::proofread) fn is_whole(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> bool {
    if surroundings.language.usage().is_none() {
        return false;
    }
    let count = |at: &Range<usize>| words::of(&passage.plain[at.clone()]).count();
    let foreign = sentences(passage).filter(|at| is_foreign(&passage.plain[at.clone()], surroundings));
    let foreign: usize = foreign.map(|at| count(&at)).sum();
    foreign > 0 && foreign * 2 > count(&passage.layout.prose)
}

fn sentences<'p>(passage: &'p Passage<'_>) -> impl Iterator<Item = Range<usize>> + use<'p> {
    let prose = passage.layout.prose.clone();
    let text = &passage.plain[prose.clone()];
    let mut start = 0;
    text.split_inclusive(['.', '!', '?', '\n']).filter_map(move |sentence| {
        let at = start..start + sentence.len();
        start = at.end;
        let bare = sentence.trim();
        let from = prose.start + at.start + (sentence.len() - sentence.trim_start().len());
        (!bare.is_empty()).then(|| from..from + bare.len())
    })
}

/// Whether a sentence has many frequent words of one other language, and hardly any of the message's.
fn is_foreign(sentence: &str, surroundings: &Surroundings<'_>) -> bool {
    const FEWEST_FREQUENT: usize = 3;
    let without_names = surroundings.parts_of_names().filter(|name| name.contains([' ', '-'])).fold(
        std::borrow::Cow::Borrowed(sentence),
        // "hier ist María de la Cruz"
        |sentence, name| if sentence.contains(name) { sentence.replace(name, " ").into() } else { sentence },
    );
    let apart = without_names.to_lowercase().replace('\u{2019}', "'").replace('\'', "' ");
    let words: Vec<&str> =
        apart.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    if words.len() < FEWEST_WORDS {
        return false;
    }
    let own_tag = surroundings.language.tag();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let own = FREQUENT.get(own_tag).map_or(0, |list| count(list));
    let other = FREQUENT.iter().filter(|(tag, _)| **tag != own_tag).map(|(_, list)| count(list)).max();
    other.is_some_and(|other| other >= FEWEST_FREQUENT && own * 3 <= other && other * 4 >= words.len())
}
