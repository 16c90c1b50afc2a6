//! Sentences in another language than the message.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::usage_check::UsageCheck;
use crate::proofread::{Finding, UsageIssue, prepared_text::PreparedText, resolved_context::ResolvedContext, words};

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
    let prepared = usage_check.prepared;
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for at in sentences(prepared).filter(|at| is_foreign(&prepared.plain[at.clone()], usage_check.context)) {
        if usage_check.is_of_others(&at) {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if prepared.plain[last.end..at.start].chars().all(|c| !c.is_alphanumeric()) => last.end = at.end,
            _ => stretches.push(at),
        }
    }
    let found = stretches.iter().map(|at| {
        let quote = &prepared.quote(at);
        usage_check.grammar(at, None, &UsageIssue::OtherLanguage { quote })
    });
    found.collect()
}

/// Whether most of a text is in another language, so that nothing else can be said about it.
pub(in crate::proofread) fn is_whole(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> bool {
    if context.language.usage().is_none() {
        return false;
    }
    let count = |at: &Range<usize>| words::split(&prepared.plain[at.clone()]).count();
    let foreign = sentences(prepared).filter(|at| is_foreign(&prepared.plain[at.clone()], context));
    let foreign: usize = foreign.map(|at| count(&at)).sum();
    foreign > 0 && foreign * 2 > count(&prepared.layout.prose)
}

fn sentences<'p>(prepared: &'p PreparedText<'_>) -> impl Iterator<Item = Range<usize>> + use<'p> {
    let prose = prepared.layout.prose.clone();
    let text = &prepared.plain[prose.clone()];
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
fn is_foreign(sentence: &str, context: &ResolvedContext<'_>) -> bool {
    const FEWEST_FREQUENT: usize = 3;
    let without_names = context.parts_of_names().filter(|name| name.contains([' ', '-'])).fold(
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
    let own_tag = context.language.tag();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let own = FREQUENT.get(own_tag).map_or(0, |list| count(list));
    let other = FREQUENT.iter().filter(|(tag, _)| **tag != own_tag).map(|(_, list)| count(list)).max();
    other.is_some_and(|other| other >= FEWEST_FREQUENT && own * 3 <= other && other * 4 >= words.len())
}
