//! A text as a list of blocks, which can be shortened.

mod assemble;
mod finish;
mod wording;

use minijinja::{Error, Value};
use planning::StepKind;

use self::wording::Wording;
pub(crate) use self::{
    finish::{Finished, count_words},
    wording::Seed,
};
use crate::{Element, Locale, languages::language_of, limit::Limit, templates::Blocks, text::Text};

/// A text of a message, block by block.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    locale: Locale,
    sections: Vec<SectionDraft>,
}

/// A section of a text, with the blocks of its paragraphs.
#[derive(Clone, Debug)]
struct SectionDraft {
    section: Section,
    paragraphs: Vec<Vec<BlockWording>>,
}

/// The wording of one block.
#[derive(Clone, Debug)]
struct BlockWording {
    block: String,
    words: Wording,
    tight: bool,
    left_out: bool,
}

impl BlockWording {
    /// The current wording.
    fn text(&self) -> &str {
        if self.tight { &self.words.shortest } else { &self.words.chosen }
    }

    /// Replaces both wordings.
    fn reword(&mut self, words: String) {
        self.words = Wording { chosen: words.clone(), shortest: words };
    }

    /// The number of characters that the shortest wording saves.
    fn slack(&self) -> usize {
        self.text().chars().count() - self.words.shortest.chars().count()
    }
}

/// The sections that templates lay out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Section {
    Subject,
    Body,
    Opening,
    Points,
    Questions,
    Closing,
    Voicemail,
}

impl Section {
    const fn for_text(text: Text) -> &'static [Self] {
        match text {
            Text::Email => &[Self::Subject, Self::Body],
            Text::Linkedin | Text::Letter => &[Self::Body],
            Text::Script => &[Self::Opening, Self::Points, Self::Questions, Self::Closing],
            Text::Voicemail => &[Self::Voicemail],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Body => "body",
            Self::Opening => "opening",
            Self::Points => "points",
            Self::Questions => "questions",
            Self::Closing => "closing",
            Self::Voicemail => "voicemail",
        }
    }
}

impl Draft {
    /// The draft that the template of `kind` and `text` makes of the facts in `context`.
    pub(crate) fn new(
        locale: Locale,
        kind: StepKind,
        text: Text,
        context: Value,
        seed: Seed<'_>,
    ) -> Result<Self, Error> {
        let mut blocks = Blocks::new(locale, &format!("{}/{}", kind.name(), text.name()), context)?;
        let language = language_of(locale);
        let mut sections = Vec::new();
        for &section in Section::for_text(text) {
            let mut paragraphs = Vec::new();
            for names in blocks.layout(section.name())? {
                let mut pieces = Vec::new();
                for block in names {
                    let set = |line| language.typeset(line, locale);
                    let lines: Vec<String> = blocks.lines(&block)?.into_iter().map(set).collect();
                    let whole = text.is_written() && block == Element::SignOff.name() && !lines.is_empty();
                    let lines = if whole { vec![lines.join("\n")] } else { lines };
                    let words = Wording::choose(seed, &block, &lines);
                    pieces.extend(words.map(|words| BlockWording { block, words, tight: false, left_out: false }));
                }
                paragraphs.push(pieces);
            }
            sections.push(SectionDraft { section, paragraphs });
        }
        Ok(Self { locale, sections })
    }

    /// Whether it is within its limit. A subject does not count, and neither do the greeting and sign-off of a written
    /// text.
    pub(crate) fn keeps(&self, limit: Limit) -> bool {
        let (mut words, mut characters) = (0, 0);
        for section in self.sections.iter().filter(|section| section.section != Section::Subject) {
            let written = section.section == Section::Body;
            let one_each = matches!(section.section, Section::Points | Section::Questions);
            let mut is_first = true;
            for paragraph in &section.paragraphs {
                let kept = paragraph.iter().filter(|piece| !piece.left_out);
                for (index, piece) in kept.enumerate() {
                    let gap = match index {
                        _ if is_first || one_each && index == 0 => 0,
                        0 => finish::BETWEEN_PARAGRAPHS.len(),
                        _ => finish::BETWEEN_PIECES.len(),
                    };
                    is_first = false;
                    characters += gap + piece.text().chars().count();
                    if !(written && finish::frames(&piece.block)) {
                        words += count_words(piece.text());
                    }
                }
            }
        }
        limit.allows(words, characters)
    }

    /// Uses the shortest wording of blocks, those first that save most, until the text is short enough. Blocks in `but`
    /// are not changed, since short wordings are the same for every recipient.
    pub(crate) fn tighten(&mut self, limit: Limit, but: &[Element]) {
        // The subject does not count.
        let stays =
            |piece: &BlockWording| but.iter().chain(&[Element::Subject]).any(|other| other.name() == piece.block);
        while !self.keeps(limit) {
            let loose = self.pieces().filter(|piece| !piece.left_out && piece.slack() > 0 && !stays(piece));
            let Some(piece) = loose.max_by_key(|piece| piece.slack()) else { break };
            piece.tight = true;
        }
    }

    fn pieces(&mut self) -> impl Iterator<Item = &mut BlockWording> {
        self.sections.iter_mut().flat_map(|section| &mut section.paragraphs).flatten()
    }

    /// Leaves out blocks in this `order` until the text is short enough. Then it restores those that fit after all, the
    /// most valuable first. Returns the blocks that remain left out.
    pub(crate) fn shorten(&mut self, limit: Limit, order: &[&'static str]) -> Vec<&'static str> {
        let mut left_out = Vec::new();
        for &block in order {
            if self.keeps(limit) {
                break;
            }
            self.leave_out(block, true);
            left_out.push(block);
        }
        for index in (0..left_out.len()).rev() {
            self.leave_out(left_out[index], false);
            if self.keeps(limit) {
                left_out.remove(index);
            } else {
                self.leave_out(left_out[index], true);
            }
        }
        left_out
    }

    /// The wording of `block`, if it has one.
    pub(crate) fn words(&self, block: &str) -> Option<&str> {
        let mut pieces = self.sections.iter().flat_map(|section| &section.paragraphs).flatten();
        pieces.find(|piece| piece.block == block).map(BlockWording::text)
    }

    /// The same draft with the wording of each block changed by `write`.
    ///
    /// # Errors
    ///
    /// The first error of `write`.
    pub(crate) fn map<E>(mut self, mut write: impl FnMut(&str, &str) -> Result<String, E>) -> Result<Self, E> {
        for piece in self.pieces() {
            let words = write(&piece.block, piece.text())?;
            piece.reword(words);
        }
        Ok(self)
    }

    /// Leaves a block out, or restores it.
    pub(crate) fn leave_out(&mut self, block: &str, left_out: bool) {
        for piece in self.pieces().filter(|piece| piece.block == block) {
            piece.left_out = left_out;
        }
    }
}
