//! Capitals and exclamation marks.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::proofread::{Check, Finding, Matter, Severity, passage::Passage, surroundings::Surroundings, words};

/// So many exclamation marks in one text are nobody's concern.
const MOST: usize = 2;

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[!?]*!{2,}[!?]*|[!?]*\?!+[!?]*|!+\?[!?]*|\?{2,}|!1+").expect("it is a regular expression")
});

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = &passage.plain[..passage.layout.signature.start];
    let finding = |at: &Range<usize>, severity, text: String| Finding {
        span: Some(passage.span(at)),
        ..Finding::new(Check::Casual, severity, passage.part, text)
    };
    let mut findings: Vec<Finding> = MARKS
        .find_iter(text)
        .map(|found| {
            let suggestion = if found.as_str().contains('?') { "?" } else { "." };
            Finding {
                suggestions: vec![suggestion.to_owned()],
                ..finding(
                    &found.range(),
                    Severity::Warning,
                    surroundings.says(Matter::DoubledMarks { quote: found.as_str() }),
                )
            }
        })
        .collect();
    findings.extend(
        shouted(text, surroundings).into_iter().map(|at| {
            finding(&at, Severity::Warning, surroundings.says(Matter::Shouted { quote: &passage.quote(&at) }))
        }),
    );
    let single: Vec<usize> = text.match_indices('!').map(|(at, _)| at).collect();
    if findings.is_empty() && single.len() > MOST {
        let at = single[MOST]..single[MOST] + 1;
        let text = surroundings.says(Matter::ManyExclamationMarks { count: single.len() });
        findings.push(finding(&at, if single.len() > 3 { Severity::Warning } else { Severity::Hint }, text));
    }
    findings
}

/// Runs of words in capitals that are no acronyms.
fn shouted(text: &str, surroundings: &Surroundings<'_>) -> Vec<Range<usize>> {
    let listed = &surroundings.language.lexicon().shouted;
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    for at in words::places(text) {
        let word = &text[at.clone()];
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 0 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
        let own = surroundings.own_notes.iter().any(|note| words::contains(note, &word.to_lowercase()));
        if !capitals || own && !listed.contains(word) {
            continue;
        }
        let plain = listed.contains(word);
        match runs.last_mut() {
            Some((run, shouted)) if text[run.end..at.start].chars().all(|c| c == ' ' || c == ',') => {
                run.end = at.end;
                *shouted |= plain;
            }
            _ => runs.push((at, plain)),
        }
    }
    runs.into_iter().filter(|(_, shouted)| *shouted).map(|(at, _)| at).collect()
}
