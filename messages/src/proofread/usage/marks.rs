//! The marks of French and Spanish.

use std::ops::Range;

use super::usage_check::UsageCheck;
use crate::proofread::{Finding, Marks, UsageIssue};

pub(super) fn check(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    match usage_check.usage.marks {
        Marks::Plain => Vec::new(),
        Marks::Spaced => unspaced(usage_check),
        Marks::Opened => unopened(usage_check),
    }
}

/// "votre décision?", "«Rust»": of each mark the first that has no space.
fn unspaced(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    const SPACE: &str = "\u{202f}";
    let region = usage_check.context.locale.region();
    let marks: &[char] = match region {
        "CA" => &[':', '«', '»'],
        "CH" => &[':', ';', '!', '?'],
        _ => &[':', ';', '!', '?', '«', '»'],
    };
    let prose = usage_check.prepared.layout.prose.clone();
    let text = &usage_check.prepared.plain[prose.clone()];
    let mut findings: Vec<(char, Finding)> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, c)| marks.contains(c)) {
        let (before, after) = (text[..at].chars().next_back(), text[at + mark.len_utf8()..].chars().next());
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '"' | '%' | '€'));
        let unspaced = match mark {
            '«' => after.is_some_and(|c| !c.is_whitespace()),
            '»' => before.is_some_and(|c| !c.is_whitespace()),
            _ => joined(before) && after.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | ')' | '»')),
        };
        if unspaced && !findings.iter().any(|(other, _)| *other == mark) {
            let span = prose.start + at..prose.start + at + mark.len_utf8();
            let instead = if mark == '«' { format!("{mark}{SPACE}") } else { format!("{SPACE}{mark}") };
            let quote = mark.to_string();
            findings.push((mark, usage_check.grammar(&span, Some(instead), &UsageIssue::NoSpace { mark: &quote })));
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// "Cuándo tomarán una decisión?"
fn unopened(usage_check: &UsageCheck<'_>) -> Vec<Finding> {
    let prose = usage_check.prepared.layout.prose.clone();
    let text = &usage_check.prepared.plain[prose.clone()];
    let mut findings = Vec::new();
    let mut from = 0;
    for (at, mark) in text.char_indices() {
        if mark == '\n' {
            from = at + 1;
        }
        let after = text[at + mark.len_utf8()..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '»' | ')' | '.' | ','));
        if !matches!(mark, '?' | '!') || !ends {
            continue;
        }
        let opening = if mark == '?' { '¿' } else { '¡' };
        let sentence = &text[from..at];
        // "¡…?" and "¿…!" are both right, too.
        if !sentence.contains(['¿', '¡']) && sentence.contains(char::is_alphabetic) {
            let begin = from + begin_of_sentence(sentence);
            let span: Range<usize> = prose.start + begin..prose.start + at + 1;
            let instead = format!("{opening}{}", &text[begin..=at]);
            let quote = opening.to_string();
            findings.push(usage_check.grammar(&span, Some(instead), &UsageIssue::NoOpeningMark { mark: &quote }));
        }
        from = at + 1;
    }
    findings
}

/// Spanish abbreviations that precede other words, in lower case.
const ABBREVIATIONS: [&str; 25] = [
    "arq", "art", "av", "avda", "cía", "d", "da", "dna", "dpto", "dr", "dra", "dña", "ej", "etc", "ing", "lic", "núm",
    "pág", "prof", "profa", "sr", "sra", "srta", "tel", "ud",
];

/// The begin of the last sentence in `text`. A full stop behind one letter or an abbreviation doesn't end one.
fn begin_of_sentence(text: &str) -> usize {
    let stops = text.match_indices(". ").filter(|(at, _)| {
        let word = text[..*at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 1 && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
    });
    let begin = stops.last().map_or(0, |(at, _)| at + 2);
    begin + (text[begin..].len() - text[begin..].trim_start().len())
}
