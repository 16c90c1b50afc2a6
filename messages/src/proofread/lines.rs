//! Lines of a text.

use std::ops::Range;

/// The lines of `text` from `begin`, with their byte ranges, without surrounding white space.
pub(super) fn lines(text: &str, begin: usize) -> impl DoubleEndedIterator<Item = Range<usize>> {
    let starts = text[begin..].match_indices('\n').map(move |(at, _)| begin + at + 1);
    let starts: Vec<usize> = std::iter::once(begin).chain(starts).collect();
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start - 1).chain([text.len()]).collect();
    let trimmed: Vec<_> = starts.into_iter().zip(ends).map(|(start, end)| trimmed(text, start..end)).collect();
    trimmed.into_iter()
}

/// `at` without surrounding white space.
pub(super) fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let inner = &text[at.clone()];
    let start = at.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
