//! Splits a text into sentences.

use std::ops::Range;

/// Abbreviations, after whose full stop a sentence continues.
const ABBREVIATIONS: [&str; 34] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "inc", "ltd", "co", "bzw", "ca", "z.b", "d.h", "u.a", "evtl",
    "ggf", "e.g", "i.e", "etc", "vs", "approx", "sr", "sra", "srta", "m", "mme", "p.m", "a.m", "jan", "feb", "sept",
    "dec",
];

/// The ranges of the sentences of a text, in bytes, without the white space around them. An empty line ends a sentence;
/// a line break alone doesn't.
pub(super) fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = end(text, start);
            let sentence = &text[start..end];
            let before = sentence.len() - sentence.trim_start().len();
            let range = start + before..start + before + sentence.trim().len();
            start = end;
            if !range.is_empty() {
                return Some(range);
            }
        }
        None
    })
}

fn end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let ends = match c {
            '!' | '?' | '。' | '？' | '！' => {
                next.is_none_or(|next| next.is_whitespace() || matches!(c, '。' | '？' | '！'))
            }
            '.' => next.is_none_or(char::is_whitespace) && !goes_on(&rest[..at]),
            '\n' => next.is_none_or(|next| matches!(next, '\n' | '-' | '*' | '•')),
            _ => false,
        };
        if ends {
            return start + at + c.len_utf8();
        }
    }
    text.len()
}

/// Whether a full stop after these words belongs to the last of them.
fn goes_on(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    // "10. März", but not "in 2026."
    let ordinal = word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    ordinal || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_should() {
        let text = "Dear Dr. Okafor,\n\nwe meet on the\n10. März at 2 p.m. in Berlin. Can you come?  Yes!\n- first\n- second 3.5 km";
        let found: Vec<_> = ranges(text).map(|range| &text[range]).collect();
        assert_eq!(
            found,
            [
                "Dear Dr. Okafor,",
                "we meet on the\n10. März at 2 p.m. in Berlin.",
                "Can you come?",
                "Yes!",
                "- first",
                "- second 3.5 km",
            ]
        );
        assert_eq!(ranges(" \n\n ").count(), 0);
    }
}
