//! Capitals and exclamation marks.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::proofread::{
    Check, Finding, Matter, Severity, english, passage::Passage, surroundings::Surroundings, words,
};

/// So many exclamation marks in one text are nobody's concern.
const MOST: usize = 2;

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[!?]*!{2,}[!?]*|[!?]*\?!+[!?]*|!+\?[!?]*|\?{2,}|!1+").expect("it is a regular expression")
});

/// Words that are acronyms, too.
static ACRONYMS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("acronyms.txt")).collect());

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

/// Runs of words in capitals that are no acronyms: those with a word that is known to be shouted, and those of ordinary
/// words alone, if they are long enough.
fn shouted(text: &str, surroundings: &Surroundings<'_>) -> Vec<Range<usize>> {
    let listed = &surroundings.language.lexicon().shouted;
    let english = surroundings.language.tag() == crate::Locale::EN.tag();
    let mut runs: Vec<Run> = Vec::new();
    for at in words::places(text) {
        let word = &text[at.clone()];
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 0 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
        let own = surroundings.own_notes.iter().any(|note| words::contains(note, &word.to_lowercase()));
        if !capitals || own && !listed.contains(word) {
            continue;
        }
        let run = Run {
            known: listed.contains(word),
            ordinary: letters == 1 || english && is_ordinary(word),
            longest: letters,
            words: 1,
            at,
        };
        match runs.last_mut() {
            Some(last) if text[last.at.end..run.at.start].chars().all(|c| c == ' ' || c == ',') => last.extend(&run),
            _ => runs.push(run),
        }
    }
    let in_quotes =
        |at: &Range<usize>| text[..at.start].ends_with(['"', '(']) || text[at.end..].starts_with(['"', ')']);
    runs.into_iter()
        .filter(|run| run.known || run.ordinary && (run.longest >= 5 || run.words > 1) && run.longest >= 3)
        .map(|run| run.at)
        .filter(|at| !in_quotes(at) && !is_of_form(text, at))
        .collect()
}

/// Whether words in capitals are those of a form that is talked about: "the BRAND NAME box".
fn is_of_form(text: &str, at: &Range<usize>) -> bool {
    let next = words::of(&text[at.end..]).next().filter(|next| text[at.end..].trim_start().starts_with(next));
    let before = text[..at.start].split_whitespace().next_back().unwrap_or_default();
    matches!(next, Some("box" | "boxes" | "field" | "fields" | "column" | "button" | "key" | "tab" | "stamp" | "label"))
        || matches!(before, "headed" | "marked" | "labelled" | "stamped")
}

/// Words in capitals beside each other.
struct Run {
    at: Range<usize>,
    /// Whether one of them is known to be shouted.
    known: bool,
    /// Whether all of them are ordinary words.
    ordinary: bool,
    /// The letters of the longest.
    longest: usize,
    words: usize,
}

impl Run {
    fn extend(&mut self, other: &Self) {
        self.at.end = other.at.end;
        self.known |= other.known;
        self.ordinary &= other.ordinary;
        self.longest = self.longest.max(other.longest);
        self.words += 1;
    }
}

/// Whether a word in capitals is one of the dictionary in small letters, and no acronym.
fn is_ordinary(word: &str) -> bool {
    !ACRONYMS.contains(word) && !word.chars().any(char::is_numeric) && english::has(&word.to_lowercase())
}
