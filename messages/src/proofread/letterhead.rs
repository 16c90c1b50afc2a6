//! The head of a letter in a text: the date and the addresses.

use std::ops::Range;

use super::{lexicon::Lexicon, lines::lines};

/// The maximum number of lines of a letter's head.
const MOST_LINES: usize = 40;

/// The maximum number of words of a line in an address.
const MOST_WORDS: usize = 10;

/// The maximum number of words of an institution's name.
const MOST_WORDS_OF_NAME: usize = 24;

/// Words with a full stop at the end of names and addresses.
const SHORTENED: [&str; 12] = ["ave", "bros", "cia", "cie", "co", "corp", "gmbh", "inc", "ltd", "ltda", "st", "str"];

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
    let above = || (0..greeting).map(words).filter(|line| !line.is_empty());
    let beside = |index: usize| [index.checked_sub(1).map_or("", words), words(index + 1)];
    let is_of_head = |index: usize| is_short(words(index)) || is_long_name(words(index), beside(index));
    let is_head =
        (0..greeting).all(is_of_head) && above().any(|line| line.contains(|c: char| c.is_numeric() || c == '@'));
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
    line.split_whitespace().count() <= MOST_WORDS && !is_sentence(line)
}

/// Whether a line can be the long name of an institution, in a block with shorter lines.
fn is_long_name(line: &str, beside: [&str; 2]) -> bool {
    line.split_whitespace().count() <= MOST_WORDS_OF_NAME
        && !is_sentence(line)
        && beside.iter().any(|other| !other.is_empty() && is_short(other))
}

fn is_sentence(line: &str) -> bool {
    let shortened = |line: &str| {
        let last = line.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
        // "e. V.", "S.A."
        last.chars().count() == 1 || last.contains('.') || SHORTENED.contains(&last.to_lowercase().as_str())
    };
    // "Acme Inc.", "1 Main St."
    line.ends_with(['?', '!', ';']) || line.ends_with('.') && line.split_whitespace().count() > 5 && !shortened(line)
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
            "5 Elm Street\n\nAda Okafor\nGerman Centre for Air and Space Travel Ltd.\n\n",
            "5 Elm Street\n\nAda Okafor\nZentrum für Luft- und Raumfahrt e. V.\n\n",
            "5 Elm Street\n\nAda Okafor\nMinistry for the Economy, Transport, Agriculture and Viniculture of the State of Rhineland\n\n",
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
            "It was very good to see you on the 3rd.\n\nDear Ada,\n\nThanks.",
            "Thanks\n\nDear Ada,\n\nThanks.",
            "10 March 2026\nGrace Lindqvist",
            "",
        ] {
            assert_eq!(head(text), "", "{text}");
        }
    }
}
