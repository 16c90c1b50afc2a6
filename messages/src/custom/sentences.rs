//! Finds sentences, and leaves out those that use unknown facts.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::page::Page;
use crate::{note::abbreviates, tidy::settled};

/// The sentences of `line`. None ends within a range of `holds_together`, or after an abbreviation, a title or an
/// initial.
fn sentences(line: &str, holds_together: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, sentence) in line.split_sentence_bound_indices() {
        let end = start + sentence.len();
        match found.last_mut() {
            Some(last) if holds_together(start) || ends_open(&line[last.clone()]) => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

/// The sentences of a finished text, line by line.
pub(super) fn split(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    lines(text).flat_map(|(start, line)| {
        let sentences = sentences(line, |_| false).into_iter();
        sentences.map(move |sentence| {
            let length = line[sentence.clone()].trim_end().len();
            start + sentence.start..start + sentence.start + length
        })
    })
}

/// The lines of a text, each with its start.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// Whether `text` ends with a full stop that does not end a sentence: "Dr.", "J.", "Inc.".
fn ends_open(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.strip_suffix('.').is_some_and(abbreviates)
}

/// The text of a page without the sentences that use unknown facts, and without lines that become empty.
pub(super) fn known(page: &Page) -> String {
    let mut kept: Vec<String> = Vec::new();
    for (start, line) in lines(&page.text) {
        let within = start..=start + line.len();
        let gaps: Vec<usize> = page.gaps.iter().map(|&(at, _)| at).filter(|at| within.contains(at)).collect();
        let in_value = |at: usize| page.values.iter().any(|value| value.start < start + at && start + at < value.end);
        let says_unknown = |sentence: &Range<usize>| gaps.iter().any(|at| sentence.contains(&(at - start)));
        let left = if gaps.is_empty() {
            settled(line)
        } else {
            let sentences = sentences(line, in_value);
            let known = sentences.iter().filter(|sentence| !says_unknown(sentence));
            settled(&known.map(|sentence| &line[sentence.clone()]).collect::<String>())
        };
        let blank_again = left.is_empty() && kept.last().is_none_or(String::is_empty);
        if !(blank_again || left.is_empty() && !gaps.is_empty()) {
            kept.push(left);
        }
    }
    kept.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page of a text in which `?name?` is a value and `@` an unknown fact.
    fn page(text: &str) -> Page {
        let mut page = Page::default();
        for (index, piece) in text.split('|').enumerate() {
            let start = page.text.len();
            if piece == "@" {
                page.gaps.push((start, &super::super::variables()[3]));
                page.text.push_str(super::super::page::GAP);
            } else {
                page.text.push_str(piece);
            }
            if index % 2 == 1 {
                page.values.push(start..page.text.len());
            }
        }
        page
    }

    #[track_caller]
    fn leaves(text: &str, expected: &str) {
        assert_eq!(known(&page(text)), expected);
    }

    #[test]
    fn the_sentence_goes_and_its_neighbours_stay() {
        leaves("One. Call me on |@|. Three.", "One. Three.");
        leaves("|@| is my number. Two.", "Two.");
        leaves("One. |@|", "One.");
        leaves("Nothing but |@|", "");
    }

    #[test]
    fn a_line_of_its_own_goes_as_a_whole() {
        leaves("Best regards,\n|Grace|\n|@|\n|grace@example.com|", "Best regards,\nGrace\ngrace@example.com");
        leaves("One.\n\n|@|\n\nTwo.", "One.\n\nTwo.");
    }

    #[test]
    fn titles_initials_and_values_do_not_end_a_sentence() {
        leaves("I met Dr. Smith on |@|. Bye.", "Bye.");
        leaves("I met J. Smith on |@|. Bye.", "Bye.");
        leaves("I was at |Yahoo! Japan| on |@|. Bye.", "Bye.");
        leaves("I was at |Acme Inc.| We met on |@|. Bye.", "Bye.");
    }

    #[test]
    fn only_places_count_and_not_characters() {
        leaves("|Acme \u{FFFC}| it is. |@|", "Acme \u{FFFC} it is.");
    }

    #[test]
    fn sentences_of_a_text_go_line_by_line() {
        let text = "Dear Dr. Okafor,\n\nOne. Two?\nThree";
        let found: Vec<&str> = split(text).map(|range| &text[range]).filter(|text| !text.is_empty()).collect();
        assert_eq!(found, ["Dear Dr. Okafor,", "One.", "Two?", "Three"]);
    }
}
