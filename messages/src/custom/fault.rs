//! Errors in the source of a template.

use minijinja::machinery::Span;

/// The maximum number of errors that are reported for one text.
pub(super) const MAX_FAULTS: usize = 20;

/// An error in a text of a template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Fault {
    /// Where in the source, as a byte offset.
    pub(super) at: usize,
    /// The kind of error.
    pub(super) code: &'static str,
    /// The error, and how to correct it.
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(at: usize, code: &'static str, message: impl Into<String>) -> Self {
        Self { at, code, message: message.into() }
    }

    pub(super) fn at(span: Span, code: &'static str, message: impl Into<String>) -> Self {
        Self::new(span.start_offset as usize, code, message)
    }

    /// An error that the parser found.
    pub(super) fn of_syntax(error: &minijinja::Error) -> Self {
        let at = error.range().map_or(0, |range| range.start);
        Self::new(at, "syntax", error.detail().unwrap_or("is no template").to_owned())
    }

    /// The error as a sentence, with its position in `source`: lines and columns from 1, columns in code points.
    pub(super) fn describe(&self, source: &str) -> String {
        let before = source.get(..self.at).unwrap_or(source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("line {line}, column {column}: {}", self.message)
    }
}
