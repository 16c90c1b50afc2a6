//! Splits a text into parts that the checker can read at once.
//!
//! The checker's time grows faster than the length of a text without ends of sentences. A letter has one part or two.

use std::ops::Range;

use harper_core::{Document, parsers::PlainEnglish, spell::FstDictionary};

use crate::{Span, proofread::passage::Passage};

/// A part of a text, parsed.
pub(super) struct Stretch {
    pub(super) document: Document,
    /// The number of code points before it.
    before: usize,
}

impl Stretch {
    /// The parts of `passage`. Together they are the whole text.
    pub(super) fn of<'p>(
        passage: &'p Passage<'_>,
        dictionary: &'p FstDictionary,
    ) -> impl Iterator<Item = Self> + use<'p> {
        let mut rest = passage.plain.as_str();
        let mut before = 0;
        std::iter::from_fn(move || {
            let (text, left) = (!rest.is_empty()).then(|| rest.split_at(end(rest)))?;
            let stretch = Self { document: Document::new(text, &PlainEnglish, dictionary), before };
            before += text.chars().count();
            rest = left;
            Some(stretch)
        })
    }

    /// The position in the text of `at` in this part.
    pub(super) fn span(&self, at: Range<usize>) -> Span {
        Span { start: self.before + at.start, end: self.before + at.end }
    }
}

/// The end of the first part of `text`: the last end of a paragraph, sentence, line or word before the limit.
fn end(text: &str) -> usize {
    const LONGEST: usize = 1_500;
    if text.len() <= LONGEST {
        return text.len();
    }
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let behind = |mark: &str| head.rfind(mark).map(|at| at + mark.len());
    let sentence = || [". ", "? ", "! ", ".\n"].into_iter().filter_map(behind).max();
    behind("\n\n").or_else(sentence).or_else(|| behind("\n")).or_else(|| behind(" ")).unwrap_or(head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_between_paragraphs_or_else_sentences() {
        let sentence = format!("{}. ", "word ".repeat(80).trim_end());
        assert_eq!(end("short"), 5);
        assert_eq!(end(&format!("{sentence}\n\n{}", sentence.repeat(5))), sentence.len() + 2);
        assert_eq!(end(&sentence.repeat(5)), sentence.len() * 3);
        assert_eq!(end(&"word ".repeat(400)), 1_500);
        assert_eq!(end(&"é".repeat(2_000)), 1_500);
        assert_eq!(end(&"€".repeat(1_000)), 1_500);
        assert_eq!(end(&"🙂".repeat(1_001)), 1_500);
    }
}
