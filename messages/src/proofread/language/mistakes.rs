//! Mistakes in a few words, by their own patterns.

use std::sync::LazyLock;

use regex::Regex;

use crate::proofread::{Check, Finding, Severity, english, phrases::Phrases, prepared_text::PreparedText, words};

/// Words that are confused, missing or in a wrong form.
static MISTAKES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(include_str!("mistakes.txt")));

/// Misplaced punctuation.
static SPACED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\pL\d)]([ \t]+[,;.?!])(?:\s|$)").expect("it is a regular expression"));
static JOINED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[a-z]{2,}([.!?]\p{Lu}|[,;]\pL)\p{Ll}+").expect("it is a regular expression"));
static DOUBLED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\pL\d)](,[,.]+|\.,|;;|::|[^.]\.\.)(?:\s|$)").expect("it is a regular expression"));

/// Words at the start of a sentence in lower case.
static SMALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\p{Ll}{3,}|\))[.!?][ \t]+((?:it|it's|its|i|we|he|she|they|this|that|the|then|there|please|thank|thanks|my|our|your|you|if|who|what|when|where|how|why|so|as|in|on|at|am|was|may|will|would|could|can|do|did|it'll|i'm|i'd|i've|we're|let|after|also|since|with)\b)")
        .expect("it is a regular expression")
});
static ABBREVIATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:etc|approx|incl|excl|dept|est|max|min|mins|tel|ext|inc|corp|ltd|misc|temp|resp|govt|assoc|hrs|yrs|lbs|secs",
        r"|tues|thurs|sept|messrs|blvd|bros|prof|capt|univ|vols|figs|seqq|rev|hon|supt|asst)\.\s*$",
    ))
    .expect("it is a regular expression")
});

pub(super) fn check(prepared: &PreparedText<'_>) -> Vec<Finding> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let mistake = |at: &std::ops::Range<usize>, text: String| Finding {
        span: Some(prepared.span(at)),
        ..Finding::new(Check::Grammar, Severity::Warning, prepared.part, text)
    };
    let mut findings: Vec<Finding> = MISTAKES
        .find(text)
        .map(|hit| {
            let quoted = prepared.quote(&hit.at);
            let instead = hit.instead.first().map_or_else(String::new, |words| format!(" Write \"{words}\"."));
            Finding { suggestions: hit.instead, ..mistake(&hit.at, format!("\"{quoted}\" is not right.{instead}")) }
        })
        .collect();
    for (marks, description) in [
        (&SPACED, "There is a space before the mark."),
        (&JOINED, "A space is missing after the mark."),
        (&DOUBLED, "One mark too many."),
    ] {
        let places = marks.captures_iter(text).filter_map(|found| Some((found.get(0)?, found.get(1)?)));
        findings.extend(
            places
                .filter(|(whole, _)| !is_address(text, whole.start()) && !is_quoted(text, whole.start()))
                .filter(|(_, mark)| mark.as_str() != ".," || !is_abbreviated(&text[..mark.start()]))
                .map(|(_, mark)| mistake(&mark.range(), description.to_owned())),
        );
    }
    let small = SMALL.captures_iter(text).filter_map(|found| found.get(1));
    let begins = |word: &regex::Match<'_>| {
        let before = &text[..word.start()];
        // A title with a mark at its end: "Who Feeds the Herring Fleet? as".
        let title = before.trim_end().trim_end_matches(['?', '!']) != before.trim_end()
            && before.split_whitespace().next_back().is_some_and(words::is_capitalised);
        !title && !ABBREVIATED.is_match(before)
    };
    findings.extend(small.filter(begins).map(|word| {
        let capital = word.as_str()[..1].to_uppercase() + &word.as_str()[1..];
        let description = format!("\"{}\" begins a sentence and needs a capital.", word.as_str());
        Finding { suggestions: vec![capital], ..mistake(&word.range(), description) }
    }));
    if prepared.is_written() {
        findings.extend(unended(prepared).map(|at| {
            let end = at.end - prepared.plain[..at.end].chars().next_back().map_or(0, char::len_utf8);
            mistake(
                &(end..at.end),
                format!("The paragraph ends without a full stop: \"{}\".", last_words(prepared, &at)),
            )
        }));
    }
    findings
}

/// Whether a full stop behind these words may be of an abbreviation: an initial, "etc", "Ltd", "Jan".
fn is_abbreviated(before: &str) -> bool {
    const LONGEST: usize = 5;
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let listed = || ["etc", "vol", "al", "no", "c"].contains(&word) || ABBREVIATED.is_match(&format!("{word}."));
    let unknown = || {
        let folded = words::folded(word);
        word.chars().count() <= LONGEST && (words::is_capitalised(word) || !english::has(&folded))
    };
    word.chars().count() <= 1 || listed() || unknown()
}

/// Whether a quotation has begun on the line before `at`: "Ah ! les crocodiles".
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].matches('"').count() % 2 == 1
}

/// Whether the word that begins at `at`, or the one before, is an address or a file name.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let word = text[start..].split_whitespace().next().unwrap_or_default();
    word.contains('@') || word.contains('/') || word.contains("www.") || word.matches('.').count() > 1
}

/// Paragraphs of a sentence or more without punctuation at their end.
fn unended<'p>(prepared: &'p PreparedText<'_>) -> impl Iterator<Item = std::ops::Range<usize>> + use<'p> {
    prepared
        .layout
        .paragraphs
        .iter()
        .filter(|at| {
            let words = &prepared.plain[(*at).clone()];
            let last = words.lines().next_back().unwrap_or_default().trim();
            let item = last.starts_with(['-', '*', '•', '–']) || last.starts_with(|c: char| c.is_ascii_digit());
            let address = last
                .split_whitespace()
                .next_back()
                .is_some_and(|word| word.contains(['@', '/']) || word.ends_with(|c: char| c.is_ascii_digit()));
            // "Listing Officer, Wexcombe Crown Court", before the first sentence.
            let heading = at.start == prepared.layout.paragraphs.first().map_or(0, |first| first.start)
                && last.split_whitespace().all(|word| !word.starts_with(char::is_lowercase) || word.len() <= 3);
            last.split_whitespace().count() >= 4
                && !item
                && !address
                && !heading
                && words.ends_with(char::is_alphanumeric)
        })
        .cloned()
}

fn last_words(prepared: &PreparedText<'_>, at: &std::ops::Range<usize>) -> String {
    let words = prepared.quote(at);
    let count = words.split_whitespace().count();
    let line = &prepared.plain[at.clone()];
    let all: Vec<&str> = line.split_whitespace().collect();
    if count <= 5 { words } else { all[all.len().saturating_sub(4)..].join(" ") }
}
