//! Splits English prose into sentences, and sentences into clauses.

use std::ops::Range;

/// Abbreviations before which a full stop ends no sentence, in small letters.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "sgt", "capt", "lt", "col", "fr", "sr", "jr", "no",
    "nos", "vol", "ed", "eds", "fig", "p", "pp", "e.g", "i.e", "cf", "viz", "vs", "v", "approx", "ca", "dept", "inc",
    "ltd", "co", "corp", "jan", "feb", "mar", "apr", "aug", "sept", "sep", "oct", "nov", "dec", "mt", "ext", "tel",
];

/// A line that is shorter was ended by its writer, not by a program that wraps lines.
const SHORT_LINE: usize = 40;

/// The sentences of `text`, as ranges of bytes without the white space around them.
pub(super) fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let mut ends = text.char_indices().filter(|(at, c)| is_end(text, *at, *c)).map(|(at, c)| at + c.len_utf8());
    let mut is_done = false;
    std::iter::from_fn(move || {
        if is_done {
            return None;
        }
        let end = ends.next().unwrap_or_else(|| {
            is_done = true;
            text.len()
        });
        let range = start..end;
        start = end;
        Some(range)
    })
    .filter_map(|range| {
        let words = &text[range.clone()];
        let begin = range.start + (words.len() - words.trim_start().len());
        let end = range.start + words.trim_end().len();
        (begin < end).then_some(begin..end)
    })
}

/// Words that begin a clause after a comma.
const CLAUSE_STARTS_AFTER_COMMA: [&str; 29] = [
    "and", "but", "as", "since", "because", "so", "although", "though", "while", "which", "who", "if", "for", "after",
    "yet", "where", "until", "when", "unless", "i", "we", "my", "it", "the", "you", "there", "this", "that", "nobody",
];

/// Words that begin a clause without a comma.
const CLAUSE_STARTS: [&str; 3] = ["because", "although", "unless"];

/// The clauses of a sentence, as ranges of bytes: what stands between semicolons, dashes, and commas before a word that
/// begins a clause.
pub(super) fn clauses_of(sentence: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (space, _) in sentence.match_indices(' ') {
        let next = sentence[space + 1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let ends = match sentence[..space].chars().next_back() {
            Some(';' | '—' | '–') => true,
            Some(',' | ':') => CLAUSE_STARTS_AFTER_COMMA.contains(&&*next),
            _ => CLAUSE_STARTS.contains(&&*next),
        };
        if ends {
            clauses.push(start..space);
            start = space + 1;
        }
    }
    clauses.push(start..sentence.len());
    clauses
}

/// Whether a sentence ends with the character `c` at `at`.
fn is_end(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    match c {
        '\n' => {
            let line = before.rsplit('\n').next().unwrap_or_default();
            line.chars().count() < SHORT_LINE || after.starts_with(|c: char| c.is_whitespace() || "-*•".contains(c))
        }
        // Behind the last of several marks, and behind what closes a quotation.
        '.' | '!' | '?' | '"' | '\'' | ')' | ']' => {
            let words = before.trim_end_matches(['"', '\'', ')', ']']);
            let is_marked = ".!?".contains(c) || words.len() < before.len() && words.ends_with(['.', '!', '?']);
            let closed = words.ends_with(['.', '!', '?']);
            (is_marked || closed) && begins(after) && !(c == '.' && is_abbreviated(before))
        }
        _ => false,
    }
}

/// Whether a sentence may begin with `rest`.
fn begins(rest: &str) -> bool {
    let next = rest.trim_start();
    next.is_empty()
        || next.len() < rest.len()
            && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'([£$€".contains(c))
}

/// Whether the full stop behind `before` belongs to an abbreviation or an initial.
fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "(\"'".contains(c)).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = word != "I" && letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || word.len() <= 6 && ABBREVIATIONS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_say() {
        let text = "I met Dr. Rao and J. P. Singh of Hill & Co. Ltd. in May. It cost £3.50! \"Really?\" So did I.\n\nOnce more:\n\
                    - a list\nand a line that a program has wrapped somewhere in\nits middle (as they do.) Then e.g. this.";
        let found: Vec<&str> = split(text).map(|at| &text[at]).collect();
        assert_eq!(
            found,
            [
                "I met Dr. Rao and J. P. Singh of Hill & Co. Ltd. in May.",
                "It cost £3.50!",
                "\"Really?\"",
                "So did I.",
                "Once more:",
                "- a list",
                "and a line that a program has wrapped somewhere in\nits middle (as they do.)",
                "Then e.g. this.",
            ]
        );
        assert_eq!(split("").count() + split(" \n ").count(), 0);
    }

    #[test]
    fn clauses_end_at_marks_before_words_that_begin_one() {
        let sentence = "I was late, as the train, an old one, broke down; I ran because I had to.";
        let found: Vec<&str> = clauses_of(sentence).into_iter().map(|at| &sentence[at]).collect();
        assert_eq!(found, ["I was late,", "as the train, an old one, broke down;", "I ran", "because I had to."]);
    }
}
