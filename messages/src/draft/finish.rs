//! Finished texts.

use crate::{Element, Part, Span, proofread::Texts};

/// One finished text of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Finished {
    pub(crate) part: Part,
    pub(crate) text: String,
    /// The number of code points above a letter's text.
    pub(crate) head: usize,
    /// The positions of the elements in it.
    pub(crate) spans: Vec<(Element, Span)>,
}

/// The separator of paragraphs.
pub(super) const BETWEEN_PARAGRAPHS: &str = "\n\n";

/// The separator of blocks.
pub(super) const BETWEEN_PIECES: &str = " ";

/// Whether the block is the greeting or sign-off of a written text.
pub(super) fn frames(block: &str) -> bool {
    Element::of_block(block).is_some_and(is_frame)
}

const fn is_frame(element: Element) -> bool {
    matches!(element, Element::Recipient | Element::SignOff)
}

impl Finished {
    /// The number of words, without the greeting and sign-off of a written text.
    pub(crate) fn words(&self) -> usize {
        let below: String = self.text.chars().skip(self.head).collect();
        let all = count_words(&below);
        if self.part != Part::Body {
            return all;
        }
        let frames = self.spans.iter().filter(|(element, _)| is_frame(*element));
        let around: usize = frames
            .map(|(_, span)| {
                let words: String = self.text.chars().skip(span.start).take(span.end - span.start).collect();
                count_words(&words)
            })
            .sum();
        all.saturating_sub(around)
    }

    /// The same text with `head` above it.
    pub(crate) fn below(self, head: &str) -> Self {
        let length = head.chars().count();
        let moved = |span: Span| Span { start: span.start + length, end: span.end + length };
        Self {
            text: format!("{head}{}", self.text),
            head: self.head + length,
            spans: self.spans.into_iter().map(|(element, span)| (element, moved(span))).collect(),
            ..self
        }
    }
}

impl FromIterator<Finished> for Texts {
    fn from_iter<I: IntoIterator<Item = Finished>>(finished: I) -> Self {
        let mut texts = Self::default();
        for Finished { part, text, .. } in finished {
            match part {
                Part::Subject => texts.subject = Some(text),
                Part::Body => texts.body = Some(text),
                Part::Voicemail => texts.voicemail = Some(text),
                Part::Script => {}
                Part::Opening => texts.script.get_or_insert_default().opening = text,
                Part::Point(_) => texts.script.get_or_insert_default().points.push(text),
                Part::Question(_) => texts.script.get_or_insert_default().questions.push(text),
                Part::Closing => texts.script.get_or_insert_default().closing = text,
            }
        }
        texts
    }
}

/// The number of words, as word processors count them.
pub(crate) fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}
