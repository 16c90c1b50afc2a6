//! Assembles the blocks of a text.

use super::{
    BlockWording, Draft, Section, SectionDraft,
    finish::{BETWEEN_PARAGRAPHS, BETWEEN_PIECES, Finished},
};
use crate::{Element, Locale, Part, Span, languages::language_of};

impl Draft {
    /// The texts: one for each section, and one for each point and question.
    pub(crate) fn finish(&self) -> Vec<Finished> {
        self.sections.iter().flat_map(|section| finish(section, self.locale)).collect()
    }
}

fn finish(section: &SectionDraft, locale: Locale) -> Vec<Finished> {
    let paragraphs = || {
        let kept = section.paragraphs.iter().map(|pieces| pieces.iter().filter(|piece| !piece.left_out).collect());
        kept.filter(|pieces: &Vec<&BlockWording>| !pieces.is_empty())
    };
    let one_each = |part: fn(usize) -> Part| {
        paragraphs().enumerate().map(|(index, pieces)| join([pieces], part(index), locale)).collect()
    };
    match section.section {
        Section::Subject => vec![join(paragraphs(), Part::Subject, locale)],
        Section::Body => vec![join(paragraphs(), Part::Body, locale)],
        Section::Opening => vec![join(paragraphs(), Part::Opening, locale)],
        Section::Points => one_each(Part::Point),
        Section::Questions => one_each(Part::Question),
        Section::Closing => vec![join(paragraphs(), Part::Closing, locale)],
        Section::Voicemail => vec![join(paragraphs(), Part::Voicemail, locale)],
    }
}

/// One text, with an empty line between paragraphs and a space between blocks.
fn join<'a>(paragraphs: impl IntoIterator<Item = Vec<&'a BlockWording>>, part: Part, locale: Locale) -> Finished {
    let mut text = String::new();
    let mut length = 0;
    let mut spans = Vec::new();
    let mut greeted = false;
    for pieces in paragraphs {
        for (index, piece) in pieces.into_iter().enumerate() {
            let gap = if text.is_empty() {
                ""
            } else if index == 0 {
                BETWEEN_PARAGRAPHS
            } else {
                BETWEEN_PIECES
            };
            let start = length + gap.len();
            length = start + piece.text().chars().count();
            text.push_str(gap);
            let first = greeted.then(|| language_of(locale).after_greeting(piece.text(), locale)).flatten();
            text.push_str(first.as_deref().unwrap_or(piece.text()));
            greeted = part == Part::Body && piece.block == Element::Recipient.name();
            spans.extend(Element::of_block(&piece.block).map(|element| (element, Span { start, end: length })));
        }
    }
    Finished { part, text, head: 0, spans }
}
