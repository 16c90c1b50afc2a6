//! A placeholder that was found.

use std::ops::Range;

/// A placeholder in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct UnfilledPlaceholder {
    /// Its bytes.
    pub(super) at: Range<usize>,
    pub(super) origin: Origin,
    pub(super) wanted: Replacement,
}

/// Where a placeholder comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// A field of a mail-merge or template language.
    Field,
    /// The text that a program writes for a missing value.
    Program,
    /// An error of a spreadsheet's formula.
    Spreadsheet,
    /// Words of a form letter that stand for a value.
    Form,
    /// An instruction in a form letter.
    Instruction,
    /// The text that a form shows in an empty field, or a word processor for a lost reference.
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

/// The value that should replace the placeholder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Replacement {
    Name,
    Company,
    Position,
    Date,
    Phone,
    Email,
    Value,
}
