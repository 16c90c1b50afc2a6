//! Lines of a text, and words of greeting.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

pub(super) static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^[ \t]*(?:my\s+)?(?:dear(?:est)?|hello|hi(?:ya)?(?:\s+there)?|hey+(?:\s+there)?|yo|howdy|hallo|sup|what's up|greetings",
        r"|bonjour|bonsoir|salut|ch[eè]re?|guten (?:tag|morgen|abend)|hallo|liebe[r]?|sehr geehrte[r]?|hola|buen[oa]s (?:d[ií]as|tardes)|estimad[oa]|buongiorno|gentile|egregi[oa]|ol[áa]|bom dia|prezad[oa]|goedemorgen|goedemiddag|beste|hej|namaste|konnichiwa|shalom|salaam|merhaba",
        r"|(?:a )?(?:very )?good\s+(?:morning|afternoon|evening|day)|to)\b[ \t]*,?[ \t]*"
    ))
    .expect("it is a regular expression")
});

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
