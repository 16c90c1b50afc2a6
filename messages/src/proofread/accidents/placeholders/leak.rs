//! A placeholder that was found, and what to say about it.

use std::ops::Range;

/// A placeholder in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Leak {
    /// Its bytes.
    pub(super) at: Range<usize>,
    pub(super) origin: Origin,
    pub(super) wanted: Wanted,
}

/// Where a placeholder comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    /// A field of a mail-merge or template language.
    Field,
    /// What a program writes for a missing value.
    Program,
    /// An error of a spreadsheet's formula.
    Spreadsheet,
    /// Words of a form letter that stand for a value.
    Form,
    /// An instruction in a form letter.
    Instruction,
    /// What a form shows in an empty field, or a word processor for a lost reference.
    Prompt,
    /// Underscores, dots or a row of X.
    Blank,
    /// The pattern of a date.
    DatePattern,
    /// A note of the writer's.
    Note,
    /// Blind text.
    BlindText,
    /// Nothing, where a name belongs.
    Gap,
}

/// What should stand there instead.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wanted {
    Name,
    Company,
    Position,
    Date,
    Phone,
    Email,
    Value,
}

impl Wanted {
    const fn words(self) -> &'static str {
        match self {
            Self::Name => "the name",
            Self::Company => "the company's name",
            Self::Position => "the position",
            Self::Date => "the date",
            Self::Phone => "the phone number",
            Self::Email => "the e-mail address",
            Self::Value => "what belongs there",
        }
    }
}

impl Leak {
    /// What is wrong and what to do; `quote` is the placeholder.
    pub(super) fn says(&self, quote: &str) -> String {
        let write = self.wanted.words();
        match self.origin {
            Origin::Field => format!("\"{quote}\" is a mail-merge field that was never filled in: write {write}."),
            Origin::Program => {
                format!("\"{quote}\" is what a program writes where a value is missing: write {write}.")
            }
            Origin::Spreadsheet => {
                format!("\"{quote}\" is the error of a spreadsheet formula: write {write}.")
            }
            Origin::Form => format!("\"{quote}\" is a blank of a form letter: write {write}."),
            Origin::Instruction => {
                format!("\"{quote}\" is an instruction of a form letter: replace it with your own words.")
            }
            Origin::Prompt => format!("\"{quote}\" was put there by a word processor: replace or delete it."),
            Origin::Blank => format!("\"{quote}\" is an empty blank: write {write}."),
            Origin::DatePattern => format!("\"{quote}\" is the pattern of a date: write the date."),
            Origin::Note => format!("\"{quote}\" is a note to yourself: finish this passage, or delete the note."),
            Origin::BlindText => format!("\"{quote}\" is blind text: replace it with your own words."),
            Origin::Gap => format!("In \"{quote}\" there is nothing where {write} belongs: write {write}."),
        }
    }
}
