//! Text that goes into a line.

use std::borrow::Cow;

/// Text without what would end its line: names are checked where they are read, and this doesn't rely on it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}
