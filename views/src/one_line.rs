//! Texts that are shown in one line.

use std::borrow::Cow;

/// The text without line breaks. Names are checked when they are read; this does not rely on it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}
