//! Capitals and exclamation marks.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::proofread::{
    Check, Finding, Issue, Severity, english, prepared_text::PreparedText, resolved_context::ResolvedContext, words,
};

/// The number of exclamation marks that one text may have.
const MAX_EXCLAMATION_MARKS: usize = 2;

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[!?]*!{2,}[!?]*|[!?]*\?!+[!?]*|!+\?[!?]*|\?{2,}|!1+").expect("it is a regular expression")
});

/// Words that are acronyms, too.
static ACRONYMS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("acronyms.txt")).collect());

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let finding = |at: &Range<usize>, severity, text: String| Finding {
        span: Some(prepared.span(at)),
        ..Finding::new(Check::Casual, severity, prepared.part, text)
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
                    context.describe(Issue::DoubledMarks { quote: found.as_str() }),
                )
            }
        })
        .collect();
    findings.extend(
        shouted(text, context).into_iter().map(|at| {
            finding(&at, Severity::Warning, context.describe(Issue::Shouted { quote: &prepared.quote(&at) }))
        }),
    );
    let single: Vec<usize> = text.match_indices('!').map(|(at, _)| at).collect();
    if findings.is_empty() && single.len() > MAX_EXCLAMATION_MARKS {
        let at = single[MAX_EXCLAMATION_MARKS]..single[MAX_EXCLAMATION_MARKS] + 1;
        let text = context.describe(Issue::ManyExclamationMarks { count: single.len() });
        findings.push(finding(&at, if single.len() > 3 { Severity::Warning } else { Severity::Hint }, text));
    }
    findings
}

/// The ranges of words in capitals that are no acronyms. A range has a word of the list `shouted`, or only words of the
/// dictionary.
fn shouted(text: &str, context: &ResolvedContext<'_>) -> Vec<Range<usize>> {
    let listed = &context.language.lexicon().shouted;
    let english = context.language.tag() == crate::Locale::EN.tag();
    let mut runs: Vec<Run> = Vec::new();
    for at in words::places(text) {
        let word = &text[at.clone()];
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 0 && word.chars().all(|c| !c.is_lowercase()) && word.chars().any(char::is_uppercase);
        let own = context.own_notes.iter().any(|note| words::contains(note, &word.to_lowercase()));
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
        .filter(|at| !in_quotes(at) && !is_label(text, at))
        .collect()
}

/// Whether words in capitals are the label of a field or button: "the BRAND NAME box".
fn is_label(text: &str, at: &Range<usize>) -> bool {
    let next = words::split(&text[at.end..]).next().filter(|next| text[at.end..].trim_start().starts_with(next));
    let before = text[..at.start].split_whitespace().next_back().unwrap_or_default();
    matches!(next, Some("box" | "boxes" | "field" | "fields" | "column" | "button" | "key" | "tab" | "stamp" | "label"))
        || matches!(before, "headed" | "marked" | "labelled" | "stamped")
}

/// Consecutive words in capitals.
struct Run {
    at: Range<usize>,
    /// Whether one of them is on the list `shouted`.
    known: bool,
    /// Whether all of them are ordinary words.
    ordinary: bool,
    /// The number of letters of the longest word.
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
