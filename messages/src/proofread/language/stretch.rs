//! A text in stretches that the checker can read at once.
//!
//! What the checker does takes more than twice as long for a text of twice the length, if no sentence in it ends. A letter
//! is one stretch or two.

use std::ops::Range;

use harper_core::{Document, parsers::PlainEnglish, spell::FstDictionary};

use crate::{Span, proofread::passage::Passage};

/// A stretch of a text, read.
pub(super) struct Stretch {
    pub(super) document: Document,
    /// How many code points of the text are before it.
    before: usize,
}

impl Stretch {
    /// The stretches of `passage`, which are all of it.
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

    /// Where in the text is what is at `at` in this stretch.
    pub(super) fn span(&self, at: Range<usize>) -> Span {
        Span { start: self.before + at.start, end: self.before + at.end }
    }
}

/// Where the first stretch of `text` ends: between paragraphs, sentences, lines or words, as far behind as it may be.
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
