//! Assembles the blocks of a text.

use super::{
    Draft, Piece, Section, SectionDraft,
    finish::{BETWEEN_PARAGRAPHS, BETWEEN_PIECES, Finished},
};
use crate::{Element, Part, Span};

impl Draft {
    /// The texts: one for each section, and one for each point and question.
    pub(crate) fn finish(&self) -> Vec<Finished> {
        self.sections.iter().flat_map(finish).collect()
    }
}

fn finish(section: &SectionDraft) -> Vec<Finished> {
    let paragraphs = || {
        let kept = section.paragraphs.iter().map(|pieces| pieces.iter().filter(|piece| !piece.left_out).collect());
        kept.filter(|pieces: &Vec<&Piece>| !pieces.is_empty())
    };
    let one_each =
        |part: fn(usize) -> Part| paragraphs().enumerate().map(|(index, pieces)| join([pieces], part(index))).collect();
    match section.section {
        Section::Subject => vec![join(paragraphs(), Part::Subject)],
        Section::Body => vec![join(paragraphs(), Part::Body)],
        Section::Opening => vec![join(paragraphs(), Part::Opening)],
        Section::Points => one_each(Part::Point),
        Section::Questions => one_each(Part::Question),
        Section::Closing => vec![join(paragraphs(), Part::Closing)],
        Section::Voicemail => vec![join(paragraphs(), Part::Voicemail)],
    }
}

/// One text, with an empty line between paragraphs and a space between blocks.
fn join<'a>(paragraphs: impl IntoIterator<Item = Vec<&'a Piece>>, part: Part) -> Finished {
    let mut text = String::new();
    let mut length = 0;
    let mut spans = Vec::new();
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
            text.push_str(piece.text());
            spans.extend(Element::of_block(&piece.block).map(|element| (element, Span { start, end: length })));
        }
    }
    Finished { part, text, head: 0, spans }
}
