//! Whether a sentence is about code, so that what looks like a field is one of its subjects.

pub(super) mod code_words;

use std::ops::Range;

use self::code_words::{is_noun, is_subject_word};
use super::placeholder_position::OutlinedText;
use crate::proofread::words;

/// How much of a line is taken for one sentence, in bytes.
const LONGEST: usize = 400;

/// Whether what is at `at` is a part of code: in backticks, part of a longer token, or named as code by its neighbours.
pub(super) fn is_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    in_backticks(text, at) || is_glued(text, at) || is_named_as_code(text, at)
}

/// Whether a blank, such as a row of underscores, is a part of code. In a text without words about code, ordinary words
/// beside it don't make it one: "reference ______".
pub(super) fn is_blank_of_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    in_backticks(text, at) || is_glued(text, at) || text.is_technical && is_named_as_code(text, at)
}

/// Whether a blank stands in a sentence about code.
pub(super) fn is_blank_about_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    text.is_technical && is_subject(text, at)
}

/// Whether the sentence around `at` is about code.
pub(super) fn is_subject(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let line = text.line(at.start);
    // A line may be long: look no farther than a sentence is.
    let first = line.start.max(text.plain.floor_char_boundary(at.start.saturating_sub(LONGEST)));
    let last = line.end.min(text.plain.ceil_char_boundary(at.end + LONGEST)).max(at.end);
    let from = text.plain[first..at.start].rfind(['.', '!', '?']).map_or(first, |end| first + end);
    let to = text.plain[at.end..last].find(". ").map_or(last, |end| at.end + end);
    let mut around = words::split(&text.plain[from..at.start]).chain(words::split(&text.plain[at.end..to]));
    around.any(|word| is_subject_word(word) || is_noun(word))
}

/// Whether the word before or behind calls it a variable, an endpoint, an attribute and the like.
pub(super) fn is_named_as_code(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let behind = text.plain[at.end..].trim_start_matches(['"', '\'', '`', '”', ' ', '/']);
    let next = words::split(&behind[..behind.floor_char_boundary(40)]).next();
    let directly = next.is_some_and(|next| behind.starts_with(next) && is_noun(next));
    let before = text.words_before(at.start, 2);
    let merge_field = before.first().is_some_and(|word| word == "field");
    directly || (merge_field || before.iter().any(|word| is_noun(word))) && !text.ends_clause(at.start)
}

fn in_backticks(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let line = text.line(at.start);
    let from = line.start.max(text.plain.floor_char_boundary(at.start.saturating_sub(200)));
    let to = line.end.min(text.plain.ceil_char_boundary(at.end + LONGEST)).max(at.end);
    let before = text.plain[from..at.start].matches('`').count();
    before % 2 == 1 && text.plain[at.end..to].contains('`')
}

/// Whether it is part of a longer token: "/users/{id}", "Vec<T>", "f(x)".
fn is_glued(text: &OutlinedText<'_>, at: &Range<usize>) -> bool {
    let before = text.plain[..at.start].chars().next_back();
    let behind = text.plain[at.end..].chars().next();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '=' | '\\' | '_' | '&' | '$');
    before.is_some_and(joins) && !text.ends_with_greeting(at.start)
        || behind.is_some_and(|c| joins(c) || matches!(c, '(' | '[')) && !text.is_cjk_at(at.end)
}

/// Whether a sign or title is quoted.
pub(super) fn is_quoted(text: &str, at: &Range<usize>) -> bool {
    text[..at.start].ends_with(['"', '(']) || text[at.end..].starts_with(['"', ')'])
}
