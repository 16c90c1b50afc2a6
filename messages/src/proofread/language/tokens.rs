//! Splits a text into words, with their separators and the dictionary's classes.

use std::{cell::OnceCell, ops::Range};

use crate::proofread::{
    english::{self, WordClasses},
    prepared_text::PreparedText,
    words,
};

/// The separator before a word.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Gap {
    /// The end of a sentence or paragraph, or nothing.
    Start,
    Space,
    Comma,
    Hyphen,
    /// Another mark: a bracket, a quotation mark.
    Mark,
}

/// A word of a text.
#[derive(Debug)]
pub(super) struct Word<'t> {
    /// Its bytes in the text.
    pub(super) at: Range<usize>,
    pub(super) written: &'t str,
    /// In lower case.
    pub(super) lower: String,
    /// The separator before it.
    pub(super) gap: Gap,
    /// Whether it is a plural with an apostrophe: "the beginners' course".
    pub(super) is_plural_possessive: bool,
    known: OnceCell<Option<WordClasses>>,
}

impl Word<'_> {
    /// The classes that the dictionary has for it, in any capitalisation.
    pub(super) fn known(&self) -> Option<WordClasses> {
        *self.known.get_or_init(|| english::word(&self.lower))
    }

    pub(super) fn is_capitalised(&self) -> bool {
        words::is_capitalised(self.written)
    }
}

/// The words from the start of the text to the signature.
pub(super) fn words_of<'t>(prepared: &'t PreparedText<'_>) -> Vec<Word<'t>> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let mut end = 0;
    let word = |at: Range<usize>| {
        let between = &text[end..at.start];
        let last = text[..end].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // "Ms. Rao"
        let title = between == ". " && crate::salutation::is_title(last);
        let gap = if title { Gap::Space } else { gap(between, end == 0) };
        end = at.end;
        let written = &text[at.clone()];
        let is_plural_possessive = written.ends_with('s') && text[at.end..].starts_with('\'');
        Word { lower: written.to_lowercase(), at, written, gap, is_plural_possessive, known: OnceCell::new() }
    };
    words::places(text).map(word).collect()
}

fn gap(between: &str, first: bool) -> Gap {
    if first || between.contains(['.', '!', '?', ':', ';']) || between.contains("\n\n") || between.contains(",\n") {
        Gap::Start
    } else if between.chars().all(char::is_whitespace) {
        Gap::Space
    } else if between.trim() == "," {
        Gap::Comma
    } else if matches!(between, "-" | "\u{2010}" | "\u{2011}") {
        Gap::Hyphen
    } else {
        Gap::Mark
    }
}
