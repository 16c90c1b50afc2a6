//! The head of a letter in a text: the date and the addresses.

use std::ops::Range;

use super::{lexicon::Lexicon, lines::lines};

/// The maximum number of lines of a letter's head.
const MOST_LINES: usize = 40;

/// The maximum number of words of a line in an address.
const MOST_WORDS: usize = 10;

/// The end of the letter's head in `text`; 0, if it has none. It consists of short lines that end no sentence, some of
/// them with a number or an address, above a greeting on its own line.
pub(super) fn end(text: &str, lexicon: &Lexicon) -> usize {
    let all: Vec<Range<usize>> = lines(text, 0).take(MOST_LINES).collect();
    let words = |index: usize| all.get(index).map_or("", |at: &Range<usize>| &text[at.clone()]);
    let Some(greeting) =
        (0..all.len()).find(|&index| greets(words(index), index.checked_sub(1).map(words), words(index + 1), lexicon))
    else {
        return 0;
    };
    let above = || all[..greeting].iter().map(|at| &text[at.clone()]).filter(|line| !line.is_empty());
    let is_head = above().all(is_short) && above().any(|line| line.contains(|c: char| c.is_numeric() || c == '@'));
    if is_head { all[greeting].start } else { 0 }
}

/// Whether a line is a greeting, given the lines before and after it.
fn greets(line: &str, before: Option<&str>, behind: &str, lexicon: &Lexicon) -> bool {
    let ends = behind.is_empty() || line.ends_with([',', ':', '!']);
    let to_somebody = !line.to_lowercase().starts_with("to ") || line.to_lowercase().starts_with("to whom");
    before.is_none_or(str::is_empty) && ends && to_somebody && lexicon.opening.is_match(line)
}

/// Whether a line can be part of an address or a date.
fn is_short(line: &str) -> bool {
    let count = line.split_whitespace().count();
    // "Acme Inc.", "1 Main St."
    let sentence = line.ends_with(['?', '!', ';']) || line.ends_with('.') && count > 5;
    count <= MOST_WORDS && !sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> &str {
        &text[..end(text, crate::languages::language_of(crate::Locale::EN).lexicon())]
    }

    #[test]
    fn date_and_addresses_stand_above_the_greeting() {
        for above in [
            "10 March 2026\n\n",
            "March 10, 2026\n\nGrace Lindqvist\n5 Elm Street\nBrooklyn, NY 11201\n\nMs. Ada Okafor\nHello Fresh, Inc.\n1 Main St.\n\n",
            "Hello Fresh\n1 Main Street\n\n",
            "grace@example.com\r\n\r\n",
        ] {
            for greeting in ["Dear Ada,", "Dear Ms. Okafor:", "To whom it may concern,", "Hello"] {
                assert_eq!(head(&format!("{above}{greeting}\n\nThank you for 3 hours.")), above);
            }
        }
    }

    #[test]
    fn prose_is_no_letterhead() {
        for text in [
            "Dear Ada,\n\nOn 3 March we met.",
            "Thank you for your time on 3 March!\n\nDear Ada,\n\nThanks.",
            "It was good to meet you and your three colleagues on Tuesday, 10 March\n\nDear Ada,\n\nThanks.",
            "Thanks\n\nDear Ada,\n\nThanks.",
            "10 March 2026\nGrace Lindqvist",
            "",
        ] {
            assert_eq!(head(text), "", "{text}");
        }
    }
}
