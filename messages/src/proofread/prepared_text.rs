//! A text that is prepared for the checks.

use std::ops::Range;

use super::{layout::Layout, lexicon::Lexicon};
use crate::{Part, Span, text::Text};

/// One text of a message.
#[derive(Debug)]
pub(super) struct PreparedText<'t> {
    pub(super) part: Part,
    /// Its part; none for a subject, and for a written text of unknown kind.
    pub(super) text: Option<Text>,
    original: &'t str,
    /// Where each code point begins, in bytes, and the end: of the original, and of the plain text. Every finding needs
    /// them.
    original_starts: Vec<usize>,
    plain_starts: Vec<usize>,
    /// The text with straight quotation marks and plain spaces. It has the same number of code points.
    pub(super) plain: String,
    /// The outline.
    pub(super) layout: Layout,
}

impl<'t> PreparedText<'t> {
    pub(super) fn new(part: Part, text: Option<Text>, original: &'t str, lexicon: &Lexicon) -> Self {
        let plain: String = original.chars().map(plain).collect();
        let may_be_letter = text.is_none_or(|text| text == Text::Letter);
        let layout =
            if part == Part::Body { Layout::recognise(&plain, may_be_letter, lexicon) } else { Layout::spoken(&plain) };
        let (original_starts, plain_starts) = (starts_of(original), starts_of(&plain));
        Self { part, text, original, original_starts, plain_starts, plain, layout }
    }

    /// The same, with what precedes the sender's name as the sign-off, if there are no known words of farewell:
    /// "Le gach dea-ghuí, Aoife Ní Bhriain".
    pub(super) fn signed_by(mut self, name: Option<&str>) -> Self {
        const MOST_WORDS: usize = 10;
        let found = name.filter(|_| self.part == Part::Body && self.layout.sign_off.is_none());
        let Some(at) = found.and_then(|name| self.plain.rfind(name)) else { return self };
        let before = self.plain[..at].trim_end();
        let start = before.rfind(['.', '?', '!', '\n']).map_or(0, |end| end + 1);
        let start = start + before[start..].len() - before[start..].trim_start().len();
        let greeted = self.layout.greeting.as_ref().map_or(0, |greeting| greeting.at.end);
        let words = before[start..].split_whitespace().count();
        if !before.ends_with(',') || start <= greeted || !(1..=MOST_WORDS).contains(&words) {
            return self;
        }
        let end = before.len();
        let prose_end = self.plain[..start].trim_end().len();
        let layout = &mut self.layout;
        layout.sign_off = Some(start..end);
        layout.signature = end..self.plain.len();
        layout.prose.end = layout.prose.end.min(prose_end);
        layout.paragraphs.retain(|at| at.start < prose_end);
        if let Some(last) = layout.paragraphs.last_mut() {
            last.end = last.end.min(prose_end);
        }
        self
    }

    /// Whether it is the body of a written message.
    pub(super) fn is_written(&self) -> bool {
        self.part == Part::Body
    }

    /// Whether `span` is in the head of a letter, which is not prose.
    pub(super) fn is_above(&self, span: Option<Span>) -> bool {
        let end = self.span(&self.layout.head).end;
        span.is_some_and(|span| span.start < end)
    }

    /// Converts bytes of the plain text to code points.
    pub(super) fn span(&self, at: &Range<usize>) -> Span {
        let place = |byte: usize| self.plain_starts.partition_point(|start| *start < byte);
        Span { start: place(at.start), end: place(at.end) }
    }

    /// Converts code points to bytes of the plain text.
    pub(super) fn bytes(&self, span: Span) -> Range<usize> {
        let byte = |place: usize| self.plain_starts.get(place).copied().unwrap_or(self.plain.len());
        byte(span.start)..byte(span.end)
    }

    /// The original words at `at`, on one line and shortened.
    pub(super) fn quote(&self, at: &Range<usize>) -> String {
        const LONGEST: usize = 60;
        let span = self.span(at);
        let words = &self.original[self.original_starts[span.start]..self.original_starts[span.end]];
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line,
        }
    }

    /// The text from the greeting to the sign-off.
    pub(super) fn prose(&self) -> &str {
        &self.plain[self.layout.prose.clone()]
    }

    /// The sentence around `at`, roughly: up to the nearest full stops or line ends.
    pub(super) fn sentence(&self, at: &Range<usize>) -> Range<usize> {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
        let start = self.plain[..at.start].rfind(ends).map_or(0, |end| end + 1);
        let end = self.plain[at.end..].find(ends).map_or(self.plain.len(), |end| at.end + end);
        start..end
    }
}

/// Where each code point of `text` begins, in bytes, and the end of the text.
fn starts_of(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// `c` as on a plain keyboard.
const fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_code_points_of_what_was_written() {
        let prepared = PreparedText::new(
            Part::Body,
            None,
            "Zoë’s “déjà vu” 🙂 end",
            crate::languages::language_of(crate::Locale::EN).lexicon(),
        );
        let at = prepared.plain.find("end").unwrap();
        let span = prepared.span(&(at..at + 3));
        assert_eq!((span.start, span.end), (18, 21));
        assert_eq!(prepared.bytes(span), at..at + 3);
        assert_eq!(prepared.quote(&(0..6)), "Zoë’s");
    }
}
